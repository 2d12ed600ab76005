"""Somebody comes for their cake, at a real window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from pos.domain.made_to_order import MadeToOrder
from pos.domain.pickup_label import PickupLabel
from pos.queries.order_detail import get_order
from pos.services.checkout import complete_sale
from tests.gift_cards import offer_gift_cards
from tests.shop import SHIRT, cash
from tests.store.test_made_to_order import cake_for, papers, sell
from tests.store.test_promises import ON_DELIVERY
from tests.ui.windows import check_all

FRIDAY = date(2026, 11, 20)
FOR_MIA = MadeToOrder(ready_on=FRIDAY, message="Happy birthday, Mia")


def status(shop, order_id) -> str:
    with shop.store.read() as tx:
        return get_order(tx, order_id).row.status


def test_a_cake_that_is_paid_is_handed_over_with_one_touch(hands, shop) -> None:
    sold = sell(shop, cake_for(shop, FOR_MIA))
    hands.press("nav-orders")
    hands.scan(f"R.{sold.number}")
    hands.see("order-status", "To collect")

    hands.press("order-hand-over")

    hands.see("order-status", "Completed")
    assert status(shop, sold.order_id) == "completed"


def test_two_touches_hand_a_cake_over_once(hands, shop) -> None:
    sold = sell(shop, cake_for(shop, FOR_MIA))
    hands.press("nav-orders")
    hands.scan(f"R.{sold.number}")
    hands.see("order-status", "To collect")
    button = hands.find("order-hand-over")

    button.click()
    button.click()

    hands.see("order-status", "Completed")
    assert hands.said() == ""


def test_what_is_owed_in_two_ways_is_taken_one_after_the_other(hands, shop) -> None:
    half = replace(ON_DELIVERY, amount_cents=1_000)
    offer_gift_cards(shop)
    wish = shop.sale_of(cake_for(shop, FOR_MIA), half, ON_DELIVERY)
    with shop.store.write() as tx:
        sold = complete_sale(tx, wish)
    hands.press("nav-orders")
    hands.scan(f"R.{sold.number}")
    hands.wait_for("order-hand-over")
    hands.wait_until(lambda: hands.find("order-hand-over").words() == "Take \u20ac10.00")
    assert hands.find("order-take-balance").words() == "Take \u20ac10.00"

    hands.press("order-hand-over")

    hands.see("amount-due", "\u20ac10.00")


@pytest.fixture
def half_paid(shop):
    """A cake of which 9.00 were paid when it was ordered."""
    offer_gift_cards(shop)
    wish = shop.sale_of(cake_for(shop, FOR_MIA), cash(900), ON_DELIVERY)

    def order():
        with shop.store.write() as tx:
            return complete_sale(tx, wish)

    return order


def begin_to_fetch(hands, number: str) -> None:
    hands.press("nav-orders")
    hands.scan(f"R.{number}")
    hands.press("order-hand-over")
    hands.see("amount-due", "\u20ac21.00")


def test_the_rest_is_paid_and_the_cake_is_handed_over(hands, shop, half_paid) -> None:
    sold = half_paid()
    begin_to_fetch(hands, sold.number)
    hands.see("cart-count", f"Balance of {sold.number}")
    hands.see("cart-total", "\u20ac21.00")
    check_all(hands.window)

    hands.press("exact-cash")

    hands.see("change-due", "No change")
    with shop.store.read() as tx:
        row = get_order(tx, sold.order_id).row
    assert (row.status, row.payment_status) == ("completed", "paid")


def test_the_rest_is_paid_by_card(hands, shop, half_paid) -> None:
    sold = half_paid()
    begin_to_fetch(hands, sold.number)

    hands.key(Qt.Key.Key_F11)
    hands.wait_for("terminal-amount")
    hands.key(Qt.Key.Key_Return)

    hands.see("change-due", "No change")
    assert status(shop, sold.order_id) == "completed"


def test_who_goes_back_has_paid_and_taken_nothing(hands, shop, half_paid) -> None:
    sold = half_paid()
    begin_to_fetch(hands, sold.number)

    hands.press("pay-back")

    hands.wait_for("empty-cart")
    assert status(shop, sold.order_id) == "confirmed"


def test_a_sale_in_hand_is_finished_first(hands, shop, half_paid) -> None:
    sold = half_paid()
    hands.scan(SHIRT)
    hands.see("cart-count", "1 item")
    hands.press("nav-orders")
    hands.scan(f"R.{sold.number}")

    hands.press("order-hand-over")

    hands.see_strip("Finish the sale in hand")
    assert status(shop, sold.order_id) == "confirmed"


def test_what_is_scanned_while_the_order_is_read_stays_in_hand(hands, shop, half_paid) -> None:
    sold = half_paid()
    hands.press("nav-orders")
    hands.scan(f"R.{sold.number}")

    hands.press("order-hand-over")
    hands.scan(SHIRT)

    hands.see_strip("Finish the sale in hand")
    hands.see("cart-count", "1 item")
    assert status(shop, sold.order_id) == "confirmed"


def test_the_label_for_the_cake_is_printed(hands, shop, half_paid) -> None:
    sold = half_paid()
    hands.press("nav-orders")
    hands.scan(f"R.{sold.number}")

    hands.press("order-label")

    hands.wait_until(lambda: any(isinstance(each, PickupLabel) for each in papers(shop)))
    (label,) = [each for each in papers(shop) if isinstance(each, PickupLabel)]
    assert (label.number, label.owed_cents) == (sold.number, 2_100)
    assert label.goods == ("1 \N{MULTIPLICATION SIGN} Cake",)
