"""A central of the first schema, with years of data in it, becomes today's and loses nothing."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from models.migrations.runner import CENTRAL_MIGRATIONS, central_version, upgrade_central
from pos.runtime.clock import SystemClock
from sync.central.check import check_central
from sync.central.schema import init_central
from tests.postgres import PostgresServer
from tests.sync.branch import Branch
from tests.sync.test_partitions import NO_TIME, key_at, new_year, partition_of

WEB_ORDER = NO_TIME
OLD_SALE = key_at(new_year(2024))
NEW_SALE = key_at(datetime(2025, 6, 1, tzinfo=UTC))
VIEW = key_at(datetime(2026, 3, 31, 23, 59, tzinfo=UTC))

# The shop has a store, an article, three orders with two lines and a payment, and three events.
FILLED = """
INSERT INTO addresses (id, line1, city, postal_code, country)
  VALUES (gen_random_uuid(), 'High Street', 'Ulm', '89073', 'DE');
INSERT INTO stores (id, code, name, address_id)
  SELECT gen_random_uuid(), 'S7', 'Old shop', id FROM addresses;
INSERT INTO categories (id, name, slug) VALUES (gen_random_uuid(), 'All', 'all');
INSERT INTO products (id, category_id, name, slug, style_code, base_price_cents)
  SELECT gen_random_uuid(), id, 'Cake', 'cake', 'CAKE', 300 FROM categories;
INSERT INTO variants (id, product_id, sku, price_cents)
  SELECT gen_random_uuid(), id, 'CAKE', 300 FROM products;
INSERT INTO orders (id, number, store_id, int_id) OVERRIDING SYSTEM VALUE
  SELECT o.id, o.number, s.id, o.int_id
  FROM stores s CROSS JOIN (VALUES
    ('{old}'::uuid, 'S7-1', 1), ('{web}'::uuid, 'W-1', 7), ('{new}'::uuid, 'S7-2', 12)
  ) AS o (id, number, int_id);
ALTER TABLE orders ALTER COLUMN int_id RESTART WITH 13;
INSERT INTO order_lines (id, order_id, line_no, variant_id, product_name, sku, quantity,
    list_price_cents, unit_price_cents, gross_cents, total_cents)
  SELECT gen_random_uuid(), o.id, 1, v.id, 'Cake', 'CAKE', 1, 300, 300, 300, 300
  FROM orders o CROSS JOIN variants v WHERE o.number <> 'S7-2';
INSERT INTO payment_methods (id, name, code, kind)
  VALUES (gen_random_uuid(), 'Old cash', 'old', 'cash');
INSERT INTO payments (id, number, order_id, method_id, amount_cents)
  SELECT gen_random_uuid(), 'P-1', '{old}', id, 300 FROM payment_methods;
INSERT INTO behavior_events (id, created_at, event_type) VALUES
  ('{view}', '2026-03-31 23:59Z', 'view'), ('{view}', '2026-04-01 00:01Z', 'view again'),
  ('{web}', '2026-05-01 00:01Z', 'click');
"""


@pytest.fixture
def old_central(empty_central_url: str, tmp_path: Path) -> Branch:
    """A central as the first version made it, with data."""
    first = tmp_path / "first"
    shutil.copytree(
        CENTRAL_MIGRATIONS,
        first,
        ignore=shutil.ignore_patterns("__pycache__", "000[2-9]*", "00[1-9]*"),
    )
    upgrade_central(empty_central_url, migrations=first)
    filled = FILLED.format(old=OLD_SALE, web=WEB_ORDER, new=NEW_SALE, view=VIEW)
    with psycopg.connect(empty_central_url) as connection:
        connection.execute(filled.encode())
    return Branch(url=empty_central_url)


def test_an_old_central_keeps_every_row_through_the_upgrade(old_central: Branch) -> None:
    orders = "SELECT id, number, int_id, store_id, created_at, updated_at FROM orders ORDER BY id"
    lines = "SELECT id, order_id, line_no, sku, quantity, total_cents FROM order_lines ORDER BY id"
    before = [old_central.rows(each) for each in (orders, lines)]

    made = init_central(old_central.url)

    assert (made.upgrade.before, made.upgrade.after) == (1, central_version())
    assert [old_central.rows(each) for each in (orders, lines)] == before
    assert old_central.rows("SELECT event_type FROM behavior_events ORDER BY created_at") == [
        ("view",),
        ("view again",),
        ("click",),
    ]
    assert old_central.count("payments", number="P-1") == 1
    assert check_central(old_central.url, now=SystemClock().now()).findings == ()


def test_old_rows_lie_in_the_year_and_month_of_their_key(old_central: Branch) -> None:
    init_central(old_central.url)

    assert [partition_of(old_central, key) for key in (OLD_SALE, NEW_SALE, WEB_ORDER)] == [
        "orders_2024",
        "orders_2025",
        "orders_default",
    ]
    months = "SELECT tableoid::regclass::text FROM behavior_events WHERE id = %s"
    assert old_central.ask(months, VIEW) == "behavior_events_2026_03"
    assert old_central.ask(months, WEB_ORDER) == "behavior_events_default"


def test_what_was_promised_of_old_orders_is_promised_still(old_central: Branch) -> None:
    init_central(old_central.url)
    again = "INSERT INTO orders (id, number, store_id) SELECT %s, %s, store_id FROM orders LIMIT 1"

    with pytest.raises(psycopg.errors.UniqueViolation):
        old_central.do(again, key_at(new_year(2026)), "S7-1")
    with pytest.raises(psycopg.errors.IntegrityError):
        old_central.do("DELETE FROM orders WHERE id = %s", OLD_SALE)
    old_central.do("DELETE FROM orders WHERE id = %s", WEB_ORDER)
    old_central.do(again, key_at(new_year(2026)), "W-2")

    assert old_central.count("order_lines") == 1
    assert old_central.ask("SELECT int_id FROM orders WHERE number = 'W-2'") > 12


def test_a_view_that_the_shop_made_itself_is_not_dropped_unasked(old_central: Branch) -> None:
    old_central.do("CREATE VIEW turnover AS SELECT sum(total_cents) FROM orders")

    with pytest.raises(Exception, match="would drop turnover"):
        init_central(old_central.url)
    assert old_central.rows("SELECT count(*) FROM orders, turnover") == [(3,)]

    old_central.do("DROP VIEW turnover")
    assert init_central(old_central.url).upgrade.before == 1


def test_the_seeds_views_go_with_the_old_table_and_come_back(old_central: Branch) -> None:
    old_central.do("CREATE SCHEMA bakery")
    old_central.do('CREATE VIEW bakery."ORDERS" AS SELECT * FROM orders')

    init_central(old_central.url)

    shown = 'SELECT "order_no" FROM bakery."ORDERS" ORDER BY "order_no"'
    assert old_central.rows(shown) == [("S7-1",), ("S7-2",), ("W-1",)]


def test_rights_that_a_shop_gave_are_kept_and_shown_rows_stay_hidden(old_central: Branch) -> None:
    old_central.do("GRANT SELECT, UPDATE ON orders TO pg_monitor")
    old_central.do("ALTER TABLE orders ENABLE ROW LEVEL SECURITY")

    upgrade_central(old_central.url)

    may = "SELECT has_table_privilege('pg_monitor', 'orders', %s)"
    assert [old_central.ask(may, each) for each in ("SELECT", "UPDATE", "DELETE")] == [
        True,
        True,
        False,
    ]
    assert old_central.ask("SELECT relrowsecurity FROM pg_class WHERE relname = 'orders'")


def test_two_centrals_that_are_set_up_apart_are_the_same(
    central_server: PostgresServer, empty_central_url: str
) -> None:
    other = central_server.new_database()

    init_central(empty_central_url)
    init_central(other)
    first = central_server.dump_schema(empty_central_url)
    init_central(empty_central_url)

    assert "CREATE TABLE public.orders" in first
    assert central_server.dump_schema(other) == first
    again = central_server.dump_schema(empty_central_url)
    assert sorted(again.splitlines()) == sorted(first.splitlines())  # grants come in another order
    central_server.drop_database(other)
