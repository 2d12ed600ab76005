"""Gift cards and customers for tests that pay with more than cash and card."""

from uuid import UUID

import sqlalchemy as sa

from models.catalogue import CategoryRow, ProductRow, VariantRow
from models.fixed_ids import STANDARD_TAX_ID
from models.identity import UserRow
from models.payments import PaymentMethodRow
from models.stored_value import StoredValueAccountRow, StoredValueEntryRow
from pos.domain.cart import Cart
from pos.domain.gift_card_lines import add_gift_card
from pos.domain.payment import TenderEntry, TenderKind
from pos.domain.stored_value import StoredAccount, card_to_load
from pos.queries.items import find_sellable
from pos.queries.store_rules import day_in_store
from pos.queries.stored_value import find_gift_card
from pos.services.checkout import complete_sale
from tests.shop import Shop

GIFT_CARD_SKU = "GIFT"


def offer_gift_cards(shop: Shop) -> None:
    """Put gift cards on the shelf, and accept every way to pay."""
    with shop.store.write() as tx:
        category = tx.connection.execute(
            sa.select(CategoryRow.id).where(CategoryRow.slug == "everything")
        ).scalar_one()
        product = tx.new_id()
        tx.connection.execute(
            sa.insert(ProductRow),
            {
                "id": product,
                "category_id": category,
                "tax_category_id": STANDARD_TAX_ID,
                "kind": "gift_card",
                "name": "Gift card",
                "slug": "gift-card",
                "style_code": "GIFT",
                "base_price_cents": 0,
            },
        )
        tx.connection.execute(
            sa.insert(VariantRow),
            {
                "id": tx.new_id(),
                "product_id": product,
                "sku": GIFT_CARD_SKU,
                "is_default": True,
                "price_cents": 0,
                "track_stock": False,
            },
        )
        tx.connection.execute(sa.update(PaymentMethodRow).values(is_active=True))


def card_cart(shop: Shop, number: str, cents: int, *, cart: Cart | None = None) -> Cart:
    """Return a cart with one more line that puts money on a card."""
    with shop.store.write() as tx:
        item = find_sellable(tx, GIFT_CARD_SKU, on=day_in_store(tx, tx.now))
        assert item is not None
        before = cart or Cart(cart_id=tx.new_id(), currency="EUR")
        return add_gift_card(
            before, item, card_to_load(number), line_id=tx.new_id(), amount_cents=cents
        )


def sell_card(shop: Shop, number: str, cents: int) -> str:
    """Sell a gift card for cash and return the number of the receipt."""
    wish = shop.sale_of(card_cart(shop, number, cents))
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number


def look_at(shop: Shop, number: str) -> StoredAccount:
    """Return a card as the till knows it."""
    with shop.store.read() as tx:
        card = find_gift_card(tx, number)
    assert card is not None
    return card


def by_gift_card(shop: Shop, number: str, cents: int | None = None) -> TenderEntry:
    """Return a tender that takes money off a card."""
    return TenderEntry(
        method_code="gift_card",
        kind=TenderKind.GIFT_CARD,
        amount_cents=cents,
        account_id=look_at(shop, number).account_id,
    )


def ledger(shop: Shop, number: str) -> list[tuple[str, int]]:
    """Return what happened to a card, in order."""
    entries = sa.select(StoredValueEntryRow.kind, StoredValueEntryRow.amount_cents).where(
        StoredValueEntryRow.account_id == look_at(shop, number).account_id
    )
    with shop.store.read() as tx:
        return [tuple(row) for row in tx.connection.execute(entries)]


def change_card(shop: Shop, number: str, **values: object) -> None:
    """Change a card as headquarters would."""
    card = look_at(shop, number)
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(StoredValueAccountRow)
            .where(StoredValueAccountRow.id == card.account_id)
            .values(**values)
        )


def know_customer(shop: Shop, name: str = "Mina Okafor") -> UUID:
    """Note a customer."""
    with shop.store.write() as tx:
        customer = tx.new_id()
        tx.connection.execute(sa.insert(UserRow), {"id": customer, "name": name})
    return customer
