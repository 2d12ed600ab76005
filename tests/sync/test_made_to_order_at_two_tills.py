"""A day that one till promised is full at the other, too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pos.domain.made_to_order import MadeToOrder
from pos.queries.orders import OrderCriteria, OrderFilter, list_orders
from pos.queries.ready_days import count_promised
from pos.services.checkout import complete_sale
from tests.sync.branch import SHIRT, Branch, Till

TODAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)


@pytest.fixture
def open_till(till: Till) -> Till:
    """A till of the store, open."""
    till.sync()
    till.open_shift()
    return till


def promise(till: Till, *, quantity: int) -> str:
    cart = till.shop.cart_of(SHIRT, quantity=quantity)
    made = MadeToOrder(ready_on=FRIDAY, message="Team Mia")
    wished = replace(cart, lines=tuple(replace(line, made=made) for line in cart.lines))
    wish = till.shop.sale_of(wished)
    with till.store.write() as tx:
        return complete_sale(tx, wish).number


def test_what_one_till_promised_fills_the_day_at_the_other(
    open_till: Till, new_till: Callable[..., Till], branch: Branch
) -> None:
    other = new_till("R2")
    number = promise(open_till, quantity=3)

    open_till.sync()
    other.sync()

    with other.store.read() as tx:
        taken = dict(count_promised(tx, today=TODAY))
        to_make = OrderCriteria(chosen=OrderFilter.TO_MAKE, business_date=TODAY)
        rows = list_orders(tx, to_make)
    assert taken == {FRIDAY: 3}
    assert [(row.number, row.ready_on) for row in rows] == [(number, FRIDAY)]
    assert branch.ask("SELECT customization -> 'made_to_order' ->> 'message' FROM order_lines") == (
        "Team Mia"
    )
