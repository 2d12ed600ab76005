"""A status is shown in the seed's word for it, and each of our words has one."""

import psycopg
import pytest

from models.metadata import central_metadata

ORDERS = {
    "pending": ("pending", "PENDING", "CREATED"),
    "confirmed": ("confirmed", "CONFIRMED", "CONFIRMED"),
    "processing": ("processing", "PROCESSING", "PROCESSING"),
    "ready": ("processing", "PROCESSING", "PROCESSING"),
    "shipped": ("shipped", "SHIPPED", "SHIPPED"),
    "completed": ("delivered", "DELIVERED", "DELIVERED"),
    "cancelled": ("cancelled", "CANCELLED", "CANCELLED"),
    "refunded": ("refunded", "REFUNDED", "REFUNDED"),
}
PAID = {
    "pending": ("pending", "INITIATED", "PENDING"),
    "processing": ("processing", "INITIATED", "PROCESSING"),
    "authorized": ("processing", "AUTHORIZED", "PROCESSING"),
    "partially_paid": ("processing", "AUTHORIZED", "PROCESSING"),
    "paid": ("completed", "CAPTURED", "COMPLETED"),
    "failed": ("failed", "FAILED", "FAILED"),
    "partially_refunded": ("partially_refunded", "CAPTURED", "PARTIALLY_REFUNDED"),
    "refunded": ("refunded", "REFUNDED", "REFUNDED"),
}
TENDERS = {
    "pending": "PENDING",
    "processing": "PROCESSING",
    "authorized": "PROCESSING",
    "captured": "SUCCESS",
    "partially_refunded": "SUCCESS",
    "refunded": "REFUNDED",
    "failed": "FAILED",
    "cancelled": "CANCELLED",
}
SHIPMENTS = {
    "pending": "SCHEDULED",
    "packed": "SCHEDULED",
    "scheduled": "SCHEDULED",
    "shipped": "OUT_FOR_DELIVERY",
    "out_for_delivery": "OUT_FOR_DELIVERY",
    "delivered": "DELIVERED",
    "failed": "SCHEDULED",
    "returned": "SCHEDULED",
    "cancelled": "SCHEDULED",
}
WAYS_TO_PAY = {
    "card": "CARD",
    "cash": "COD",
    "cod": "COD",
    "wallet": "WALLET",
    "bank_transfer": "WALLET",
    "gift_card": "WALLET",
    "store_credit": "WALLET",
    "other": "WALLET",
}


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("orders", "status", ORDERS),
        ("orders", "payment_status", PAID),
        ("payments", "status", TENDERS),
        ("shipments", "status", SHIPMENTS),
        ("payment_methods", "kind", WAYS_TO_PAY),
    ],
)
def test_no_word_of_ours_is_left_without_one(
    table: str, column: str, words: dict[str, object]
) -> None:
    assert set(central_metadata().tables[table].c[column].info["words"]) == set(words)


@pytest.mark.parametrize(("word", "shown"), ORDERS.items())
def test_the_status_of_an_order_in_the_words_of_s1_s2_and_s3(
    full_shop: psycopg.Connection, word: str, shown: tuple[str, str, str]
) -> None:
    rows = full_shop.execute(
        """
        SELECT DISTINCT e.status, m.status, b.status, p.status::text, c.status
        FROM orders o
        JOIN ecommerce."Order" e ON e.id = o.int_id
        JOIN microservices.orders m ON m.id = o.id
        JOIN bakery."ORDERS" b ON b.id = o.id
        JOIN baby_petite."Order" p ON p.id = compat.key_text(o.id)
        JOIN cloudkidd.orders c ON c.id = o.id
        WHERE o.status = %s
        """,
        (word,),
    ).fetchall()

    assert rows == [(*shown, shown[1], shown[0])]


@pytest.mark.parametrize(("word", "shown"), PAID.items())
def test_how_far_an_order_is_paid_in_the_words_of_s1_s3_and_s4(
    full_shop: psycopg.Connection, word: str, shown: tuple[str, str, str]
) -> None:
    rows = full_shop.execute(
        """
        SELECT DISTINCT e.status, b.status, p.status::text
        FROM orders o
        JOIN ecommerce."Payment" e ON e.order_id = o.int_id
        JOIN bakery."PAYMENTS" b ON b.order_id = o.id
        JOIN baby_petite."Payment" p ON p."orderId" = compat.key_text(o.id)
        WHERE o.payment_status = %s
        """,
        (word,),
    ).fetchall()

    assert rows == [shown]


@pytest.mark.parametrize(("word", "shown"), TENDERS.items())
def test_the_status_of_a_tender_in_the_words_of_s2(
    full_shop: psycopg.Connection, word: str, shown: str
) -> None:
    rows = full_shop.execute(
        "SELECT DISTINCT t.status FROM microservices.transactions t JOIN payments p USING (id)"
        " WHERE p.status = %s",
        (word,),
    ).fetchall()

    assert rows == [(shown,)]


@pytest.mark.parametrize(("word", "shown"), SHIPMENTS.items())
def test_the_status_of_a_shipment_in_the_words_of_s3(
    full_shop: psycopg.Connection, word: str, shown: str
) -> None:
    row = full_shop.execute("SELECT compat.shipment_status_s3(%s)", (word,)).fetchone()

    assert row == (shown,)


@pytest.mark.parametrize(("word", "shown"), WAYS_TO_PAY.items())
def test_the_way_to_pay_in_the_words_of_s3(
    full_shop: psycopg.Connection, word: str, shown: str
) -> None:
    row = full_shop.execute("SELECT compat.pay_method_s3(%s)", (word,)).fetchone()

    assert row == (shown,)
