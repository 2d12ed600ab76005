"""Somebody comes for their cake, at a real window."""

from datetime import date

from pos.domain.made_to_order import MadeToOrder
from pos.queries.order_detail import get_order
from tests.store.test_made_to_order import cake_for, sell

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
