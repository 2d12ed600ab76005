"""What happens at a counter: the services of the till, asked by people who choose by chance."""

from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

import sqlalchemy as sa

from models.inventory import InventoryLevelRow
from models.orders import OrderRow
from pos.domain.cart import Cart, add, clear
from pos.domain.cart_pricing import price_cart
from pos.domain.completion import CompleteSale
from pos.domain.payment import TenderEntry, TenderKind
from pos.domain.returns import Disposition
from pos.domain.shift import CashMovementKind
from pos.queries.items import find_sellable
from pos.queries.parked_carts import list_parked
from pos.queries.returns import find_returnable
from pos.queries.shifts import find_open_shift
from pos.queries.store_rules import day_in_store, read_pricing_rules
from pos.services.carts import save_cart
from pos.services.cash_movements import MoveCashWish, move_cash
from pos.services.checkout import complete_sale
from pos.services.parked_carts import park_cart, recall_cart
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from pos.services.shifts import CloseShiftWish, OpenShiftWish, close_shift, open_shift
from pos.services.stock import AdjustStock, adjust_stock
from pos.uow import ReadTx, WriteTx
from sync.simulation.business import Shop, barcode, variant_id

FLOAT_CENTS = 10_000
LINES_MAX = 3
RECEIPTS_REMEMBERED = 20
"""Customers come back with one of the last receipts that the till knows."""

_LAST_NUMBERS = (
    sa.select(OrderRow.number).order_by(OrderRow.placed_at.desc()).limit(RECEIPTS_REMEMBERED)
)
_FIND_LEVEL = sa.select(InventoryLevelRow.on_hand).where(
    InventoryLevelRow.variant_id == sa.bindparam("variant"),
    InventoryLevelRow.location_id == sa.bindparam("location"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What a customer walked away with a receipt for."""

    number: str
    total_cents: int


def sell(tx: WriteTx, shop: Shop, chance: Random, *, articles: int) -> Sold | None:
    """Sell some articles; None when none of them is for sale here, or no shift is open.

    Args:
        articles: How many there are in the business.
    """
    if find_open_shift(tx) is None:
        return None
    cart = _fill(tx, chance, articles=articles)
    return _pay(tx, shop, chance, cart) if cart.lines else None


def park(tx: WriteTx, shop: Shop, chance: Random, *, articles: int) -> UUID | None:
    """Put a cart aside; None when none of its articles is for sale here."""
    cart = _fill(tx, chance, articles=articles)
    if not cart.lines:
        return None
    park_cart(tx, cart, staff_id=shop.cashier)
    return cart.cart_id


def take_up(tx: WriteTx, shop: Shop, chance: Random) -> Sold | str | None:
    """Take up a parked cart, also one that another till has, and sell it, park it or empty it."""
    parked = list_parked(tx, now=tx.now)
    if not parked:
        return None
    cart = recall_cart(tx, chance.choice(parked).cart_id, is_copy_wanted=True)
    what = chance.choice(("sell", "sell", "park", "clear"))
    if not cart.lines or what == "clear":
        save_cart(tx, clear(cart), staff_id=shop.cashier)
        return "cleared"
    if what == "park" or find_open_shift(tx) is None:
        park_cart(tx, cart, staff_id=shop.cashier)
        return "parked again"
    return _pay(tx, shop, chance, cart)


def _fill(tx: WriteTx, chance: Random, *, articles: int) -> Cart:
    cart = Cart(cart_id=tx.new_id(), currency="EUR")
    for _ in range(chance.randint(1, LINES_MAX)):
        code = barcode(chance.randrange(articles))
        item = find_sellable(tx, code, on=day_in_store(tx, tx.now))
        if item is not None:
            quantity = chance.choice((250, 1_333)) if item.unit == "g" else chance.choice((1, 1, 2))
            cart = add(cart, item, line_id=tx.new_id(), quantity=quantity)
    return cart


def _pay(tx: WriteTx, shop: Shop, chance: Random, cart: Cart) -> Sold:
    total_cents = price_cart(read_pricing_rules(tx), cart).total_cents
    done = complete_sale(
        tx,
        CompleteSale(
            sale_id=tx.new_id(),
            cart=cart,
            tenders=_tenders(chance, total_cents),
            total_cents=total_cents,
            staff_id=shop.cashier,
        ),
    )
    return Sold(number=done.number, total_cents=done.total_cents)


def take_back(tx: WriteTx, shop: Shop, chance: Random) -> str | None:
    """Take something back of a sale that this till knows; return the return's number."""
    if find_open_shift(tx) is None:
        return None
    numbers = tx.connection.execute(_LAST_NUMBERS).scalars().all()
    order = find_returnable(tx, chance.choice(numbers)) if numbers else None
    if order is None:
        return None
    goods = tuple(
        ReturnedGoods(
            order_line_id=line.sold.line_id,
            quantity=chance.randint(1, line.sold.returnable_qty),
            disposition=chance.choice((Disposition.RESTOCK, Disposition.SCRAP)),
        )
        for line in order.lines
        if line.sold.returnable_qty > 0 and chance.random() * 2 < 1
    )
    if not goods:
        return None
    wish = AcceptReturn(
        return_id=tx.new_id(),
        number=order.number,
        goods=goods,
        actor=Actor(staff_id=shop.manager),
    )
    return accept_return(tx, wish).number


def move_some_cash(tx: WriteTx, shop: Shop, chance: Random) -> UUID:
    """Put cash into the drawer or take some out."""
    wish = MoveCashWish(
        actor=Actor(staff_id=shop.manager),
        kind=chance.choice((CashMovementKind.PAY_IN, CashMovementKind.PAY_OUT)),
        amount_cents=chance.randint(1, 50) * 100,
        reason="Change",
    )
    return move_cash(tx, wish)


def turn_the_shift(tx: WriteTx, shop: Shop, chance: Random) -> str:
    """Close the shift that is open, counted right or nearly; open one when none is."""
    if find_open_shift(tx) is None:
        opened = OpenShiftWish(
            actor=Actor(staff_id=shop.cashier), opening_float_cents=FLOAT_CENTS, note="As usual"
        )
        return f"opened {open_shift(tx, opened).number}"
    closed = CloseShiftWish(
        actor=Actor(staff_id=shop.manager),
        counted_cash_cents=FLOAT_CENTS + chance.randint(0, 100) * 5,
        count_detail={},
        note="Counted twice",
    )
    report = close_shift(tx, closed).report
    return f"closed with {report.total_cents}"


def count_shelf(tx: WriteTx, shop: Shop, chance: Random, *, articles: int) -> str | None:
    """Set the stock of an article right by some pieces."""
    variant = variant_id(chance.randrange(articles))
    where = {"variant": variant, "location": shop.location}
    if tx.connection.execute(_FIND_LEVEL, where).scalar_one_or_none() is None:
        return None
    wish = AdjustStock(
        variant_id=variant,
        delta=chance.choice((-3, -1, 2, 5)),
        reason="Counted",
        actor=Actor(staff_id=shop.manager),
    )
    return str(adjust_stock(tx, wish).on_hand)


def has_open_shift(tx: ReadTx) -> bool:
    """Tell whether somebody sells here."""
    return find_open_shift(tx) is not None


def _tenders(chance: Random, total_cents: int) -> tuple[TenderEntry, ...]:
    cash = TenderEntry(method_code="cash", kind=TenderKind.CASH)
    card = TenderEntry(method_code="card", kind=TenderKind.CARD)
    if total_cents == 0:
        return ()
    note = replace(cash, tendered_cents=-(-total_cents // 5_000) * 5_000)
    split = (replace(card, amount_cents=total_cents // 2), cash)
    return chance.choice(((cash,), (note,), (card,), split))
