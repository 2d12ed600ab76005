"""A web shop that was written for seed s1 takes an order; the tills of the store see it."""

from collections.abc import Iterator

import psycopg
import pytest

from pos.queries.order_detail import get_order
from pos.queries.orders import OrderCriteria, OrderFilter, list_orders
from sync.central.check import FindingKind, check_central
from tests.fakes.set_clock import SetClock
from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.web_shop import WebShop, open_web_shop, reserved

ADA = (
    'INSERT INTO ecommerce."User" (email, first_name, last_name, hashed_password)'
    " VALUES ('ADA@example.org', 'Ada', 'Byron', '$2b$12$abcdefghijklmnopqrstuv') RETURNING id"
)
ORDER = (
    'INSERT INTO ecommerce."Order" (user_id, order_number, subtotal_cents, shipping_cost_cents,'
    " total_cents, shipping_address_line1, shipping_city, customer_notes)"
    " VALUES (%s, %s, 3980, 500, 4480, 'Ringstrasse 1', 'Vienna', 'ring twice') RETURNING id"
)
ITEM = (
    'INSERT INTO ecommerce."OrderItem" (order_id, product_id, quantity, unit_price_cents)'
    " VALUES (%s, %s, %s, %s) RETURNING id"
)
PAYMENT = (
    'INSERT INTO ecommerce."Payment" (order_id, amount_cents, method, status, transaction_id)'
    " VALUES (%s, %s, 'credit_card', %s, 'tx-1') RETURNING status"
)
STATUS = 'UPDATE ecommerce."Order" SET status = %s WHERE id = %s RETURNING status'


def shirt(web: WebShop) -> int:
    return int(web.one("SELECT id FROM ecommerce.\"Product\" WHERE name = 'Shirt'"))


def place(web: WebShop, number: str | None = "WEB-1", shirts: int = 2) -> int:
    """Place an order for shirts, as the shop does: header, item, nothing paid."""
    placed = int(web.one(ORDER, web.one(ADA), number))
    web.one(ITEM, placed, shirt(web), shirts, 1_990)
    return placed


@pytest.fixture
def web(branch: Branch) -> Iterator[WebShop]:
    with open_web_shop(branch) as shop:
        yield shop


def test_a_paid_order_comes_down_to_the_till_with_everything(
    web: WebShop, branch: Branch, till: Till
) -> None:
    order = place(web)
    web.one(PAYMENT, order, 4_480, "completed")

    till.sync()

    assert till.ask("SELECT status FROM orders WHERE number = 'WEB-1'") == "confirmed"
    assert till.ask("SELECT payment_status FROM orders WHERE number = 'WEB-1'") == "paid"
    assert till.ask("SELECT count(*) FROM order_lines WHERE quantity = 2 AND sku = 'SHIRT-92'") == 1
    assert till.ask("SELECT amount_cents FROM payments") == 4_480
    assert till.ask("SELECT group_concat(to_status) FROM order_status_history") in (
        "pending,confirmed",
        "confirmed,pending",
    )
    assert till.ask("SELECT reserved FROM inventory_levels WHERE reserved > 0") == 2


def test_the_till_lists_it_among_the_orders_of_the_web_and_shows_what_was_ordered(
    web: WebShop, till: Till
) -> None:
    place(web)

    till.sync()

    with till.store.read() as tx:
        (listed,) = list_orders(tx, OrderCriteria(chosen=OrderFilter.ONLINE))
        detail = get_order(tx, listed.order_id)
    assert (listed.number, listed.status, listed.payment_status) == ("WEB-1", "pending", "pending")
    assert listed.customer_name == "Ada Byron"
    assert [(line.name, line.quantity) for line in detail.lines] == [("Shirt", 2)]


def test_central_names_an_order_whose_lines_do_not_come_to_its_subtotal(
    web: WebShop, branch: Branch, clock: SetClock
) -> None:
    place(web, shirts=1)
    branch.do("UPDATE orders SET created_at = now() - interval '1 hour'")

    found = check_central(branch.url, now=clock.now()).findings

    (finding,) = [each for each in found if each.kind is FindingKind.ORDER_DIFFERS]
    assert finding.subject == "WEB-1"


def test_what_was_written_is_read_back_under_the_seeds_names(web: WebShop) -> None:
    order = place(web)

    seen = web.row('SELECT * FROM ecommerce."Order" WHERE id = %s', order)

    assert (seen["order_number"], seen["status"], seen["total_cents"]) == (
        "WEB-1",
        "pending",
        4_480,
    )
    assert seen["shipping_city"] == "Vienna"
    assert seen["customer_notes"] == "ring twice"


def test_an_order_without_a_number_gets_the_next_one_and_a_rollback_leaves_no_gap(
    web: WebShop, branch: Branch
) -> None:
    place(web, number=None)
    with web.connection.transaction(force_rollback=True):
        web.one(ORDER, None, None)

    web.one(ORDER, None, None)

    numbers = branch.rows("SELECT number FROM orders ORDER BY number")
    assert numbers == [("S1-W-000001",), ("S1-W-000002",)]
    assert reserved(branch) == 2


def test_goods_are_held_while_an_order_is_open_and_given_back_when_it_is_cancelled(
    web: WebShop, branch: Branch
) -> None:
    order = place(web, shirts=3)
    assert reserved(branch) == 3

    web.one(STATUS, "cancelled", order)

    assert reserved(branch) == 0
    assert branch.on_hand(SHIRT) == 8


def test_goods_that_are_shipped_leave_the_stock_once(web: WebShop, branch: Branch) -> None:
    order = place(web)
    web.one(PAYMENT, order, 4_480, "completed")

    web.one(STATUS, "shipped", order)
    web.one(STATUS, "delivered", order)

    assert (branch.on_hand(SHIRT), reserved(branch)) == (6, 0)
    assert branch.ask("SELECT sum(fulfilled_qty) FROM order_lines") == 2


def test_a_step_that_is_not_allowed_is_refused_with_those_that_are(web: WebShop) -> None:
    order = place(web)
    web.one(STATUS, "cancelled", order)

    with pytest.raises(psycopg.Error, match="is cancelled and cannot become shipped") as refused:
        web.one(STATUS, "shipped", order)

    assert refused.value.diag.message_hint == "It can become: refunded."


def test_two_orders_cannot_have_one_number(web: WebShop, branch: Branch) -> None:
    place(web)

    with pytest.raises(psycopg.errors.UniqueViolation):
        web.one(ORDER, None, "WEB-1")

    assert branch.count("orders") == 1


def test_a_header_that_does_not_add_up_is_refused_with_both_figures(web: WebShop) -> None:
    with pytest.raises(psycopg.Error, match="is 4480, not 4000"):
        web.one(ORDER.replace("4480", "4000"), None, "WEB-2")


@pytest.mark.parametrize("quantity", [0, -1, 2_000_000_000])
def test_a_quantity_that_nobody_can_order_is_refused(web: WebShop, quantity: int) -> None:
    order = web.one(ORDER, None, "WEB-3")

    with pytest.raises(psycopg.Error, match=r"cannot be ordered|beyond what an order"):
        web.one(ITEM, order, shirt(web), quantity, 1_000_000)


def test_the_lines_of_a_paid_order_stay_as_they_are(web: WebShop) -> None:
    order = place(web)
    web.one(PAYMENT, order, 4_480, "completed")

    with pytest.raises(psycopg.Error, match="is paid and its lines stay"):
        web.one(ITEM, order, shirt(web), 1, 1_990)


def test_orders_and_payments_are_never_deleted(web: WebShop) -> None:
    order = place(web)

    with pytest.raises(psycopg.Error, match="is not deleted") as refused:
        web.one('DELETE FROM ecommerce."Order" WHERE id = %s RETURNING id', order)

    assert refused.value.diag.message_hint == "Cancel it instead."


def test_what_a_till_sold_is_not_altered_through_a_seed(
    web: WebShop, till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.sync()
    sold = branch.ask("SELECT int_id FROM orders")

    with pytest.raises(psycopg.Error, match="was sold at a register"):
        web.one(STATUS, "refunded", sold)


def test_stock_is_put_right_by_a_movement(web: WebShop, branch: Branch) -> None:
    after = web.one(
        'INSERT INTO ecommerce."InventoryTransaction" (product_id, quantity_change, notes)'
        " VALUES (%s, -3, 'moths') RETURNING quantity_after",
        shirt(web),
    )

    assert after == 5
    assert branch.on_hand(SHIRT) == 5


def test_a_catalogue_is_not_written_through_the_seed(web: WebShop) -> None:
    with pytest.raises(psycopg.errors.FeatureNotSupported, match="read-only") as refused:
        web.one("UPDATE ecommerce.\"Product\" SET name = 'x' RETURNING id")

    assert refused.value.diag.message_hint is not None


def test_a_twin_in_lower_case_is_written_like_its_view(web: WebShop, branch: Branch) -> None:
    web.one(ADA.replace('"User"', '"user"'))

    assert branch.ask("SELECT email FROM users WHERE first_name = 'Ada'") == "ada@example.org"


def test_a_password_in_the_clear_is_refused(web: WebShop, branch: Branch) -> None:
    with pytest.raises(psycopg.Error, match="never in the clear"):
        web.one(ADA.replace("$2b$12$abcdefghijklmnopqrstuv", "sesame"))

    assert branch.ask("SELECT count(*) FROM users WHERE first_name = 'Ada'") == 0


def test_the_same_article_again_adds_to_its_line_in_the_cart(web: WebShop, branch: Branch) -> None:
    cart = web.one('INSERT INTO ecommerce."Cart" (user_id) VALUES (%s) RETURNING id', web.one(ADA))
    item = (
        'INSERT INTO ecommerce."CartItem" (cart_id, product_id, quantity) VALUES (%s, %s, 1)'
        " RETURNING quantity"
    )

    quantities = [web.one(item, cart, shirt(web)) for _ in range(2)]

    assert quantities == [1, 2]
    assert branch.ask("SELECT total_cents FROM carts") == 3_980
