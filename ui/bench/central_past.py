"""A central with a past of any length: three years of orders, as fast as SQL makes them.

Nothing is sold here: rows are written past the triggers, by `generate_series`. What they look like,
how they lie in partitions and how often a customer comes back is as in a shop.
"""

import hashlib
from pathlib import Path
from typing import LiteralString

import psycopg

from sync.central.schema import SQL_FILES, init_central, read_sql
from sync.embedded import EmbeddedCentral
from ui.bench.servers import Servers

RECIPE = 2
"""Count up when the past is made in another way: kept ones are then made anew."""

DIGEST_LETTERS = 8

_PREPARE: tuple[LiteralString, ...] = (
    "SET session_replication_role = replica",
    # Of a hundred orders one has a key that tells no time, as some web shops make them.
    """
    CREATE FUNCTION pg_temp.moment(n bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
      SELECT now()
        - interval '1095 days' * (1 - n::float8 / current_setting('bench.orders')::bigint)
    $$
    """,
    """
    CREATE FUNCTION pg_temp.key(at timestamptz, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
      SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
              || lpad(to_hex(n & 4095), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid
    $$
    """,
    """
    CREATE FUNCTION pg_temp.order_key(n bigint) RETURNS uuid LANGUAGE sql STABLE AS $$
      SELECT CASE n % 100 WHEN 0 THEN md5('order ' || n)::uuid
        ELSE pg_temp.key(pg_temp.moment(n), n) END
    $$
    """,
    """
    SELECT sync.make_partition(
      'public', 'orders', 'id', 'orders_' || extract(year FROM y), sync.first_id_of(y),
      sync.first_id_of(y + interval '1 year'), false)
    FROM generate_series(date_trunc('year', now() - interval '1095 days'), now(), '1 year') y
    WHERE to_regclass('public.orders_' || extract(year FROM y)) IS NULL
    """,
)

_FILL: tuple[LiteralString, ...] = (
    """
    INSERT INTO users (id, name, email)
    SELECT md5('user ' || n)::uuid, 'Customer ' || n, 'customer' || n || '@example.com'
    FROM generate_series(0, %(customers)s - 1) n
    """,
    """
    INSERT INTO products (id, category_id, name, slug, style_code, base_price_cents)
    SELECT md5('product ' || n)::uuid, c.id, 'Article ' || n, 'article-' || n, 'A' || n, 990
    FROM generate_series(0, %(articles)s - 1) n
    CROSS JOIN (SELECT id FROM categories LIMIT 1) c
    """,
    """
    INSERT INTO variants (id, product_id, sku, price_cents, is_default)
    SELECT md5('variant ' || n)::uuid, md5('product ' || n)::uuid, 'A' || n, 990, true
    FROM generate_series(0, %(articles)s - 1) n
    """,
    """
    INSERT INTO barcodes (id, variant_id, code, is_primary)
    SELECT md5('code ' || n)::uuid, md5('variant ' || n)::uuid, (4000000000000 + n)::text, true
    FROM generate_series(0, %(articles)s - 1) n
    """,
    """
    INSERT INTO inventory_levels (id, variant_id, location_id, on_hand)
    SELECT md5('level ' || n)::uuid, md5('variant ' || n)::uuid, l.id, n %% 50
    FROM generate_series(0, %(articles)s - 1) n CROSS JOIN (SELECT id FROM locations LIMIT 1) l
    """,
    """
    INSERT INTO reviews (id, product_id, user_id, rating, is_approved)
    SELECT md5('review ' || n)::uuid, md5('product ' || n %% %(articles)s)::uuid,
      md5('user ' || n %% %(customers)s)::uuid, 1 + n %% 5, true
    FROM generate_series(0, %(orders)s / 10) n
    """,
    """
    INSERT INTO orders (id, number, channel, store_id, user_id, status, payment_status,
      subtotal_cents, total_cents, paid_cents, placed_at, created_at, updated_at)
    SELECT pg_temp.order_key(n), 'B-' || n,
      CASE WHEN n %% 5 = 0 THEN 'online' ELSE 'register' END, s.id,
      CASE WHEN n %% 2 = 0 THEN md5('user ' || n * 7919 %% %(customers)s)::uuid END,
      CASE WHEN n %% 5 = 0 AND n > %(orders)s * 0.999 THEN 'pending' ELSE 'completed' END, 'paid',
      990 * (1 + n %% 3), 990 * (1 + n %% 3), 990 * (1 + n %% 3),
      pg_temp.moment(n), pg_temp.moment(n), pg_temp.moment(n)
    FROM generate_series(1, %(orders)s::bigint) n CROSS JOIN (SELECT id FROM stores LIMIT 1) s
    """,
    "INSERT INTO order_numbers (order_id, number, int_id) SELECT id, number, int_id FROM orders",
    """
    INSERT INTO order_lines (id, order_id, line_no, variant_id, product_name, sku, quantity,
      list_price_cents, unit_price_cents, gross_cents, total_cents, created_at)
    SELECT pg_temp.key(pg_temp.moment(n), n * 3 + line), pg_temp.order_key(n), line + 1,
      md5('variant ' || (n * 31 + line * 17) %% %(articles)s)::uuid, 'Article', 'A', 1,
      990, 990, 990, 990, pg_temp.moment(n)
    FROM generate_series(1, %(orders)s::bigint) n CROSS JOIN generate_series(0, n %% 3) line
    """,
    """
    INSERT INTO payments (id, number, order_id, method_id, amount_cents, status, created_at)
    SELECT pg_temp.key(pg_temp.moment(n), n), 'P-' || n, pg_temp.order_key(n), m.id,
      990 * (1 + n %% 3), 'captured', pg_temp.moment(n)
    FROM generate_series(1, %(orders)s::bigint) n
    CROSS JOIN (SELECT id FROM payment_methods LIMIT 1) m
    """,
    """
    INSERT INTO sync.feed (feed_id, table_name, row_id, pos)
    SELECT store_id, 'orders', id, h.pos + row_number() OVER (ORDER BY created_at)
    FROM orders CROSS JOIN sync.head h
    """,
    "UPDATE sync.head SET pos = (SELECT max(pos) FROM sync.feed)",
)

ARTICLES_MIN = 400


def write_central_past(url: str, *, orders: int) -> None:
    """Fill a central that `central init` made.

    Args:
        url: A libpq URL of its superuser.
    """
    sizes = {
        "orders": orders,
        "customers": orders // 20,
        "articles": max(orders // 50, ARTICLES_MIN),
    }
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config('bench.orders', %s, false)", (str(orders),))
        for statement in _PREPARE:
            connection.execute(statement)
        for statement in _FILL:
            connection.execute(statement, sizes)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def find_central(servers: Servers, cache: Path, *, orders: int) -> str:
    """Return the URL of a central with so many orders, made when there is none yet. Only look."""
    folder = cache / f"central-{orders}-{RECIPE}-{_schema()}"
    if not folder.exists():
        draft = EmbeddedCentral(data=folder.with_suffix(".making"))
        try:
            url = draft.start()
            init_central(url)
            write_central_past(url, orders=orders)
        finally:
            draft.stop()
        draft.data.rename(folder)
    return servers.central(folder)


def _schema() -> str:
    """Return a short name for what the functions, views and indexes of a central are like."""
    texts = "".join(read_sql(name) for name in SQL_FILES)
    return hashlib.sha256(texts.encode()).hexdigest()[:DIGEST_LETTERS]
