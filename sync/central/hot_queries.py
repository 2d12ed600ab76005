"""The questions that central is asked most often, each with an example that it can answer.

They are written as their askers write them: the exchange, headquarters, and web shops that know the
tables under the names of their seed. `plans.py` looks at how PostgreSQL answers them.
"""

from dataclasses import dataclass
from typing import LiteralString


@dataclass(frozen=True, slots=True, kw_only=True)
class HotQuery:
    """A question.

    Attributes:
        name: What is asked for.
        query: The question; its placeholders are named.
        example: A query whose row has a value for each placeholder; no row while there is no data.
    """

    name: str
    query: LiteralString
    example: LiteralString


_AN_ORDER: LiteralString = "SELECT id AS key, number FROM orders LIMIT 1"
_A_CUSTOMER: LiteralString = (
    "SELECT u.id AS key, u.int_id AS whole FROM orders o JOIN users u ON u.id = o.user_id"
    " ORDER BY o.created_at DESC LIMIT 1"
)
_A_DAY: LiteralString = (
    "SELECT store_id AS store, placed_at AS moment FROM orders ORDER BY created_at DESC LIMIT 1"
)
_AN_ARTICLE: LiteralString = """
    SELECT v.id AS variant, v.sku, p.slug, b.code
    FROM barcodes b JOIN variants v ON v.id = b.variant_id JOIN products p ON p.id = v.product_id
    LIMIT 1"""

HOT_QUERIES = (
    HotQuery(
        name="order by number",
        query="SELECT * FROM orders WHERE number = %(number)s",
        example=_AN_ORDER,
    ),
    HotQuery(
        name="orders of a store and day",
        query="""SELECT id, number, status, total_cents FROM orders
                 WHERE store_id = %(store)s
                   AND placed_at >= date_trunc('day', %(moment)s::timestamptz)
                   AND placed_at < date_trunc('day', %(moment)s::timestamptz) + interval '1 day'
                 ORDER BY placed_at""",
        example=_A_DAY,
    ),
    HotQuery(
        name="orders of a customer, newest first",
        query="SELECT * FROM orders WHERE user_id = %(key)s ORDER BY created_at DESC LIMIT 20",
        example=_A_CUSTOMER,
    ),
    HotQuery(
        name="lines of an order",
        query="SELECT * FROM order_lines WHERE order_id = %(key)s ORDER BY line_no",
        example=_AN_ORDER,
    ),
    HotQuery(
        name="payments of an order",
        query="SELECT * FROM payments WHERE order_id = %(key)s",
        example=_AN_ORDER,
    ),
    HotQuery(
        name="page of a store's feed",
        query="""(SELECT * FROM sync.feed WHERE feed_id = sync.every_store() AND pos > %(pos)s
                  ORDER BY pos LIMIT 250)
                 UNION ALL
                 (SELECT * FROM sync.feed WHERE feed_id = %(store)s AND pos > %(pos)s
                  ORDER BY pos LIMIT 250)
                 ORDER BY pos LIMIT 250""",
        example="SELECT s.id AS store, h.pos / 2 AS pos FROM stores s, sync.head h LIMIT 1",
    ),
    HotQuery(
        name="stock of a variant",
        query="SELECT * FROM inventory_levels WHERE variant_id = %(variant)s",
        example=_AN_ARTICLE,
    ),
    HotQuery(
        name="article by barcode",
        query="""SELECT v.*, p.name FROM barcodes b JOIN variants v ON v.id = b.variant_id
                 JOIN products p ON p.id = v.product_id WHERE b.code = %(code)s""",
        example=_AN_ARTICLE,
    ),
    HotQuery(
        name="product by slug, with its variants",
        query="""SELECT p.*, v.sku, v.price_cents FROM products p
                 JOIN variants v ON v.product_id = p.id WHERE p.slug = %(slug)s""",
        example=_AN_ARTICLE,
    ),
    HotQuery(
        name="web orders that wait",
        query="""SELECT id, number, placed_at FROM orders
                 WHERE channel = 'online' AND status IN ('pending', 'confirmed', 'processing')
                 ORDER BY placed_at LIMIT 50""",
        example="SELECT 1",
    ),
    HotQuery(
        name="best sellers of a store's week",
        query="""SELECT l.variant_id, sum(l.quantity) AS units
                 FROM orders o JOIN order_lines l ON l.order_id = o.id
                 WHERE o.store_id = %(store)s AND o.placed_at > %(moment)s - interval '7 days'
                   AND o.status <> 'cancelled'
                 GROUP BY l.variant_id ORDER BY units DESC LIMIT 20""",
        example=_A_DAY,
    ),
    HotQuery(
        name="s1: order by its whole number",
        query='SELECT * FROM ecommerce."Order" WHERE "id" = %(key)s',
        example="SELECT int_id AS key FROM orders LIMIT 1",
    ),
    HotQuery(
        name="s1: orders of a customer",
        query='SELECT * FROM ecommerce."Order" WHERE "user_id" = %(whole)s',
        example=_A_CUSTOMER,
    ),
    HotQuery(
        name="s1: product by its whole number",
        query='SELECT * FROM ecommerce."Product" WHERE "id" = %(key)s',
        example="SELECT int_id AS key FROM products LIMIT 1",
    ),
    HotQuery(
        name="s2: orders of a customer",
        query="SELECT * FROM microservices.orders WHERE user_id = %(key)s",
        example=_A_CUSTOMER,
    ),
    HotQuery(
        name="s2: order by key",
        query="SELECT * FROM microservices.orders WHERE id = %(key)s",
        example=_AN_ORDER,
    ),
    HotQuery(
        name="s3: order by its number",
        query='SELECT * FROM bakery."ORDERS" WHERE "order_no" = %(number)s',
        example=_AN_ORDER,
    ),
    HotQuery(
        name="s4: order by text key",
        query='SELECT * FROM baby_petite."Order" WHERE "id" = compat.key_text(%(key)s)',
        example=_AN_ORDER,
    ),
    HotQuery(
        name="s4: orders of a customer, newest first",
        query="""SELECT * FROM baby_petite."Order" WHERE "userId" = compat.key_text(%(key)s)
                 ORDER BY "createdAt" DESC LIMIT 20""",
        example=_A_CUSTOMER,
    ),
    HotQuery(
        name="s4: summary of an order",
        query="SELECT * FROM baby_petite.order_summary WHERE id = compat.key_text(%(key)s)",
        example=_AN_ORDER,
    ),
    HotQuery(
        name="s4: newest summaries",
        query="SELECT * FROM baby_petite.order_summary ORDER BY created_at DESC LIMIT 50",
        example="SELECT 1",
    ),
)
