"""What one small shop looks like to each seed, worked out by hand.

Prices contain 20 % tax. Mia has a cart with two things and a coupon; somebody without a name bought
for 120.00: a card failed, then 20.00 were paid in cash and 100.00 by card.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, LiteralString

import psycopg
import pytest

from tests.postgres import PostgresServer

SHOP = """
WITH
shop AS (SELECT id FROM stores LIMIT 1),
place AS (SELECT id FROM locations WHERE is_sellable LIMIT 1),
mia AS (INSERT INTO users (id, name) VALUES ('018bcfe5-6800-7000-8000-00000000000a', 'Mia van Dam')
  RETURNING id),
roots AS (INSERT INTO categories (id, name, slug) VALUES
  ('018bcfe5-6800-7000-8000-0000000000c1', 'Boys', 'boys'),
  ('018bcfe5-6800-7000-8000-0000000000c2', 'Girls', 'girls')),
leaves AS (INSERT INTO categories (id, name, slug, parent_id) VALUES
  ('018bcfe5-6800-7000-8000-0000000000c3', 'Shoes', 's1', '018bcfe5-6800-7000-8000-0000000000c1'),
  ('018bcfe5-6800-7000-8000-0000000000c4', 'Shoes', 's2', '018bcfe5-6800-7000-8000-0000000000c2')),
boot AS (INSERT INTO products (id, category_id, name, slug, style_code, base_price_cents)
  VALUES ('018bcfe5-6800-7000-8000-0000000000b1', '018bcfe5-6800-7000-8000-0000000000c3',
    'Boot', 'boot', 'B1', 1999) RETURNING id),
red AS (INSERT INTO variants (id, product_id, sku, price_cents, is_default, weight_mg, dimensions,
    option1_name, option1_value, option2_name, option2_value)
  SELECT '018bcfe5-6800-7000-8000-0000000000d1', boot.id, 'B1-R', 1999, true, 750000,
    '{"length": 30, "width": 20, "height": 10, "unit": "cm"}', 'Colour', 'red', 'Size', '6-9M'
  FROM boot RETURNING id),
stock AS (INSERT INTO stock_movements (id, variant_id, location_id, kind, quantity_delta)
  SELECT sync.new_id(), red.id, place.id, 'count', -3 FROM red, place),
coupon AS (INSERT INTO promotions (id, code, name, discount_type, percent_ppm, starts_at,
    expires_at)
  VALUES ('018bcfe5-6800-7000-8000-0000000000e1', 'MAY', 'May', 'percent', 125000,
    '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z') RETURNING id),
cart AS (INSERT INTO carts (id, user_id, channel, prices_include_tax, subtotal_cents,
    discount_cents, tax_cents, total_cents, created_at, updated_at)
  SELECT '018bcfe5-6800-7000-8000-0000000000f1', mia.id, 'online', true, 3998, 500, 583, 3498,
    '2026-11-20T09:30:00.25Z', '2026-11-20T09:31:00Z' FROM mia RETURNING id),
line AS (INSERT INTO cart_lines (id, cart_id, line_no, variant_id, quantity, unit_price_cents,
    gross_cents, created_at)
  SELECT sync.new_id(), cart.id, 1, red.id, 2, 1999, 3998, '2026-11-20T09:30:00.25Z'
  FROM cart, red),
used AS (INSERT INTO cart_promotions (id, cart_id, promotion_id, discount_cents)
  SELECT sync.new_id(), cart.id, coupon.id, 500 FROM cart, coupon),
bought AS (INSERT INTO orders (id, number, store_id, status, prices_include_tax, subtotal_cents,
    tax_cents, total_cents)
  SELECT '018bcfe5-6800-7000-8000-0000000000a1', 'S1R1-A1', shop.id, 'completed', true, 12000, 2000,
    12000 FROM shop RETURNING id),
paid AS (INSERT INTO payments (id, number, order_id, method_id, amount_cents, status, provider,
    provider_payment_id, captured_at)
  SELECT sync.new_id(), t.number, bought.id, m.id, t.cents, t.status, 'terminal', t.reference,
    '2026-11-20T10:00:00Z'
  FROM bought, (VALUES ('T1', 'card', 12000, 'failed', 'x1'),
    ('T2', 'cash', 2000, 'captured', NULL), ('T3', 'card', 10000, 'captured', 'x3')
  ) AS t (number, kind, cents, status, reference)
  CROSS JOIN LATERAL (SELECT id FROM payment_methods WHERE kind = t.kind LIMIT 1) AS m)
SELECT 1"""

WALK_IN = "00000000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def seeds(central_server: PostgresServer, new_central: str) -> Iterator[psycopg.Connection]:
    url = central_server.new_database(template=new_central)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SHOP.encode())
        connection.execute("SET timezone = 'Pacific/Auckland'")  # no document depends on it
        yield connection
    central_server.drop_database(url)


def rows(seeds: psycopg.Connection, question: LiteralString) -> list[tuple[Any, ...]]:
    return seeds.execute(question).fetchall()


def test_a_sale_with_tax_inside_adds_up_for_seeds_that_add_tax(seeds: psycopg.Connection) -> None:
    assert rows(
        seeds, 'SELECT subtotal_cents, tax_cents, total_cents, status FROM ecommerce."Order"'
    ) == [(10000, 2000, 12000, "delivered")]
    assert rows(seeds, "SELECT subtotal, tax_amount, total_amount FROM microservices.orders") == [
        (Decimal("100.00"), Decimal("20.00"), Decimal("120.00"))
    ]
    assert rows(seeds, 'SELECT subtotal, discount, shipping, total FROM bakery."ORDERS"') == [
        (Decimal("120.00"), Decimal("0.00"), Decimal("0.00"), Decimal("120.00"))
    ]


def test_a_sale_to_nobody_belongs_to_the_walk_in_customer_and_the_stores_address(
    seeds: psycopg.Connection,
) -> None:
    (found,) = rows(
        seeds,
        """
        SELECT m.user_id::text, b.user_id::text, p."userId", m.shipping_address_id = s.address_id,
          p."shippingAddress" ->> 'city' = a.city
        FROM microservices.orders m JOIN bakery."ORDERS" b USING (id)
        JOIN baby_petite."Order" p ON p.id = m.id::text
        CROSS JOIN stores s JOIN addresses a ON a.id = s.address_id
        """,
    )

    assert found == (WALK_IN, WALK_IN, WALK_IN, True, True)


def test_three_tenders_are_three_transactions_and_one_payment(seeds: psycopg.Connection) -> None:
    assert rows(
        seeds,
        "SELECT transaction_number, amount, status FROM microservices.transactions ORDER BY 1",
    ) == [
        ("T1", Decimal("120.00"), "FAILED"),
        ("T2", Decimal("20.00"), "SUCCESS"),
        ("T3", Decimal("100.00"), "SUCCESS"),
    ]
    assert rows(seeds, 'SELECT txn_id, method, status, amount FROM bakery."PAYMENTS"') == [
        ("x3", "CARD", "CAPTURED", Decimal("120.00"))
    ]
    assert rows(
        seeds, 'SELECT "providerId", amount, status::text, provider FROM baby_petite."Payment"'
    ) == [("x3", Decimal("120.00"), "COMPLETED", "terminal")]
    assert rows(seeds, "SELECT count(*) FROM cloudkidd.payment_attempts") == [(3,)]


def test_goods_over_the_counter_were_delivered_without_a_shipment(
    seeds: psycopg.Connection,
) -> None:
    assert rows(seeds, 'SELECT status, carrier FROM bakery."SHIPMENTS"') == [("DELIVERED", None)]
    assert rows(seeds, 'SELECT count(*) FROM ecommerce."Shipment"') == [(0,)]


def test_two_categories_of_one_name_are_told_apart_where_names_are_unique(
    seeds: psycopg.Connection,
) -> None:
    wish = "WHERE slug IN ('s1', 's2') ORDER BY slug"

    assert rows(seeds, f'SELECT name FROM ecommerce."Category" {wish}') == [  # noqa: S608
        ("Boys / Shoes",),
        ("Girls / Shoes",),
    ]
    assert rows(seeds, f'SELECT name FROM baby_petite."Category" {wish}') == [  # noqa: S608
        ("Shoes",),
        ("Shoes",),
    ]


def test_a_person_without_an_address_or_split_name_still_has_both_where_they_must(
    seeds: psycopg.Connection,
) -> None:
    mia = "018bcfe5-6800-7000-8000-00000000000a"

    found = rows(
        seeds,
        "SELECT first_name, last_name, email FROM microservices.users WHERE phone_number IS NULL"
        " AND first_name = 'Mia'",
    )

    assert found == [("Mia", "van Dam", f"{mia}@no-email.invalid")]
    assert rows(seeds, "SELECT email FROM bakery.\"USERS\" WHERE name = 'Mia van Dam'") == [(None,)]


def test_stock_below_nothing_is_nothing(seeds: psycopg.Connection) -> None:
    found = rows(
        seeds,
        "SELECT quantity, reserved, available, stock_status FROM baby_petite.inventory_status"
        " WHERE sku = 'B1-R'",
    )

    assert found == [(0, 0, 0, "OUT_OF_STOCK")]


def test_options_weight_and_size_in_the_units_of_each_seed(seeds: psycopg.Connection) -> None:
    assert rows(
        seeds, "SELECT size, color, weight FROM baby_petite.variants WHERE sku = 'B1-R'"
    ) == [("6-9M", "red", 750.0)]
    assert rows(seeds, "SELECT weight, dimensions FROM ecommerce.product WHERE sku = 'B1'") == [
        (750, "30 x 20 x 10 cm")
    ]
    assert rows(seeds, "SELECT weight FROM microservices.products WHERE sku = 'B1'") == [
        (Decimal("0.75"),)
    ]


def test_a_coupon_of_an_eighth_that_ends_with_may(seeds: psycopg.Connection) -> None:
    assert rows(
        seeds, 'SELECT percent_off, amount_off, valid_from, valid_to FROM bakery."COUPONS"'
    ) == [(12.5, None, date(2026, 5, 1), date(2026, 5, 31))]
    assert rows(
        seeds, 'SELECT discount_type, discount_value_cents, expires_at FROM ecommerce."Coupon"'
    ) == [("percent", 1250, datetime(2026, 6, 1, tzinfo=UTC))]


def test_a_cart_is_one_document_of_the_documented_structure(seeds: psycopg.Connection) -> None:
    ((key, document),) = rows(seeds, "SELECT _id, document FROM microservices.cart_documents")

    assert key == "018bcfe56800700080000000"
    assert document == {
        "_id": "018bcfe56800700080000000",
        "user_id": "018bcfe5-6800-7000-8000-00000000000a",
        "items": [
            {
                "product_id": "018bcfe5-6800-7000-8000-0000000000b1",
                "product_name": "Boot",
                "product_slug": "boot",
                "quantity": 2,
                "unit_price": 19.99,
                "total_price": 39.98,
                "image_url": None,
                "added_at": "2026-11-20T09:30:00.250Z",
            }
        ],
        "subtotal": 39.98,
        "tax_amount": 5.83,
        "total_amount": 34.98,
        "applied_coupons": [{"coupon_code": "MAY", "discount_amount": 5.00}],
        "created_at": "2026-11-20T09:30:00.250Z",
        "updated_at": "2026-11-20T09:31:00.000Z",
        "expires_at": None,
    }


def test_the_columns_of_the_cart_are_the_fields_of_its_document(
    seeds: psycopg.Connection,
) -> None:
    assert rows(
        seeds,
        "SELECT c.items = d.document -> 'items',"
        " c.applied_coupons = d.document -> 'applied_coupons'"
        " FROM microservices.carts c JOIN microservices.cart_documents d USING (_id)",
    ) == [(True, True)]
