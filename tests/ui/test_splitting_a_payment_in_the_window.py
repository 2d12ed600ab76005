"""One sale paid in several ways, in any order, with second thoughts in between."""

import itertools

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from models.payments import PaymentMethodRow, PaymentRow
from tests.gift_cards import look_at, offer_gift_cards, sell_card
from tests.shop import SHIRT
from ui.screens.sell.tender_list import TenderList

CARD = "7731AAKX2040"


@pytest.fixture
def shop(shop):
    """The shop accepts every way to pay."""
    offer_gift_cards(shop)
    return shop


@pytest.fixture
def to_pay(shop, hands) -> None:
    """A shirt is to be paid, and the customer has a gift card of 5.00."""
    sell_card(shop, CARD, 500)
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.press("pay")
    hands.see("amount-due", "\u20ac19.90")


def see_open(hands, amount: str) -> None:
    """See what is still to be paid, below the tenders."""
    (tenders,) = hands.window.findChildren(TenderList)
    hands.wait_until(lambda: amount in _shown(tenders))


def _shown(tenders: TenderList) -> list[str]:
    return [label.text() for label in tenders.findChildren(QLabel) if label.isVisible()]


def five_in_cash(hands) -> None:
    hands.type("tender-amount", "5")
    hands.key(Qt.Key.Key_F10)


def five_by_telephone(hands) -> None:
    hands.type("tender-amount", "5")
    hands.press("tender-upi")
    hands.type("reference-text", "AB12")
    hands.press("confirm")


def five_by_gift_card(hands) -> None:
    hands.scan("G." + CARD)


WAYS = (five_in_cash, five_by_telephone, five_by_gift_card)


def paid(shop) -> list[tuple[str, int]]:
    tenders = (
        sa.select(PaymentMethodRow.code, PaymentRow.amount_cents)
        .join_from(PaymentRow, PaymentMethodRow, PaymentMethodRow.id == PaymentRow.method_id)
        .where(PaymentRow.order_id == _last_order())
    )
    with shop.store.read() as tx:
        return sorted(tuple(row) for row in tx.connection.execute(tenders))


def _last_order():
    last = PaymentRow.__table__.alias()
    return (
        sa.select(last.c.order_id)
        .order_by(last.c.created_at.desc(), last.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


@pytest.mark.parametrize("order", list(itertools.permutations(WAYS)))
@pytest.mark.usefixtures("to_pay")
def test_the_order_of_the_tenders_changes_nothing(shop, hands, order):
    for place, take in enumerate(order):
        take(hands)
        hands.wait_for(f"take-back-{place}")
    see_open(hands, "\u20ac4.90")

    hands.key(Qt.Key.Key_F11)
    hands.see("terminal-amount", "\u20ac4.90")
    hands.press("complete-sale")

    hands.see("change-due", "No change")
    assert paid(shop) == [("card", 490), ("cash", 500), ("gift_card", 500), ("upi", 500)]


@pytest.mark.usefixtures("to_pay")
def test_a_tender_that_is_taken_back_was_never_paid(shop, hands):
    five_by_gift_card(hands)
    see_open(hands, "\u20ac14.90")
    five_in_cash(hands)
    see_open(hands, "\u20ac9.90")

    hands.press("take-back-0")
    see_open(hands, "\u20ac14.90")
    hands.key(Qt.Key.Key_F10)

    hands.see("change-due", "No change")
    assert paid(shop) == [("cash", 500), ("cash", 1_490)]
    assert look_at(shop, CARD).balance_cents == 500


@pytest.mark.usefixtures("to_pay")
def test_nobody_leaves_a_payment_with_money_taken(hands):
    five_in_cash(hands)
    see_open(hands, "\u20ac14.90")

    hands.key(Qt.Key.Key_Escape)
    hands.see_strip("take the payment back first")
    hands.press("take-back-0")
    hands.wait_until_gone("take-back-0")
    hands.key(Qt.Key.Key_Escape)

    hands.wait_until_gone("amount-due")
    hands.see("cart-total", "\u20ac19.90")


def test_only_the_cash_part_is_rounded_to_the_coin(shop, hands):
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F7)
    hands.type("number", "20.03")
    hands.press("confirm")
    hands.press("reason-0")
    hands.see("cart-total", "\u20ac20.03")
    hands.press("pay")
    hands.type("tender-amount", "10")
    hands.press("tender-upi")
    hands.type("reference-text", "AB12")
    hands.press("confirm")
    see_open(hands, "\u20ac10.03")

    hands.type("tender-amount", "20")
    hands.key(Qt.Key.Key_F10)

    hands.see("change-due", "\u20ac9.95")
    assert paid(shop) == [("cash", 1_003), ("upi", 1_000)]
