"""An order that one till took is fetched at another, which takes what is left to pay."""

from datetime import date
from uuid import UUID

from pos.queries.orders import OrderCriteria, OrderFilter, list_orders
from pos.services.handing_over import HandOver, hand_over
from pos.services.permissions import Actor
from tests.gift_cards import by_gift_card, look_at, sell_card
from tests.shop import card, cash
from tests.store.test_gift_cards import bring_back
from tests.store.test_promises import ON_DELIVERY, collect, order, sell
from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.test_made_to_order_at_two_tills import promise, promise_for_both
from tests.sync.test_value_and_promises_of_a_store import CARD, OFFER

TODAY = date(2026, 11, 16)
ORDER = "SELECT status, fulfilment_status, delivered_at IS NOT NULL FROM orders"


def fetch(till: Till, order_id: UUID) -> None:
    with till.store.write() as tx:
        hand_over(tx, HandOver(actor=Actor(staff_id=till.shop.ada), order_id=order_id))


def to_collect(till: Till) -> list[str]:
    criteria = OrderCriteria(chosen=OrderFilter.TO_COLLECT, business_date=TODAY)
    with till.store.read() as tx:
        return [row.number for row in list_orders(tx, criteria)]


def test_an_order_is_handed_over_at_another_till(
    open_till: Till, other: Till, branch: Branch
) -> None:
    order_id = promise_for_both(open_till, other).order_id
    before = branch.rows(ORDER)

    fetch(other, order_id)
    other.sync()
    open_till.sync()

    assert before == [("confirmed", "unfulfilled", False)]
    assert branch.rows(ORDER) == [("completed", "fulfilled", True)]
    assert to_collect(open_till) == to_collect(other) == []
    assert branch.ask("SELECT fulfilled_qty FROM order_lines") == 1
    assert branch.count_aside() == 0


def test_taken_and_handed_over_before_central_heard_of_either(
    open_till: Till, branch: Branch
) -> None:
    fetch(open_till, promise(open_till).order_id)

    open_till.sync()

    assert branch.rows(ORDER) == [("completed", "fulfilled", True)]
    assert branch.count("order_status_history") == 2


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
    assert branch.count_aside() == 0


def test_sold_and_collected_before_central_heard_of_either(trusting: Till, branch: Branch) -> None:
    collect(trusting.shop, sell(trusting.shop, ON_DELIVERY).order_id, card())

    trusting.sync()

    assert tenders(branch) == [("cod", "cancelled", 1_990), ("card", "captured", 1_990)]
    assert branch.count_aside() == 0


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
    assert branch.count_aside() == 0


def test_goods_that_came_back_here_and_were_paid_for_there_are_shown(
    trusting: Till, other: Till, branch: Branch
) -> None:
    sale = sell(trusting.shop, ON_DELIVERY)
    trusting.sync()
    other.sync()
    bring_back(trusting.shop, sale.number)
    collect(other.shop, sale.order_id, card())

    for till in (other, trusting, other):
        till.sync()

    assert order(trusting.shop) == order(other.shop) == ("refunded", 1_990)
    assert [(table, kind) for table, kind, _ in clashes(branch)] == [
        ("payments", "overspent_value")
    ]
    assert branch.count_aside() == 0


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
    order_id = promise_for_both(open_till, other).order_id
    fetch(open_till, order_id)
    fetch(other, order_id)

    for till in (open_till, other, open_till):
        till.sync()

    assert branch.rows(ORDER) == [("completed", "fulfilled", True)]
    assert to_collect(open_till) == to_collect(other) == []
    assert branch.ask("SELECT fulfilled_qty FROM order_lines") == 1
    assert branch.on_hand(SHIRT) == open_till.on_hand(SHIRT) == other.on_hand(SHIRT) == 7
    assert clashes(branch) == [("orders", "field_clash", {"status": "completed"})]
