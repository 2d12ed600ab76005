"""A party is put off: the cake is moved to another day at a real window."""

from datetime import date

import pytest

from pos.domain.made_to_order import MadeToOrder
from pos.queries.ready_days import count_promised
from tests.store.test_made_to_order import cake_for, sell
from tests.ui.windows import check_all

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
TODAY = date(2026, 11, 16)


@pytest.fixture
def number(hands, shop) -> str:
    """The number of an order for a cake for Friday."""
    made = MadeToOrder(ready_on=FRIDAY, message="Happy birthday, Mia")
    return sell(shop, cake_for(shop, made)).number


def test_a_promised_cake_is_moved_to_another_day(hands, shop, number) -> None:
    hands.press("nav-orders")
    hands.scan(f"R.{number}")
    hands.press("order-move-day")
    hands.choose("day-to", SATURDAY.isoformat())
    hands.type("day-reason", "Mia is ill")
    check_all(hands.find("day-panel"))
    hands.press("day-confirm")

    hands.wait_until(lambda: hands.find("day-panel") is None)
    hands.wait_until(lambda: promised(shop) == {SATURDAY: 1})


def test_nothing_is_moved_without_a_reason(hands, number) -> None:
    hands.press("nav-orders")
    hands.scan(f"R.{number}")
    hands.press("order-move-day")
    hands.wait_for("day-panel")

    assert not hands.find("day-confirm").isEnabled()


def promised(shop) -> dict[date, int]:
    with shop.store.read() as tx:
        return dict(count_promised(tx, today=TODAY))
