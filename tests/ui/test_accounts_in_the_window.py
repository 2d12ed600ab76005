"""Accounts at the window: gift cards, store credit, and two cashiers on one drawer."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt

from models.identity import UserRow
from pos.domain.day_report import DayReportKind
from pos.queries.day_report import read_day_report
from pos.queries.shifts import find_open_shift
from pos.queries.stored_value import find_store_credit
from tests.gift_cards import know_customer, offer_gift_cards, sell_card
from tests.shop import SHIRT
from tests.store.test_store_credit import give
from tests.ui.cashiers import hand_over_to_ada


@pytest.fixture
def shop(shop):
    """The shop accepts every way to pay."""
    offer_gift_cards(shop)
    return shop


@pytest.fixture
def mina(shop) -> UUID:
    """A customer with a card and 12.00 of credit."""
    customer = know_customer(shop)
    with shop.store.write() as tx:
        known = sa.update(UserRow).where(UserRow.id == customer)
        tx.connection.execute(known.values(customer_no="4711"))
    give(shop, customer, 1_200)
    return customer


def test_a_gift_card_says_what_is_on_it(shop, hands):
    sell_card(shop, "7731AAKX2040", 5_000)

    hands.scan("G.7731AAKX2040")

    hands.see("toast-text", "Gift card \u2022\u2022\u2022\u2022 2040 holds \u20ac50.00.")
    hands.see("cart-total", "\u20ac0.00")


def test_store_credit_pays_as_far_as_it_goes(shop, mina, hands):
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.scan("C.4711")
    hands.wait_until(lambda: "Mina" in hands.find("customer").text())
    hands.press("pay")

    hands.press("tender-store_credit")
    hands.wait_for("take-back-0")
    hands.key(Qt.Key.Key_F10)

    hands.see("change-due", "No change")
    with shop.store.read() as tx:
        assert find_store_credit(tx, mina, currency="EUR").balance_cents == 0


def test_two_cashiers_sell_on_one_drawer_and_each_has_their_own_sales(shop, hands, till):
    hands.scan(SHIRT)
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    hand_over_to_ada(till, shop)
    till.go("sell")
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    with shop.store.read() as tx:
        shift = find_open_shift(tx)
        report = read_day_report(
            tx, shift.shift_id, kind=DayReportKind.X, printed_at=shift.opened_at
        )
    assert [(each.name, each.total_cents) for each in report.cashiers] == [
        ("Ada", 1_990),
        ("Grace", 1_990),
    ]
    assert report.cash.expected_cents == 13_980
