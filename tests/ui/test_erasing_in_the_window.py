"""Erasing a customer from their page: a real window on a real database."""

import pytest

from pos.domain.stored_value import CreditReason
from pos.services.permissions import Actor
from pos.services.store_credit import MoveCredit, give_credit, take_credit_back
from tests.ui.customer_page import CustomerPage


@pytest.fixture
def page(hands, till, shop, qtbot) -> CustomerPage:
    return CustomerPage(hands, till, shop, qtbot)


def test_what_is_open_is_said_and_once_it_is_settled_the_customer_is_erased(
    page, hands, shop, qtbot
):
    wish = MoveCredit(
        actor=Actor(staff_id=shop.grace),
        customer_id=page.customer_id,
        amount_cents=1_000,
        reason=CreditReason.MISTAKE,
    )
    with shop.store.write() as tx:
        give_credit(tx, wish)
    hands.press("erase-customer")
    hands.see("erase-unsettled", "They have €10.00 store credit: pay it out first.")
    page.check_window()
    page.answer("erase-panel", "keep-customer")
    with shop.store.write() as tx:
        take_credit_back(tx, wish)

    hands.press("erase-customer")
    hands.press("erase-asked")
    page.check_window()
    page.answer("erase-panel", "confirm-erase")

    qtbot.waitUntil(lambda: hands.find("customer-title") is None)
    with shop.store.read() as tx:
        names = tx.connection.exec_driver_sql("SELECT name FROM users").scalars().all()
    assert "Ida Holm" not in names
    page.check_window()


def test_a_till_without_central_does_not_speak_of_children(page, hands):
    assert hands.find("customer-title") is not None
    assert hands.find("add-child") is None
