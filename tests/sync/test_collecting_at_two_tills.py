"""An order that one till took is fetched at another."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from pos.queries.orders import OrderCriteria, OrderFilter, find_order_id, list_orders
from pos.services.handing_over import HandOver, hand_over
from pos.services.permissions import Actor
from tests.sync.branch import Branch, Till
from tests.sync.test_made_to_order_at_two_tills import promise

TODAY = date(2026, 11, 16)
ORDER = "SELECT status, fulfilment_status, delivered_at IS NOT NULL FROM orders"


@pytest.fixture
def open_till(till: Till) -> Till:
    """A till of the store, open."""
    till.sync()
    till.open_shift()
    return till


@pytest.fixture
def other(new_till: Callable[..., Till], open_till: Till) -> Till:
    """Another till of the store, open."""
    made = new_till("R2")
    made.open_shift()
    return made


def order_at(till: Till, number: str) -> UUID:
    with till.store.read() as tx:
        order_id = find_order_id(tx, number)
    assert order_id is not None
    return order_id


def fetch(till: Till, number: str) -> None:
    order_id = order_at(till, number)
    with till.store.write() as tx:
        hand_over(tx, HandOver(actor=Actor(staff_id=till.shop.ada), order_id=order_id))


def to_collect(till: Till) -> list[str]:
    criteria = OrderCriteria(chosen=OrderFilter.TO_COLLECT, business_date=TODAY)
    with till.store.read() as tx:
        return [row.number for row in list_orders(tx, criteria)]


def test_an_order_is_handed_over_at_another_till(
    open_till: Till, other: Till, branch: Branch
) -> None:
    number = promise(open_till, quantity=1)
    open_till.sync()
    other.sync()
    before = branch.rows(ORDER)

    fetch(other, number)
    other.sync()
    open_till.sync()

    assert before == [("confirmed", "unfulfilled", False)]
    assert branch.rows(ORDER) == [("completed", "fulfilled", True)]
    assert to_collect(open_till) == to_collect(other) == []
    assert branch.ask("SELECT fulfilled_qty FROM order_lines") == 1
    assert branch.ask("SELECT count(*) FROM sync.dead_letter") == 0


def test_taken_and_handed_over_before_central_heard_of_either(
    open_till: Till, branch: Branch
) -> None:
    fetch(open_till, promise(open_till, quantity=1))

    open_till.sync()

    assert branch.rows(ORDER) == [("completed", "fulfilled", True)]
    assert branch.count("order_status_history") == 2
