"""A cake is ordered, paid in part and fetched: the whole way at one real window."""

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QComboBox

from models.catalogue import ProductRow, VariantRow
from models.identity import UserRow
from models.orders import OrderRow
from models.print_jobs import PrintJobRow
from pos.documents.paper_text import write_text
from pos.documents.receipt_layout import lay_out_receipt
from pos.queries.order_detail import get_order
from pos.queries.receipts import get_sale_receipt
from tests.gift_cards import know_customer, offer_gift_cards
from tests.shop import CAKE

COLUMNS = 42


@pytest.fixture
def bakery(shop):
    """One cake a day, ready the day after, never on Tuesdays; 30 % are paid at once."""
    offer_gift_cards(shop)
    shop.decide(
        closed_days="tue",
        made_per_day=1,
        deposit_percent=30,
        cancel_days=2,
        forfeit_percent=50,
        made_terms="Changes until two days before.",
    )
    mina = know_customer(shop)
    with shop.store.write() as tx:
        cake = sa.update(ProductRow).where(ProductRow.name == "Cake")
        tx.connection.execute(cake.values(is_customizable=True))
        tx.connection.execute(sa.update(VariantRow).values(lead_time_days=1))
        tx.connection.execute(
            sa.update(UserRow).where(UserRow.id == mina).values(customer_no="4711")
        )
    return shop


@pytest.fixture
def hands(bakery, hands):
    return hands


def order_cake(hands, message: str) -> list[str]:
    """Scan a cake and say what shall stand on it; return the days that were offered."""
    hands.scan(CAKE)
    hands.type("made-message", message)
    days = hands.window.findChild(QComboBox, "made-day")
    offered = [days.itemText(place) for place in range(min(2, days.count()))]
    hands.press("confirm")
    hands.see("cart-total", "\u20ac30.00")
    return offered


def pay_deposit(hands) -> None:
    hands.scan("C.4711")
    hands.wait_until(lambda: "Mina" in hands.find("customer").text())
    hands.press("pay")
    hands.press_words("Deposit\n\u20ac9.00")
    hands.wait_for("take-back-0")
    hands.press("tender-cod")
    hands.press("complete-sale")
    hands.see("change-due", "No change")


def last_order(shop) -> tuple:
    orders = sa.select(OrderRow.id, OrderRow.number).order_by(OrderRow.number.desc()).limit(1)
    with shop.store.read() as tx:
        return tuple(tx.connection.execute(orders).one())


def test_a_cake_is_ordered_with_a_deposit_and_paid_when_it_is_fetched(hands, shop):
    offered = order_cake(hands, "Happy birthday, Mia")
    pay_deposit(hands)
    order_id, number = last_order(shop)

    with shop.store.read() as tx:
        paper = write_text(
            lay_out_receipt(get_sale_receipt(tx, order_id), locale="en"), columns=COLUMNS
        )
        printed = (
            tx.connection.execute(
                sa.select(PrintJobRow.kind).where(PrintJobRow.doc_type == "orders")
            )
            .scalars()
            .all()
        )
    words = " ".join(" ".join(paper).split())
    assert offered == ["Wed 18 Nov 2026", "Thu 19 Nov 2026"]
    assert "Happy birthday, Mia" in words
    assert "Changes until two days before." in words
    assert "Later 50 % of the deposit is kept" in words
    assert printed == ["receipt", "ticket"]

    hands.press("nav-orders")
    hands.scan(f"R.{number}")
    hands.press("order-hand-over")
    hands.see("amount-due", "\u20ac21.00")
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    with shop.store.read() as tx:
        row = get_order(tx, order_id).row
    assert (row.status, row.payment_status) == ("completed", "paid")


def test_a_day_that_is_full_is_not_offered_to_the_next_customer(hands):
    order_cake(hands, "For Mia")
    pay_deposit(hands)

    hands.scan(CAKE)
    hands.type("made-message", "For Ben")
    days = hands.window.findChild(QComboBox, "made-day")

    assert days.itemText(0) == "Thu 19 Nov 2026"
