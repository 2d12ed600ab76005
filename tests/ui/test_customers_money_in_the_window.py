"""A customer's credit and limit on their page: a real window on a real database."""

import pytest

from pos.domain.permission import parse_grants
from tests.ui.customer_page import CustomerPage
from ui.shell.session import Cashier


@pytest.fixture
def page(hands, till, shop, qtbot) -> CustomerPage:
    return CustomerPage(hands, till, shop, qtbot)


def test_credit_is_given_and_a_part_of_it_taken_back(page, hands):
    hands.press("move-credit")
    hands.type("credit-amount", "20")
    hands.press("credit-goodwill")
    hands.see("credit-becomes", "€0.00 → €20.00")
    page.check_window()
    page.answer("credit-panel", "confirm-credit")

    hands.press("move-credit")
    page.press_words("Take back")
    hands.type("credit-amount", "25")
    hands.press("credit-mistake")
    hands.press("confirm-credit")
    hands.wait_for("credit-trouble")
    hands.type("credit-amount", "5")
    page.answer("credit-panel", "confirm-credit")

    customer = page.known()
    assert customer.credit_cents == 1_500
    assert [each.amount_cents for each in customer.movements] == [-500, 2_000]


def test_credit_that_is_tapped_twice_is_given_once(page, hands):
    hands.press("move-credit")
    hands.type("credit-amount", "20")
    hands.press("credit-goodwill")
    confirm = hands.find("confirm-credit")

    confirm.click()
    confirm.click()

    hands.wait_until_gone("credit-panel")
    hands.press("limit-credit")
    hands.type("limit-amount", "200")
    page.answer("limit-panel", "confirm-limit")
    assert page.known().credit_cents == 2_000


def test_a_cashier_sets_a_limit_when_the_manager_agrees(page, hands, qtbot):
    page.hand_over_to_ada()
    hands.press("limit-credit")
    hands.type("limit-amount", "200")
    page.check_window()

    hands.press("confirm-limit")
    page.grace_agrees()

    qtbot.waitUntil(lambda: page.known().account.limit_cents == 20_000)


def test_who_comes_next_sees_what_they_may_do_with_the_same_customer(page, hands, till, shop):
    hands.wait_for("move-credit")
    grants = parse_grants(["sale.ring", "customer.edit"])
    next_one = Cashier(staff_id=shop.ada, employee_no="2", name="Ada", grants=grants)

    till.session.sign_in(next_one)
    page.show()

    hands.wait_until_gone("move-credit")
    assert hands.find("edit-customer") is not None
