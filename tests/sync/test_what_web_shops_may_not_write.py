"""What a web shop of seeds s2, s3 or s4 may not write is refused in its words, never dropped."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import errors
from psycopg.types.json import Jsonb

from sync.central.logins import Access
from tests.central.people import customer, signed_in
from tests.postgres import PostgresServer
from tests.sync.branch import IDS, SHIRT, Branch
from tests.sync.conftest import Template
from tests.sync.web_shop import WebShop, open_web_shop

HASH = "$2b$12$abcdefghijklmnopqrstuv"
ADDRESS = {"line1": "Ringstrasse 1", "city": "Vienna", "state": "W", "postal_code": "1010"}


class UndoneWebShop(WebShop):
    """A web shop whose statements fail one by one, in a transaction that is undone at the end."""

    def one(self, statement: str, *values: object) -> Any:
        with self.connection.transaction():
            return super().one(statement, *values)

    def row(self, statement: str, *values: object) -> dict[str, Any]:
        with self.connection.transaction():
            return super().row(statement, *values)


@pytest.fixture(scope="module")
def business(central_server: PostgresServer, branch_template: Template) -> Iterator[Branch]:
    """A central that every test here leaves as it was."""
    url = central_server.new_database(template=branch_template.database)
    yield Branch(url=url)
    central_server.drop_database(url)


@pytest.fixture(scope="module")
def server(business: Branch) -> Iterator[WebShop]:
    with open_web_shop(business) as shop:
        yield shop


@pytest.fixture
def web(server: WebShop) -> Iterator[WebShop]:
    with server.connection.transaction(force_rollback=True):
        yield UndoneWebShop(server.connection)


@pytest.fixture
def ada(web: WebShop) -> UUID:
    key: UUID = web.insert(
        "microservices.users",
        email="ada@example.org", password=HASH, first_name="Ada", last_name="Byron",
    )["id"]  # fmt: skip
    return key


def order(web: WebShop, number: str = "B-1") -> UUID:
    """Order two shirts without saying what they come to."""
    key: UUID = web.insert('bakery."ORDERS"', order_no=number)["id"]
    web.insert('bakery."ORDER_ITEMS"', order_id=key, variant_id=shirt(web), quantity=2)
    return key


def shirt(web: WebShop, column: str = "variant_id") -> UUID:
    found: UUID = web.one(
        f"SELECT {column} FROM barcodes b JOIN variants v ON v.id = b.variant_id WHERE code = %s",  # noqa: S608
        SHIRT,
    )
    return found


def test_what_the_seed_calls_not_null_must_be_given_under_its_own_name(
    web: WebShop, ada: UUID, subtests: pytest.Subtests
) -> None:
    for view, column, values in (
        ("microservices.users", "email", {"first_name": "A", "last_name": "B"}),
        ("microservices.user_addresses", "address_line1",
         {"user_id": ada, "address_type": "SHIPPING", "full_name": "A", "phone_number": "1"}),
        ("microservices.carts", "user_id", {"items": Jsonb([])}),
        ('bakery."USERS"', "name", {"email": "b@example.org"}),
        ('bakery."CART_ITEMS"', "cart_id", {"quantity": 1}),
        ('baby_petite."User"', "email", {"name": "B"}),
        ('baby_petite."Address"', "zip", {"userId": str(ada), "line1": "a", "city": "b"}),
    ):  # fmt: skip
        with subtests.test(view), pytest.raises(errors.NotNullViolation) as refused:
            web.insert(view, **values)
        assert refused.value.diag.column_name == column


def test_what_stays_as_it_was_written_is_not_changed(
    web: WebShop, ada: UUID, subtests: pytest.Subtests
) -> None:
    placed = order(web)
    web.insert('bakery."PAYMENTS"', order_id=placed, method="CARD", amount=Decimal("39.80"))
    stock = web.one('SELECT id FROM baby_petite."Inventory" WHERE quantity = 8')
    for view, key, column, value in (
        ('bakery."PAYMENTS"', placed, "amount", 1),
        ('bakery."ORDERS"', placed, "order_no", "B-2"),
        ("microservices.orders", placed, "currency", "USD"),
        ('baby_petite."Order"', str(placed), "customerEmail", "eve@example.org"),
        ('baby_petite."Inventory"', stock, "lowStockThreshold", 3),
        ("microservices.users", ada, "id", IDS.new_id()),
    ):
        with (
            subtests.test(f"{view}.{column}"),
            pytest.raises(psycopg.Error, match=f"{column} stays as it was written"),
        ):
            web.update(view, key, **{column: value})


def test_an_update_that_changes_nothing_is_no_trouble(web: WebShop, ada: UUID) -> None:
    made = web.insert('bakery."CARTS"', user_id=ada)

    again = web.update('bakery."CARTS"', made["id"], subtotal=0, total=0, user_id=ada)

    assert again["id"] == made["id"]


def test_a_wrong_word_is_answered_with_the_right_ones(
    web: WebShop, ada: UUID, subtests: pytest.Subtests
) -> None:
    placed = order(web)
    for view, values, words in (
        ("microservices.user_addresses",
         {"user_id": ada, "address_type": "HOME", "full_name": "A", "phone_number": "1",
          "address_line1": "a", "city": "b", "state": "", "postal_code": "1", "country": "AT"},
         "SHIPPING, BILLING"),
        ("microservices.orders", {"user_id": ada, "status": "SOLD"}, "PENDING, CONFIRMED"),
        ('bakery."PAYMENTS"', {"order_id": placed, "method": "GOLD", "amount": 1},
         "CARD, WALLET, COD"),
    ):  # fmt: skip
        with subtests.test(view), pytest.raises(errors.InvalidParameterValue) as refused:
            web.insert(view, **values)
        assert words in str(refused.value.diag.message_hint)


@pytest.mark.parametrize("status", ["PROCESSING", "SHIPPED", "DELIVERED", "CANCELLED"])
def test_an_order_cannot_begin_where_its_goods_have_left(web: WebShop, status: str) -> None:
    with pytest.raises(psycopg.Error, match="no order begins as"):
        web.insert("microservices.orders", status=status)

    assert web.one("SELECT count(*) FROM orders") == 0


def test_the_same_key_or_address_or_number_comes_once(
    web: WebShop, ada: UUID, subtests: pytest.Subtests
) -> None:
    order(web, "B-1")
    person = {"password": HASH, "first_name": "A", "last_name": "B"}
    for view, values in (
        ("microservices.users", {**person, "id": ada, "email": "b@example.org"}),
        ("microservices.users", {**person, "email": "ADA@example.org"}),
        ('bakery."ORDERS"', {"order_no": "B-1"}),
        ('baby_petite."Order"', {"orderNumber": "B-1"}),
    ):
        with subtests.test(str(values)), pytest.raises(errors.UniqueViolation):
            web.insert(view, **values)


def test_a_row_of_somebody_who_is_not_there_is_refused(
    web: WebShop, subtests: pytest.Subtests
) -> None:
    nobody = IDS.new_id()
    for view, values in (
        ('bakery."ADDRESSES"', {**ADDRESS, "user_id": nobody, "country": "AT"}),
        ('bakery."CARTS"', {"user_id": nobody}),
        ('bakery."ORDERS"', {"user_id": nobody}),
        ("microservices.order_items",
         {"order_id": nobody, "product_id": shirt(web, "product_id"), "quantity": 1}),
        ("microservices.product_reviews",
         {"user_id": nobody, "product_id": shirt(web, "product_id"), "rating": 5}),
        ('baby_petite."Wishlist"', {"userId": str(nobody)}),
    ):  # fmt: skip
        with subtests.test(view), pytest.raises(errors.ForeignKeyViolation):
            web.insert(view, **values)


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), 1e300])
def test_a_float_that_is_no_amount_of_money_is_refused(web: WebShop, amount: float) -> None:
    with pytest.raises(errors.NumericValueOutOfRange):
        web.insert('baby_petite."Order"', orderNumber="P-1", subtotal=amount, total=amount)


def test_a_float_becomes_the_cents_that_it_means(web: WebShop) -> None:
    web.insert('baby_petite."Order"', orderNumber="P-1", subtotal=19.99, total=19.99)

    assert web.one("SELECT total_cents FROM orders") == 1_999


def test_an_item_has_to_come_to_its_total(web: WebShop) -> None:
    key = web.insert('bakery."ORDERS"', order_no="B-1")["id"]

    with pytest.raises(psycopg.Error, match=r"line_total of 50\.00 does not add up.* 39\.80"):
        web.insert('bakery."ORDER_ITEMS"', order_id=key, variant_id=shirt(web), quantity=2,
                   unit_price=Decimal("19.90"), line_total=50)  # fmt: skip


def test_an_item_of_more_than_anybody_can_pay_is_refused(web: WebShop) -> None:
    key = web.insert('bakery."ORDERS"', order_no="B-1")["id"]

    with pytest.raises(psycopg.Error, match="beyond what an order can be worth"):
        web.insert('bakery."ORDER_ITEMS"', order_id=key, variant_id=shirt(web),
                   quantity=2_147_483_647, unit_price=99_999_999)  # fmt: skip

    assert web.one("SELECT count(*) FROM stock_reservations") == 0


def test_an_order_is_paid_once_and_a_try_that_failed_may_be_followed(web: WebShop) -> None:
    key = order(web)
    payment = {"order_id": key, "method": "CARD", "amount": Decimal("39.80")}
    web.insert('bakery."PAYMENTS"', **payment, status="FAILED")
    web.insert('bakery."PAYMENTS"', **payment, status="AUTHORIZED")

    with pytest.raises(errors.UniqueViolation, match="order B-1 has its payment"):
        web.insert('bakery."PAYMENTS"', **payment, status="CAPTURED")

    assert web.one("SELECT count(*) FROM payments") == 2


def test_what_the_gateway_says_later_is_kept(web: WebShop) -> None:
    key = order(web)
    web.insert('bakery."PAYMENTS"', order_id=key, method="CARD", amount=Decimal("39.80"))

    web.row('UPDATE bakery."PAYMENTS" SET status = %s, txn_id = %s WHERE order_id = %s RETURNING *',
            "CAPTURED", "ch_7", key)  # fmt: skip

    kept = web.row("SELECT status, provider_payment_id FROM payments")
    assert (kept["status"], kept["provider_payment_id"]) == ("captured", "ch_7")


def test_a_tracking_number_makes_a_parcel_of_the_order(web: WebShop) -> None:
    key = order(web)
    web.update("microservices.orders", key, status="CONFIRMED")

    sent = web.update("microservices.orders", key, status="SHIPPED", tracking_number="1Z")

    assert (sent["status"], sent["tracking_number"]) == ("SHIPPED", "1Z")
    assert web.one("SELECT sum(on_hand) FROM inventory_levels l JOIN barcodes b"
                   " USING (variant_id) WHERE b.code = %s", SHIRT) == 6  # fmt: skip


def test_a_cart_that_expired_is_seen_no_more_and_takes_nothing(web: WebShop, ada: UUID) -> None:
    cart = web.insert('bakery."CARTS"', user_id=ada)["id"]
    web.connection.execute("UPDATE carts SET expires_at = now() - interval '1 day'")

    with pytest.raises(psycopg.Error, match="this cart has expired"):
        web.insert('bakery."CART_ITEMS"', cart_id=cart, variant_id=shirt(web), quantity=1)

    assert web.one("SELECT count(*) FROM microservices.carts") == 0
    assert web.insert("microservices.carts", user_id=str(ada), items=Jsonb([]))["items"] == []


def test_a_user_has_one_cart_document(web: WebShop, ada: UUID) -> None:
    web.insert("microservices.carts", user_id=str(ada), items=Jsonb([]))

    with pytest.raises(errors.UniqueViolation, match="has a cart"):
        web.insert("microservices.carts", user_id=str(ada), items=Jsonb([]))


def test_a_customer_without_an_email_address_stays_without(web: WebShop) -> None:
    zoe = IDS.new_id()
    web.connection.execute("INSERT INTO users (id, name) VALUES (%s, 'Zoe')", (zoe,))

    web.update("microservices.users", zoe, phone_number="+431")
    web.update('baby_petite."User"', str(zoe), phone="+432")

    kept = web.row("SELECT email, phone FROM users WHERE id = %s", zoe)
    assert (kept["email"], kept["phone"]) == (None, "+432")


def test_only_the_web_shops_server_writes_orders(
    business: Branch, subtests: pytest.Subtests
) -> None:
    writes = (
        "INSERT INTO microservices.orders (order_number) VALUES ('M-1')",
        "UPDATE bakery.\"ORDERS\" SET status = 'CONFIRMED'",
        'DELETE FROM baby_petite."Order"',
    )
    with (
        signed_in(business, Access.READER) as reader,
        customer(business, IDS.new_id()) as buyer,
    ):
        for who, login in (("reader", reader), ("customer", buyer)):
            for write in writes:
                with (
                    subtests.test(f"{who}: {write}"),
                    pytest.raises(errors.InsufficientPrivilege),
                ):
                    login.execute(write.encode())
