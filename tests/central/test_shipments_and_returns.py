"""Shipments with items, returns and refunds: bounded by what was ordered, sent and paid."""

import json
from dataclasses import dataclass
from uuid import UUID

import psycopg
import pytest

from tests.central.web_shop import line, order, receive, variant
from tests.sync.branch import IDS, Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An order of three tees at 10.00, paid by card; ten are on the shelf."""

    order: UUID
    line: UUID
    tee: UUID


@pytest.fixture
def placed(desk: Branch) -> Placed:
    tee = variant(desk)
    receive(desk, tee, 10)
    key = order(desk, total_cents=3000)
    ordered = line(desk, key, tee, 3)
    desk.do("SELECT shop.reserve(%s)", key)
    desk.do("SELECT shop.record_payment(NULL, %s, 'card', 3000, 'captured')", key)
    return Placed(order=key, line=ordered, tee=tee)


def some(placed: Placed, quantity: int) -> str:
    return json.dumps([{"order_line_id": str(placed.line), "quantity": quantity}])


def ship(desk: Branch, placed: Placed, quantity: int, tracking: str | None = None) -> object:
    return desk.ask(
        "SELECT shop.ship(%s, %s, 'Post', %s)", placed.order, some(placed, quantity), tracking
    )


def bring_back(desk: Branch, placed: Placed, quantity: int) -> object:
    key = desk.ask("SELECT shop.request_return(%s, %s)", placed.order, some(placed, quantity))
    for status in ("approved", "received", "completed"):
        desk.do("SELECT shop.set_return_status(%s, %s)", key, status)
    return key


def shelf(desk: Branch) -> object:
    return desk.rows("SELECT on_hand, reserved, available FROM inventory_levels")[0]


def test_a_part_that_is_sent_leaves_the_rest_reserved(desk: Branch, placed: Placed) -> None:
    assert shelf(desk) == (10, 3, 7)

    ship(desk, placed, 1)

    assert shelf(desk) == (9, 2, 7)
    assert desk.ask("SELECT fulfilled_qty FROM order_lines") == 1
    assert desk.rows("SELECT status, fulfilment_status FROM orders") == [
        ("confirmed", "partially_fulfilled")
    ]


def test_an_order_is_shipped_when_all_its_lines_are(desk: Branch, placed: Placed) -> None:
    ship(desk, placed, 1)
    desk.do("SELECT shop.ship(%s)", placed.order)

    assert shelf(desk) == (7, 0, 7)
    assert desk.rows("SELECT status, fulfilment_status FROM orders") == [("shipped", "fulfilled")]
    assert desk.rows("SELECT quantity FROM shipment_lines ORDER BY quantity") == [(1,), (2,)]
    assert desk.count("order_status_history", from_status="confirmed", to_status="shipped") == 1


def test_no_more_is_sent_than_was_ordered(desk: Branch, placed: Placed) -> None:
    ship(desk, placed, 2)

    with pytest.raises(psycopg.Error, match="2 of TEE cannot be sent; 1 are left of order W-1"):
        ship(desk, placed, 2)
    assert desk.count("shipments") == 1


def test_a_tracking_number_is_given_once(desk: Branch, placed: Placed) -> None:
    ship(desk, placed, 1, "1Z")

    with pytest.raises(psycopg.errors.UniqueViolation):
        ship(desk, placed, 1, "1Z")


def test_an_order_is_completed_when_its_last_parcel_arrives(desk: Branch, placed: Placed) -> None:
    first, second = ship(desk, placed, 1), ship(desk, placed, 2)

    desk.do("SELECT shop.deliver(%s)", first)
    assert desk.ask("SELECT status FROM orders") == "shipped"
    desk.do("SELECT shop.deliver(%s)", second)
    assert desk.ask("SELECT status FROM orders") == "completed"


def test_goods_that_are_received_are_on_the_shelf_and_the_money_goes_back(
    desk: Branch, placed: Placed
) -> None:
    ship(desk, placed, 3)

    bring_back(desk, placed, 2)

    assert shelf(desk) == (9, 0, 9)
    assert desk.ask("SELECT returned_qty FROM order_lines") == 2
    assert desk.rows("SELECT amount_cents, status FROM refunds") == [(2000, "completed")]
    assert desk.rows("SELECT payment_status, refunded_cents FROM orders") == [
        ("partially_refunded", 2000)
    ]


def test_an_order_that_came_back_as_a_whole_is_refunded_to_the_cent(
    desk: Branch, placed: Placed
) -> None:
    desk.do("UPDATE order_lines SET total_cents = 1000")
    ship(desk, placed, 3)

    for _ in range(3):
        bring_back(desk, placed, 1)

    assert sorted(desk.rows("SELECT refund_cents FROM return_lines")) == [(333,), (333,), (334,)]


def test_no_more_comes_back_than_was_sent(desk: Branch, placed: Placed) -> None:
    ship(desk, placed, 2)
    bring_back(desk, placed, 1)

    with pytest.raises(psycopg.Error, match="2 of TEE cannot come back; 1 of order W-1 could"):
        bring_back(desk, placed, 2)


def test_no_more_is_paid_out_than_was_paid(desk: Branch, placed: Placed) -> None:
    desk.do("UPDATE order_lines SET total_cents = 9000")
    ship(desk, placed, 3)

    with pytest.raises(psycopg.Error, match="would pay out 6000 more than was paid"):
        bring_back(desk, placed, 3)
    assert desk.count("refunds") == 0


def test_a_return_takes_its_steps_in_order(desk: Branch, placed: Placed) -> None:
    ship(desk, placed, 1)
    key = desk.ask("SELECT shop.request_return(%s, %s)", placed.order, some(placed, 1))

    with pytest.raises(psycopg.Error, match="is requested and cannot become completed"):
        desk.do("SELECT shop.set_return_status(%s, 'completed')", key)
    desk.do("SELECT shop.set_return_status(%s, 'rejected')", key)
    assert desk.ask("SELECT shop.coming_back(%s)", placed.line) == 0


def test_an_item_of_a_registry_counts_what_was_bought_for_it(desk: Branch, placed: Placed) -> None:
    registry, item = IDS.new_id(), IDS.new_id()
    desk.do(
        "INSERT INTO registries (id, user_id, name, due_date, share_url)"
        " SELECT %s, id, 'Baby', '2027-01-01', 'a' FROM users LIMIT 1",
        registry,
    )
    desk.do(
        "INSERT INTO registry_items (id, registry_id, product_id, product_name, product_slug,"
        " quantity) SELECT %s, %s, product_id, 'Tee', 'tee', 5 FROM variants WHERE id = %s",
        *(item, registry, placed.tee),
    )

    def purchased() -> object:
        return desk.ask("SELECT purchased FROM registry_items")

    desk.do("UPDATE order_lines SET registry_item_id = %s", item)
    assert purchased() == 3
    ship(desk, placed, 3)
    bring_back(desk, placed, 1)
    assert purchased() == 2
    desk.do("UPDATE orders SET status = 'cancelled'")
    assert purchased() == 0
