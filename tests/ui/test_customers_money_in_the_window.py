"""A customer's credit and limit on their page: a real window on a real database."""

import pytest

from tests.ui.customer_page import CustomerPage


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
