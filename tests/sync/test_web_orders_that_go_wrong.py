"""Web orders that are written wrong, twice, too late or at the same time."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from tests.sync.branch import SHIRT, Branch
from tests.sync.test_web_orders import ADA, ITEM, ORDER, PAYMENT, STATUS, place, shirt
from tests.sync.web_shop import WebShop, open_web_shop, reserved

KEY = UUID("3f1b6c1e-0d5a-4c5e-9a61-0b8d2f6c7e11")


@pytest.fixture
def web(branch: Branch) -> Iterator[WebShop]:
    with open_web_shop(branch) as shop:
        yield shop


def as_paid(branch: Branch) -> tuple[str, str, int]:
    """The only order: its status, whether it is paid, and how much of it."""
    (found,) = branch.rows("SELECT status, payment_status, paid_cents FROM orders")
    return (found[0], found[1], found[2])


def order_two_shirts_and_then_none(web: WebShop) -> None:
    with web.connection.transaction():
        order = web.one(ORDER, web.one(ADA), None)
        web.one(ITEM, order, shirt(web), 2, 1_990)
        web.one(ITEM, order, shirt(web), 0, 1_990)


def test_goods_of_a_confirmed_order_are_held_although_it_is_paid_on_delivery(
    web: WebShop, branch: Branch
) -> None:
    order = place(web)
    branch.do("UPDATE stock_reservations SET expires_at = now() - interval '1 second'")

    web.one(STATUS, "confirmed", order)

    assert branch.ask("SELECT shop.expire_reservations()") == 0
    assert reserved(branch) == 2


def test_confirming_an_order_holds_its_goods_again_after_the_hour(
    web: WebShop, branch: Branch
) -> None:
    order = place(web)
    branch.do("UPDATE stock_reservations SET expires_at = now() - interval '1 second'")
    branch.do("SELECT shop.expire_reservations()")

    web.one(STATUS, "confirmed", order)

    assert reserved(branch) == 2


@pytest.mark.parametrize(
    ("word", "status"),
    [("processing", "processing"), ("shipped", "shipped"), ("delivered", "completed"),
     ("cancelled", "cancelled"), ("refunded", "refunded")],
)  # fmt: skip
def test_no_order_begins_in_the_middle_of_its_life(
    web: WebShop, branch: Branch, word: str, status: str
) -> None:
    with pytest.raises(psycopg.Error, match=f"no order begins as {status}"):
        web.insert('ecommerce."Order"', order_number="WEB-1", status=word)

    assert branch.count("orders") == 0


def test_an_order_that_begins_as_confirmed_says_when_it_was(web: WebShop, branch: Branch) -> None:
    web.insert('ecommerce."Order"', order_number="WEB-1", status="confirmed")

    assert branch.ask("SELECT confirmed_at IS NOT NULL FROM orders") is True


@pytest.mark.parametrize("status", ["refunded", "partially_refunded"])
def test_money_that_never_came_is_not_given_back(web: WebShop, branch: Branch, status: str) -> None:
    order = place(web)

    with pytest.raises(psycopg.Error, match="no payment begins as refunded"):
        web.one(PAYMENT, order, 4_480, status)

    assert as_paid(branch) == ("pending", "pending", 0)


def test_a_payment_that_waits_does_not_pay_an_order_whose_lines_are_still_to_come(
    web: WebShop, branch: Branch
) -> None:
    order = web.insert('ecommerce."Order"', order_number="WEB-1")["id"]
    web.one(PAYMENT, order, 1_990, "pending")

    web.one(ITEM, order, shirt(web), 1, 1_990)

    assert as_paid(branch) == ("pending", "pending", 0)


def test_the_providers_key_may_come_later_than_the_payment(web: WebShop, branch: Branch) -> None:
    order = place(web)
    web.insert('ecommerce."Payment"', order_id=order, amount_cents=4480, method="credit_card")

    web.one(
        "UPDATE ecommerce.\"Payment\" SET status = 'completed', transaction_id = 'pi_7'"
        " WHERE order_id = %s RETURNING id",
        order,
    )

    assert as_paid(branch) == ("confirmed", "paid", 4_480)
    assert branch.ask("SELECT provider_payment_id FROM payments") == "pi_7"


def test_amounts_of_a_paid_order_stay_as_they_are(web: WebShop, branch: Branch) -> None:
    order = place(web)
    web.one(PAYMENT, order, 4_480, "completed")

    with pytest.raises(psycopg.Error, match="is paid and its amounts stay as they are"):
        web.one(
            'UPDATE ecommerce."Order" SET shipping_cost_cents = 900, total_cents = 4880'
            " WHERE id = %s RETURNING id",
            order,
        )

    assert branch.ask("SELECT total_cents FROM orders") == 4_480


@pytest.mark.parametrize(
    ("view", "column", "value"),
    [('"Order"', "order_number", "WEB-2"), ('"OrderItem"', "discount_cents", 50),
     ('"Payment"', "amount_cents", 1)],
)  # fmt: skip
def test_a_column_that_stays_is_refused_and_not_dropped_in_silence(
    web: WebShop, view: str, column: str, value: object
) -> None:
    order = place(web)
    web.one(PAYMENT, order, 4_480, "pending")

    with pytest.raises(psycopg.Error, match=f"{column} stays as it was written"):
        web.one(f"UPDATE ecommerce.{view} SET {column} = %s RETURNING id", value)  # noqa: S608


def test_goods_that_were_sent_are_not_back_because_the_order_is_cancelled(
    web: WebShop, branch: Branch
) -> None:
    order = place(web)
    web.one(STATUS, "confirmed", order)
    web.one(STATUS, "shipped", order)

    web.one(STATUS, "cancelled", order)

    assert (branch.on_hand(SHIRT), reserved(branch)) == (6, 0)


def test_an_order_that_comes_twice_is_booked_once_and_holds_its_goods_once(
    web: WebShop, branch: Branch
) -> None:
    again = "INSERT INTO cloudkidd.orders (id, order_number) VALUES (%s, 'K-1')"
    web.connection.execute(again.encode(), (KEY,))
    product = web.one("SELECT id FROM cloudkidd.products WHERE name = 'Shirt'")
    web.insert("cloudkidd.order_items", order_id=KEY, product_id=product)

    for statement in (again, f"{again} ON CONFLICT DO NOTHING"):
        with pytest.raises(psycopg.errors.UniqueViolation):
            web.connection.execute(statement.encode(), (KEY,))

    assert branch.count("orders") == 1
    assert reserved(branch) == 1


@pytest.mark.parametrize("product", [999_999, None])
def test_a_line_for_an_unknown_product_is_a_broken_reference(
    web: WebShop, branch: Branch, product: int | None
) -> None:
    order = web.one(ORDER, None, "WEB-1")

    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        web.one(ITEM, order, product, 1, 1_990)

    assert branch.count("order_lines") == 0


def test_two_web_shops_take_numbers_in_turns_and_who_gives_up_leaves_no_gap(
    web: WebShop, branch: Branch
) -> None:
    with open_web_shop(branch) as other:
        other.connection.execute("SET lock_timeout = '20ms'")
        with web.connection.transaction(force_rollback=True):
            web.one(ORDER, None, None)
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.one(ORDER, None, None)

        other.one(ORDER, None, None)
        web.one(ORDER, None, None)

    numbers = branch.rows("SELECT number FROM orders ORDER BY number")
    assert numbers == [("S1-W-000001",), ("S1-W-000002",)]


def test_an_order_in_one_transaction_that_fails_leaves_nothing_held(
    web: WebShop, branch: Branch
) -> None:
    with pytest.raises(psycopg.Error, match="cannot be ordered"):
        order_two_shirts_and_then_none(web)

    assert branch.count("orders") == 0
    assert branch.count("stock_reservations") == 0
    assert reserved(branch) == 0
