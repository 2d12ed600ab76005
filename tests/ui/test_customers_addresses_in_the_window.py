"""Addresses on a customer's page: a real window on a real database."""

import pytest

from tests.ui.customer_page import CustomerPage


@pytest.fixture
def page(hands, till, shop, qtbot) -> CustomerPage:
    return CustomerPage(hands, till, shop, qtbot)


def test_an_address_is_added_changed_removed_and_brought_back(page, hands, qtbot):
    hands.press("add-address")
    hands.type("address-line1", "Ringstraße 1")
    hands.press("save-address")
    hands.wait_for("address-trouble")
    page.check_window()
    hands.type("address-city", "Wien")
    page.answer("address-panel", "save-address")
    (kept,) = page.known().addresses
    assert (kept.address.city, kept.address.country, kept.address.is_default) == (
        "Wien",
        "AT",
        True,
    )

    hands.press("customer-address")
    hands.type("address-line2", "Top 7")
    page.press_words("Bill")
    page.answer("address-panel", "save-address")
    hands.see("customer-address", "Ringstraße 1, Wien\nFor the bill, used first")
    page.check_window()

    hands.press("customer-address")
    page.answer("address-panel", "remove-address")
    qtbot.waitUntil(lambda: hands.find("customer-address") is None)
    page.press_words("Undo")

    hands.wait_for("customer-address")
    assert len(page.known().addresses) == 1
