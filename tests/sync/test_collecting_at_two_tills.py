"""An order that one till took is fetched at another, which takes what is left to pay."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from pos.queries.orders import OrderCriteria, OrderFilter, find_order_id, list_orders
from pos.services.handing_over import HandOver, hand_over
from pos.services.permissions import Actor
from tests.gift_cards import by_gift_card, look_at, sell_card
from tests.shop import card, cash
from tests.store.test_gift_cards import bring_back
from tests.store.test_promises import ON_DELIVERY, collect, order, sell
from tests.sync.branch import Branch, Till
from tests.sync.test_made_to_order_at_two_tills import promise
from tests.sync.test_value_and_promises_of_a_store import CARD, OFFER

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


@pytest.fixture
def trusting(open_till: Till, other: Till, branch: Branch) -> Till:
    """A till of a store that takes promises; so does the other one."""
    branch.do("UPDATE payment_methods SET is_active = true")
    open_till.sync()
    other.sync()
    return open_till


def tenders(branch: Branch) -> list[tuple[str, str, int]]:
    """Code, state and amount of every tender at central."""
    return branch.rows(
        "SELECT m.code, p.status, p.amount_cents FROM payments p"
        " JOIN payment_methods m ON m.id = p.method_id ORDER BY p.number, p.created_at"
    )


def clashes(branch: Branch) -> list[tuple[str, str, dict[str, object]]]:
    return branch.rows("SELECT table_name, kind, register_data FROM sync_conflicts")


def test_what_is_left_is_taken_at_another_till(trusting: Till, other: Till, branch: Branch) -> None:
    sale = sell(trusting.shop, ON_DELIVERY)
    trusting.sync()
    other.sync()

    collect(other.shop, sale.order_id, card())
    other.sync()
    trusting.sync()

    assert tenders(branch) == [("cod", "cancelled", 1_990), ("card", "captured", 1_990)]
    assert branch.rows("SELECT payment_status, paid_cents FROM orders") == [("paid", 1_990)]
    assert order(trusting.shop) == order(other.shop) == ("paid", 1_990)
    assert clashes(branch) == []
    assert branch.ask("SELECT count(*) FROM sync.dead_letter") == 0


def test_sold_and_collected_before_central_heard_of_either(trusting: Till, branch: Branch) -> None:
    collect(trusting.shop, sell(trusting.shop, ON_DELIVERY).order_id, card())

    trusting.sync()

    assert tenders(branch) == [("cod", "cancelled", 1_990), ("card", "captured", 1_990)]
    assert branch.ask("SELECT count(*) FROM sync.dead_letter") == 0


def test_what_two_tills_took_apart_is_kept_and_shown(
    trusting: Till, other: Till, branch: Branch
) -> None:
    sale = sell(trusting.shop, ON_DELIVERY)
    trusting.sync()
    other.sync()
    collect(trusting.shop, sale.order_id, cash())
    collect(other.shop, sale.order_id, card())

    trusting.sync()
    other.sync()
    trusting.sync()

    assert branch.rows("SELECT payment_status, paid_cents FROM orders") == [("paid", 3_980)]
    assert order(trusting.shop) == order(other.shop) == ("paid", 3_980)
    assert clashes(branch) == [
        (
            "payments",
            "overspent_value",
            {"order": sale.number, "promised_cents": 1_990, "collected_cents": 3_980},
        )
    ]
    assert branch.ask("SELECT count(*) FROM sync.dead_letter") == 0


def test_goods_that_came_back_here_and_were_paid_for_there_are_shown(
    trusting: Till, other: Till, branch: Branch
) -> None:
    sale = sell(trusting.shop, ON_DELIVERY)
    trusting.sync()
    other.sync()
    bring_back(trusting.shop, sale.number)
    collect(other.shop, sale.order_id, card())

    other.sync()
    trusting.sync()

    assert [(table, kind) for table, kind, _ in clashes(branch)] == [
        ("payments", "overspent_value")
    ]


def test_a_gift_card_pays_what_is_left(trusting: Till, other: Till, branch: Branch) -> None:
    branch.do(OFFER)
    trusting.sync()
    other.sync()
    sell_card(trusting.shop, CARD, 5_000)
    sale = sell(trusting.shop, ON_DELIVERY)
    trusting.sync()
    other.sync()

    collect(other.shop, sale.order_id, by_gift_card(other.shop, CARD))
    other.sync()

    assert branch.rows("SELECT balance_cents FROM stored_value_accounts") == [(3_010,)]
    assert look_at(other.shop, CARD).balance_cents == 3_010


def test_an_order_that_two_tills_handed_over_is_shown(
    open_till: Till, other: Till, branch: Branch
) -> None:
    number = promise(open_till, quantity=1)
    open_till.sync()
    other.sync()
    fetch(open_till, number)
    fetch(other, number)

    open_till.sync()
    other.sync()

    assert branch.rows(ORDER) == [("completed", "fulfilled", True)]
    assert clashes(branch) == [("orders", "field_clash", {"status": "completed"})]
