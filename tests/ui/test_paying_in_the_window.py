"""Every way to pay, taken in a real window on a real database, by keys, scans and taps."""

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.identity import UserRow
from models.orders import OrderRow
from models.payments import PaymentMethodRow, PaymentRow
from tests.gift_cards import know_customer, look_at, offer_gift_cards, sell_card
from tests.shop import SHIRT, Shop
from tests.ui.hands import Hands

CARD = "7731AAKX2040"


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """The shop, which accepts every way to pay and tips, and knows Mina, who may pay later."""
    offer_gift_cards(shop)
    shop.decide(tips="percent", tip_percents="12; 8")
    customer = know_customer(shop)
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(UserRow)
            .where(UserRow.id == customer)
            .values(customer_no="4711", credit_limit_cents=5_000)
        )
    return shop


def paid(shop: Shop) -> list[tuple[str, int, str]]:
    tenders = (
        sa.select(PaymentMethodRow.code, PaymentRow.amount_cents, PaymentRow.status)
        .join_from(PaymentRow, PaymentMethodRow, PaymentMethodRow.id == PaymentRow.method_id)
        .join(OrderRow, OrderRow.id == PaymentRow.order_id)
        .where(OrderRow.total_cents == 1_990)
        .order_by(PaymentRow.number)
    )
    with shop.store.read() as tx:
        return [tuple(row) for row in tx.connection.execute(tenders)]


def test_a_sale_is_paid_by_gift_card_telephone_and_card(hands: Hands, shop: Shop) -> None:
    sell_card(shop, CARD, 300)
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F12)
    hands.see("amount-due", "\u20ac19.90")

    hands.scan("G." + CARD)
    hands.see("tender-note-0", "\u2022\u2022\u2022\u2022 2040 \u00b7 \u20ac0.00 left")
    hands.key("5")
    hands.press("tender-upi")
    hands.wait_for("reference-text")
    hands.find("reference-text").setText("AB12")
    hands.press("confirm")
    hands.see("tender-note-1", "AB12")
    hands.key(Qt.Key.Key_F11)
    hands.see("terminal-amount", "\u20ac11.90")
    hands.key(*"4771", Qt.Key.Key_Return)

    hands.see("change-due", "No change")
    assert paid(shop) == [
        ("gift_card", 300, "captured"),
        ("upi", 500, "captured"),
        ("card", 1_190, "captured"),
    ]


@pytest.mark.parametrize(
    ("tender", "state"), [("cod", "pending"), ("on_account", "pending")], ids=["COD", "account"]
)
def test_a_customer_pays_later(hands: Hands, shop: Shop, qtbot, tender: str, state: str) -> None:
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.scan("C.4711")
    qtbot.waitUntil(lambda: "Mina" in hands.find("customer").text())

    hands.press("pay")
    hands.press(f"tender-{tender}")
    hands.press("complete-sale")

    hands.see("change-due", "No change")
    assert paid(shop) == [(tender, 1_990, state)]


def test_a_tip_that_the_shop_chose_to_offer_comes_on_top(hands: Hands, shop: Shop) -> None:
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F12)
    hands.see("tip-8", "Tip 8 %")

    hands.press("tip-12")

    hands.see("amount-due", "\u20ac22.29")


def test_a_gift_card_is_sold_by_its_number(hands: Hands, shop: Shop) -> None:
    hands.find("search").setText("GIFT")
    QTest.keyClick(hands.find("search"), Qt.Key.Key_Return)
    hands.wait_for("gift-card-text")
    hands.scan("G." + CARD)
    hands.wait_for("amount-panel")
    hands.key("2", "5", Qt.Key.Key_Return)
    hands.see("cart-total", "\u20ac25.00")

    hands.press("exact-cash")

    hands.see("change-due", "No change")
    assert look_at(shop, CARD).balance_cents == 2_500
