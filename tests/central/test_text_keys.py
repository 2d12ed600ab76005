"""A web shop of seed s4 finds its rows under the text keys that it made itself."""

import string
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import sql

from tests.postgres import PostgresServer
from tests.sync.branch import Branch

CUID = "ckv0x3k2b0000qzrmn831i7rn"
DIGITS = string.digits + string.ascii_lowercase

cuids = st.text(alphabet=DIGITS, min_size=24, max_size=24).map(lambda digits: "c" + digits)
uuids = st.uuids(allow_nil=True)


@pytest.fixture(scope="module")
def keys(central_server: PostgresServer, new_central: str) -> Iterator[psycopg.Connection]:
    """A connection to a central with a crowd of customers, goods and orders."""
    url = central_server.new_database(template=new_central)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO users (id, name)"
            " SELECT gen_random_uuid(), 'N' FROM generate_series(1, 500)"
        )
        connection.execute(
            "WITH c AS (INSERT INTO categories (id, name, slug)"
            " VALUES (gen_random_uuid(), 'Goods', 'goods') RETURNING id),"
            " p AS (INSERT INTO products (id, category_id, name, slug, style_code,"
            " base_price_cents) SELECT gen_random_uuid(), c.id, 'A', 'a' || n, 'A' || n, 100"
            " FROM c, generate_series(1, 500) AS n RETURNING id, style_code)"
            " INSERT INTO variants (id, product_id, sku, price_cents)"
            " SELECT gen_random_uuid(), id, style_code, 100 FROM p"
        )
        connection.execute(
            "INSERT INTO orders (id, number, store_id, channel)"
            " SELECT sync.new_id(), 'W' || n, s.id, 'online'"
            " FROM stores s, generate_series(1, 300) AS n"
        )
        connection.execute("ANALYZE")
        yield connection
    central_server.drop_database(url)


def key_of(keys: psycopg.Connection, text: str) -> UUID:
    row = keys.execute("SELECT compat.text_key(%s)", (text,)).fetchone()
    assert row
    return UUID(str(row[0]))


def text_of(keys: psycopg.Connection, key: UUID) -> str:
    row = keys.execute("SELECT compat.key_text(%s)", (key,)).fetchone()
    assert row
    return str(row[0])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (CUID, "e9c9d26a-fc44-d5db-a7d7-8d2778f8c4d3"),
        ("c" + "0" * 24, "e0000000-0000-0000-0000-000000000000"),
        ("c" + "0" * 23 + "z", "e0000000-0000-0000-0000-000000000023"),
        ("c" + "z" * 24, "f0e425c5-6daf-fabc-35c0-ffffffffffff"),
        ("0193b1c7-6f3e-7a11-8c55-2f0e3a9d4b10", "0193b1c7-6f3e-7a11-8c55-2f0e3a9d4b10"),
        ("f0e425c5-6daf-fabc-35c1-000000000000", "f0e425c5-6daf-fabc-35c1-000000000000"),
    ],
)
def test_a_key_is_kept_as_this_uuid_and_shown_as_this_text(
    keys: psycopg.Connection, text: str, key: str
) -> None:
    assert key_of(keys, text) == UUID(key)
    assert text_of(keys, UUID(key)) == text


@settings(max_examples=150, deadline=None)
@given(text=cuids)
def test_every_cuid_comes_back_as_it_was(keys: psycopg.Connection, text: str) -> None:
    assert text_of(keys, key_of(keys, text)) == text


@settings(max_examples=150, deadline=None)
@given(key=uuids)
def test_every_uuid_is_found_by_the_text_it_is_shown_as(
    keys: psycopg.Connection, key: UUID
) -> None:
    assert key_of(keys, text_of(keys, key)) == key


@settings(max_examples=150, deadline=None)
@given(one=cuids, other=cuids)
def test_keys_sort_like_the_cuids_they_hold(keys: psycopg.Connection, one: str, other: str) -> None:
    assert (key_of(keys, one) < key_of(keys, other)) == (one < other)


def test_no_key_has_no_text(keys: psycopg.Connection) -> None:
    row = keys.execute("SELECT compat.key_text(NULL), compat.text_key(NULL)").fetchone()

    assert row == (None, None)


@pytest.mark.parametrize(
    "text", ["", "nix", CUID.upper(), CUID + "a", CUID[:-1], "c" + "-" * 24, "{" + "0" * 36 + "}"]
)
def test_any_other_text_is_refused_with_what_is_accepted(
    keys: psycopg.Connection, text: str
) -> None:
    with pytest.raises(psycopg.errors.InvalidTextRepresentation) as refusal:
        key_of(keys, text)

    assert "is not a key of this shop" in str(refusal.value)
    assert "a CUID: the letter c and 24 of 0-9 and a-z" in str(refusal.value.diag.message_hint)


def plan(keys: psycopg.Connection, seed: str, view: str, column: str, index: str) -> str:
    """Return the plan of a look-up, which must go through the index or a part of it."""
    keys.execute("SET enable_seqscan = off")
    question = sql.SQL("EXPLAIN (COSTS off) SELECT * FROM {} WHERE {} = {}").format(
        sql.Identifier(seed, view), sql.Identifier(column), sql.Literal(CUID)
    )
    lines = "\n".join(line for (line,) in keys.execute(question))
    # Of a split table each partition has a part of the index, with a name of its own.
    parts = keys.execute(
        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", (index,)
    ).fetchall()
    assert any(name in lines for name in (index, *(part for (part,) in parts)))
    return lines


LOOK_UPS = (
    ("User", "id", "users_id_key_text"),
    ("users", "id", "users_id_key_text"),
    ("Address", "userId", "addresses_user_id_key_text"),
    ("Product", "id", "products_id_key_text"),
    ("Product", "categoryId", "products_category_id_key_text"),
    ("Variant", "productId", "variants_product_id_key_text"),
    ("Inventory", "variantId", "variants_id_key_text"),
    ("Cart", "userId", "carts_user_id_key_text"),
    ("CartItem", "cartId", "cart_lines_cart_id_key_text"),
    ("Order", "id", "orders_id_key_text"),
    ("Order", "userId", "orders_user_id_key_text"),
    ("orders", "user_id", "orders_user_id_key_text"),
    ("OrderItem", "orderId", "order_lines_order_id_key_text"),
    ("Payment", "orderId", "orders_id_key_text"),
    ("Shipping", "orderId", "shipments_order_id_key_text"),
    ("Registry", "userId", "registries_user_id_key_text"),
    ("Review", "productId", "reviews_product_id_key_text"),
    ("Wishlist", "userId", "wishlists_user_id_key_text"),
    ("Notification", "userId", "notifications_user_id_key_text"),
    ("order_summary", "id", "orders_id_key_text"),
    ("product_summary", "id", "products_id_key_text"),
)


@pytest.mark.parametrize(("view", "column", "index"), LOOK_UPS)
def test_a_row_is_found_by_its_text_key_through_an_index(
    keys: psycopg.Connection, view: str, column: str, index: str
) -> None:
    lines = plan(keys, "baby_petite", view, column, index)

    assert "compat.cuid_of" in lines, "the function is put in place, not called for each row"


@pytest.mark.parametrize(
    ("seed", "view", "column", "index"),
    [
        ("baby_petite", "User", "email", "users_email_shown"),
        ("baby_petite", "Product", "slug", "uq_products_slug"),
        ("microservices", "users", "email", "users_email_s2"),
        ("microservices", "users", "phone_number", "users_phone_s2"),
        ("microservices", "products", "slug", "products_slug_s2"),
        ("microservices", "products", "sku", "products_style_code_s2"),
        ("microservices", "orders", "order_number", "orders_number_s2"),
        ("ecommerce", "User", "email", "uq_users_email"),
        ("bakery", "PRODUCTS", "slug", "uq_products_slug"),
        ("bakery", "PRODUCT_VARIANTS", "sku", "uq_variants_sku"),
    ],
)
def test_what_a_customer_types_or_clicks_is_found_through_an_index(
    keys: psycopg.Connection, seed: str, view: str, column: str, index: str
) -> None:
    assert "Index" in plan(keys, seed, view, column, index)


def test_a_shop_finds_the_customer_it_named_itself(central: Branch) -> None:
    central.do(
        "INSERT INTO users (id, name) VALUES (compat.text_key(%s), 'Mia')",
        CUID,
    )

    found = central.rows('SELECT id, name FROM baby_petite."User" WHERE id = %s', CUID)

    assert found == [(CUID, "Mia")]
