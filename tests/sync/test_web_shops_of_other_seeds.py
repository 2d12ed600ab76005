"""Web shops written for seeds s0, s2, s3 and s4 take an order each; the till gets it."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.sync.branch import SHIRT, Branch, Till
from tests.sync.web_shop import WebShop, open_web_shop, reserved

HASH = "$2b$12$abcdefghijklmnopqrstuv"
ADA_UUID4 = UUID("3f1b6c1e-0d5a-4c5e-9a61-0b8d2f6c7e11")
ORDER_UUID4 = UUID("a94f5374-9c0e-4f0b-8f5e-6d0c1b2a3f44")
ADA_CUID = "ckv0x3k2b0000qzrmn831i7rn"
ORDER_CUID = "ckv0x3k2b0001qzrmn831i7rn"


@pytest.fixture
def web(branch: Branch) -> Iterator[WebShop]:
    with open_web_shop(branch) as shop:
        yield shop


def shirt(branch: Branch, column: str = "variant_id") -> UUID:
    found: UUID = branch.ask(
        f"SELECT {column} FROM barcodes b JOIN variants v ON v.id = b.variant_id WHERE code = %s",  # noqa: S608
        SHIRT,
    )
    return found


def arrived(till: Till, number: str) -> tuple[str, str, int, int]:
    """What the till has of an order: status, payment, total and pieces."""
    till.sync()
    return (
        till.ask("SELECT status FROM orders WHERE number = :number", number=number),
        till.ask("SELECT payment_status FROM orders WHERE number = :number", number=number),
        till.ask("SELECT total_cents FROM orders WHERE number = :number", number=number),
        till.ask("SELECT sum(quantity) FROM order_lines"),
    )


def test_cloudkidd_names_products_only_and_each_item_is_a_piece(
    web: WebShop, branch: Branch, till: Till
) -> None:
    ada = web.insert("cloudkidd.users", name="Ada", phone="+4311", role="customer")["id"]
    home = web.insert("cloudkidd.addresses", user_id=ada, pincode="1010")["id"]
    order = web.insert("cloudkidd.orders", user_id=ada, address_id=home, order_number="K-1")["id"]
    for _ in range(2):
        web.insert("cloudkidd.order_items", order_id=order, product_id=shirt(branch, "product_id"))

    web.insert("cloudkidd.payments", order_id=order, transaction_id="tx-7")

    assert arrived(till, "K-1") == ("confirmed", "paid", 3_980, 2)


def test_a_django_shop_of_microservices_brings_its_own_uuids_and_decimals(
    web: WebShop, branch: Branch, till: Till
) -> None:
    ada, order = ADA_UUID4, ORDER_UUID4
    web.insert(
        "microservices.users",
        id=ada, email="ada@example.org", password=HASH, first_name="Ada", last_name="Byron",
    )  # fmt: skip
    home = web.insert(
        "microservices.user_addresses",
        user_id=ada, address_type="SHIPPING", full_name="Ada Byron", phone_number="+4311",
        address_line1="Ringstrasse 1", city="Vienna", state="W", postal_code="1010", country="AT",
    )["id"]  # fmt: skip
    placed = web.insert(
        "microservices.orders",
        id=order, order_number="M-1", user_id=ada, subtotal=Decimal("39.80"),
        tax_amount=Decimal("7.96"), total_amount=Decimal("47.76"), shipping_address_id=home,
        billing_address_id=home,
    )  # fmt: skip
    web.insert(
        "microservices.order_items",
        order_id=order, product_id=shirt(branch, "product_id"), quantity=2,
        unit_price=Decimal("19.90"),
    )  # fmt: skip
    card = web.one("SELECT id FROM microservices.payment_methods WHERE code = 'CREDIT_CARD'")
    paid = web.insert(
        "microservices.transactions",
        order_id=order, payment_method_id=card, amount=Decimal("47.76"), status="PENDING",
        gateway_response=Jsonb({"ok": True}),
    )  # fmt: skip

    web.update("microservices.transactions", paid["id"], status="SUCCESS")

    assert (placed["id"], placed["status"], placed["currency"]) == (order, "PENDING", "EUR")
    assert arrived(till, "M-1") == ("confirmed", "paid", 4_776, 2)


def test_a_cart_document_replaces_the_items_and_costs_what_the_shop_says(
    web: WebShop, branch: Branch
) -> None:
    ada = web.insert("microservices.users", email="a@b.example", password=HASH, first_name="Ada",
                     last_name="B")["id"]  # fmt: skip
    item = {"product_id": str(shirt(branch, "product_id")), "quantity": 2, "unit_price": 0.01}

    made = web.insert("microservices.carts", user_id=str(ada), items=Jsonb([item]))
    changed = web.row(
        "UPDATE microservices.carts SET items = %s WHERE _id = %s RETURNING *",
        Jsonb([{**item, "quantity": 3}]),
        made["_id"],
    )

    assert (made["total_amount"], changed["total_amount"]) == (Decimal("39.80"), Decimal("59.70"))
    assert [line["quantity"] for line in changed["items"]] == [3]


def test_the_bakery_takes_an_order_step_by_step(web: WebShop, branch: Branch, till: Till) -> None:
    ada = web.insert('bakery."USERS"', name="Ada", email="ada@example.org", phone="+4311")["id"]
    home = web.insert(
        'bakery."ADDRESSES"', user_id=ada, line1="Ringstrasse 1", city="Vienna", state="W",
        postal_code="1010", country="AT", is_default=True,
    )["id"]  # fmt: skip
    order = web.insert(
        'bakery."ORDERS"', user_id=ada, order_no="B-1", status="CREATED", subtotal=Decimal("59.70"),
        discount=Decimal("9.70"), shipping=Decimal(5), total=Decimal(55), ship_to_id=home,
        bill_to_id=home,
    )["id"]  # fmt: skip
    web.insert('bakery."ORDER_ITEMS"', order_id=order, variant_id=shirt(branch), quantity=3,
               unit_price=Decimal("19.90"))  # fmt: skip
    held = reserved(branch)

    web.insert('bakery."PAYMENTS"', order_id=order, method="CARD", status="CAPTURED",
               amount=Decimal(55), txn_id="tx-9")  # fmt: skip
    web.update('bakery."ORDERS"', order, status="SHIPPED")

    assert held == 3
    assert arrived(till, "B-1") == ("shipped", "paid", 5_500, 3)
    assert (reserved(branch), branch.on_hand(SHIRT)) == (0, 5)


def test_a_prisma_shop_finds_its_own_text_keys_again(
    web: WebShop, branch: Branch, till: Till
) -> None:
    web.insert('baby_petite."User"', id=ADA_CUID, email="ada@example.org", name="Ada",
               password=HASH, role="CUSTOMER")  # fmt: skip
    web.insert(
        'baby_petite."Order"', id=ORDER_CUID, orderNumber="P-1", userId=ADA_CUID,
        subtotal=39.80, shippingAmount=4.99, total=44.79, customerEmail="ada@example.org",
        shippingAddress=Jsonb({"line1": "Ringstrasse 1", "city": "Vienna"}),
    )  # fmt: skip
    variant = web.one("SELECT compat.key_text(%s)", shirt(branch))
    web.insert('baby_petite."OrderItem"', orderId=ORDER_CUID, variantId=variant, quantity=2,
               price=19.90)  # fmt: skip

    web.insert('baby_petite."Payment"', orderId=ORDER_CUID, provider="stripe", providerId="pi_1",
               amount=44.79, status="COMPLETED", paymentMethod="credit_card")  # fmt: skip

    seen = web.row('SELECT * FROM baby_petite."Order" WHERE id = %s', ORDER_CUID)
    assert (seen["userId"], seen["status"], seen["paymentStatus"]) == (
        ADA_CUID,
        "CONFIRMED",
        "COMPLETED",
    )
    assert arrived(till, "P-1") == ("confirmed", "paid", 4_479, 2)


def test_a_coupon_on_an_order_is_used_up_by_it(web: WebShop, branch: Branch) -> None:
    branch.do(
        "INSERT INTO promotions (id, name, code, discount_type, amount_off_cents, usage_limit)"
        " VALUES (sync.new_id(), 'Hello', 'HELLO5', 'amount', 500, 1)"
    )
    order = {"subtotal": 20, "discountAmount": 5, "total": 15, "couponCode": "hello5"}

    web.insert('baby_petite."Order"', orderNumber="P-1", **order)
    with pytest.raises(psycopg.Error, match="HELLO5"):
        web.insert('baby_petite."Order"', orderNumber="P-2", **order)

    assert web.one('SELECT "couponCode" FROM baby_petite."Order"') == "HELLO5"
    assert branch.count("orders") == 1


def test_a_snake_case_twin_is_written_like_its_view(web: WebShop, branch: Branch) -> None:
    web.insert("baby_petite.users", id=ADA_CUID, email="ada@example.org", name="Byron")

    assert branch.ask("SELECT email FROM users WHERE name = 'Byron'") == "ada@example.org"


@pytest.mark.parametrize(
    ("view", "column"),
    [('bakery."INVENTORY_ITEMS"', "quantity_on_hand"), ('baby_petite."Inventory"', "quantity"),
     ("microservices.product_inventory", "quantity")],
)  # fmt: skip
def test_stock_that_was_counted_becomes_a_movement(
    web: WebShop, branch: Branch, view: str, column: str
) -> None:
    key = web.one(f"SELECT id FROM {view} WHERE {column} = 8")  # noqa: S608

    web.update(view, key, **{column: 6})

    assert branch.on_hand(SHIRT) == 6
    assert branch.ask("SELECT quantity_delta FROM stock_movements WHERE kind = 'count'") == -2


@pytest.mark.parametrize(
    ("view", "column"),
    [('bakery."INVENTORY_ITEMS"', "quantity_reserved"), ('baby_petite."Inventory"', "reserved"),
     ("microservices.product_inventory", "reserved_quantity")],
)  # fmt: skip
def test_what_is_reserved_follows_the_orders_and_is_not_written(
    web: WebShop, view: str, column: str
) -> None:
    key = web.one(f"SELECT id FROM {view} LIMIT 1")  # noqa: S608

    with pytest.raises(psycopg.Error, match="follow"):
        web.update(view, key, **{column: 4})


def test_a_word_that_no_order_has_is_refused_with_those_that_there_are(web: WebShop) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="no word LOST") as refused:
        web.insert('bakery."ORDERS"', order_no="B-9", status="LOST")

    assert "SHIPPED" in str(refused.value.diag.message_hint)


@pytest.mark.parametrize("amount", ["NaN", "10.01"])
def test_what_is_no_amount_of_money_is_refused(web: WebShop, amount: str) -> None:
    with pytest.raises(psycopg.Error, match=r"no amount of money|does not add up"):
        web.insert('bakery."ORDERS"', order_no="B-8", subtotal=Decimal(amount), total=Decimal(10))


def test_an_order_comes_once_under_one_key(web: WebShop, branch: Branch) -> None:
    order = ORDER_UUID4
    web.insert('bakery."ORDERS"', id=order, order_no="B-1")

    with pytest.raises(psycopg.errors.UniqueViolation):
        web.insert('bakery."ORDERS"', id=order, order_no="B-2")

    assert branch.count("orders") == 1


@pytest.mark.parametrize(
    "view",
    [
        'bakery."PRODUCTS"',
        "microservices.categories",
        'baby_petite."Variant"',
        "cloudkidd.categories",
    ],
)
def test_the_catalogue_is_kept_at_headquarters(web: WebShop, view: str) -> None:
    with pytest.raises(psycopg.errors.FeatureNotSupported, match="is read-only"):
        web.connection.execute(f"DELETE FROM {view}".encode())  # noqa: S608
