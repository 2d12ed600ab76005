"""Carts of a benchmark's shop, and the wish to pay them: five lines, a card and cash."""

from collections.abc import Iterator
from uuid import UUID

from pos.demo_shop.chance import stream
from pos.domain.cart import Cart, add
from pos.domain.cart_pricing import price_cart
from pos.domain.completion import CompleteSale
from pos.domain.payment import TenderEntry, TenderKind
from pos.queries.items import find_sellable
from pos.queries.people import list_staff
from pos.queries.store_rules import day_in_store, read_pricing_rules
from pos.services.carts import save_cart
from pos.uow import WriteTx
from ui.bench.goods import barcode

LINES = 5
CARD_CENTS = 100


def random_codes(seed: int, subject: str, *, variants: int) -> Iterator[str]:
    """Draw barcodes of the shop without end."""
    chance = stream(seed, "bench", subject)
    while True:
        yield barcode(chance.randrange(variants))


def fill_cart(tx: WriteTx, codes: Iterator[str], *, lines: int = LINES) -> Cart:
    """Return a cart of that many different articles."""
    day = day_in_store(tx, tx.now)
    cart = Cart(cart_id=tx.new_id(), currency=tx.register.currency)
    while len(cart.lines) < lines:
        item = find_sellable(tx, next(codes), on=day)
        if item is not None:
            cart = add(cart, item, line_id=tx.new_id(), quantity=1)
    return cart


def ready_to_pay(tx: WriteTx, codes: Iterator[str], *, lines: int = LINES) -> CompleteSale:
    """Keep a cart as the till does with every scan, and return the wish to pay it."""
    cart, staff_id = fill_cart(tx, codes, lines=lines), manager_id(tx)
    save_cart(tx, cart, staff_id=staff_id)
    return CompleteSale(
        sale_id=tx.new_id(),
        cart=cart,
        tenders=(
            TenderEntry(method_code="card", kind=TenderKind.CARD, amount_cents=CARD_CENTS),
            TenderEntry(method_code="cash", kind=TenderKind.CASH),
        ),
        total_cents=price_cart(read_pricing_rules(tx), cart).total_cents,
        staff_id=staff_id,
    )


def manager_id(tx: WriteTx) -> UUID:
    """Return the only person who works in the shop."""
    return list_staff(tx)[0].staff_id
