"""Each table of the five seeds is shown as its document describes it, whatever lies in the shop."""

from collections.abc import Sequence
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import sql

from models.metadata import central_metadata
from tests.central.seed_contract import View, read_views

VIEWS = read_views()

each_view = pytest.mark.parametrize("view", VIEWS, ids=str)
"""Names of the tests read as: the seed, and its table."""


def table(view: View, name: str | None = None) -> sql.Identifier:
    return sql.Identifier(view.seed, name or view.name)


def ask(shop: psycopg.Connection, question: LiteralString, **parts: sql.Composable) -> Any:
    """Return the first column of the first row."""
    row = shop.execute(sql.SQL(question).format(**parts)).fetchone()
    assert row is not None
    return row[0]


def shape(shop: psycopg.Connection, view: View) -> Sequence[tuple[str, str]]:
    return shop.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = format('%%I.%%I', %s::text, %s::text)::regclass AND attnum > 0"
        " ORDER BY attnum",
        (view.seed, view.name),
    ).fetchall()


def test_the_shop_that_is_looked_at_has_every_table_filled_and_every_word_in_it(
    full_shop: psycopg.Connection, subtests: pytest.Subtests
) -> None:
    tables = [each for each in central_metadata().sorted_tables if each.schema is None]

    for filled in tables:
        name = sql.Identifier(filled.name)
        with subtests.test(str(filled.name)):
            assert ask(full_shop, "SELECT count(*) FROM {name}", name=name) > 0
        for column in filled.columns:
            if words := column.info.get("words"):
                with subtests.test(f"{filled.name}.{column.name}"):
                    there = full_shop.execute(
                        sql.SQL("SELECT DISTINCT {} FROM {}").format(
                            sql.Identifier(column.name), name
                        )
                    ).fetchall()
                    assert {word for (word,) in there if word is not None} == set(words)


@each_view
def test_columns_are_those_of_the_document_in_its_order_and_types(
    full_shop: psycopg.Connection, view: View
) -> None:
    assert shape(full_shop, view) == [(column.name, column.type) for column in view.columns]


@each_view
def test_rows_are_shown_and_each_rule_of_the_document_holds(
    full_shop: psycopg.Connection, view: View, subtests: pytest.Subtests
) -> None:
    assert ask(full_shop, "SELECT count(*) FROM {view}", view=table(view)) > 0

    for column in view.columns:
        name = sql.Identifier(column.name)
        if {"key", "not null"} & set(column.rules):
            with subtests.test(f"{column.name} is always there"):
                assert not _count(full_shop, view, sql.SQL("{} IS NULL").format(name))
        if {"key", "unique"} & set(column.rules):
            with subtests.test(f"{column.name} is there once"):
                assert not _doubles(full_shop, view, [column.name])
        if condition := column.rule("check "):
            with subtests.test(condition):
                holds = sql.SQL("NOT ({})").format(sql.SQL(condition))  # type: ignore[arg-type]
                assert not _count(full_shop, view, holds)
        if words := column.rule("in "):
            with subtests.test(f"{column.name} is one of {words}"):
                assert _words(full_shop, view, column.name) <= set(words.split())
        if target := column.rule("-> "):
            with subtests.test(f"{column.name} leads to {target}"):
                assert not _lost(full_shop, view, column.name, target)
    for names in view.unique_together:
        with subtests.test(f"{' and '.join(names)} are there once"):
            assert not _doubles(full_shop, view, names)


def _count(shop: psycopg.Connection, view: View, where: sql.Composable) -> int:
    return int(
        ask(shop, "SELECT count(*) FROM {view} WHERE {where}", view=table(view), where=where)
    )


def _doubles(shop: psycopg.Connection, view: View, columns: Sequence[str]) -> list[Any]:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    some_null = sql.SQL(" OR ").join(
        sql.SQL("{} IS NULL").format(sql.Identifier(column)) for column in columns
    )
    return shop.execute(
        sql.SQL(
            "SELECT {names} FROM {view} WHERE NOT ({some_null})"
            " GROUP BY {names} HAVING count(*) > 1"
        ).format(names=names, view=table(view), some_null=some_null)
    ).fetchall()


def _words(shop: psycopg.Connection, view: View, column: str) -> set[str]:
    rows = shop.execute(
        sql.SQL("SELECT DISTINCT {name}::text FROM {view} WHERE {name} IS NOT NULL").format(
            name=sql.Identifier(column), view=table(view)
        )
    )
    return {row[0] for row in rows}


def _lost(shop: psycopg.Connection, view: View, column: str, target: str) -> list[Any]:
    other, _, other_column = target.partition(".")
    return shop.execute(
        sql.SQL(
            "SELECT c.{name}::text FROM {view} c WHERE c.{name} IS NOT NULL AND NOT EXISTS"
            " (SELECT FROM {other} p WHERE p.{key}::text = c.{name}::text)"
        ).format(
            name=sql.Identifier(column),
            view=table(view),
            other=table(view, other),
            key=sql.Identifier(other_column),
        )
    ).fetchall()


SUMS = (
    (
        "ecommerce",
        "Order",
        "subtotal_cents + tax_cents + shipping_cost_cents - discount_cents = total_cents",
    ),
    (
        "microservices",
        "orders",
        "subtotal + tax_amount + shipping_amount - discount_amount = total_amount",
    ),
    (
        "baby_petite",
        "Order",
        '"subtotal" + "taxAmount" + "shippingAmount" - "discountAmount" = "total"',
    ),
    ("bakery", "ORDERS", "subtotal + shipping - discount = total"),
    ("bakery", "CARTS", "subtotal - discount = total"),
    ("ecommerce", "OrderItem", "quantity * unit_price_cents = total_price_cents"),
    ("microservices", "order_items", "quantity * unit_price = total_price"),
    ("bakery", "ORDER_ITEMS", "quantity * unit_price = line_total"),
    ("bakery", "CART_ITEMS", "quantity * unit_price = line_total"),
    ("baby_petite", "OrderItem", "quantity * price = total"),
    ("baby_petite", "Inventory", "quantity - reserved = available OR quantity = 2147483647"),
    ("baby_petite", "inventory_status", "quantity - reserved = available OR quantity = 2147483647"),
)


@pytest.mark.parametrize(("seed", "name", "rule"), SUMS)
def test_amounts_add_up_as_the_seed_expects(
    full_shop: psycopg.Connection, seed: str, name: str, rule: LiteralString
) -> None:
    wrong = full_shop.execute(
        sql.SQL("SELECT * FROM {} WHERE NOT coalesce({}, false)").format(
            sql.Identifier(seed, name), sql.SQL(rule)
        )
    ).fetchall()

    assert wrong == []


ONE_FOR_EACH = (
    ("bakery", "ORDERS", "PAYMENTS", "order_id"),
    ("bakery", "ORDERS", "SHIPMENTS", "order_id"),
    ("baby_petite", "Variant", "Inventory", "variantId"),
    ("microservices", "products", "product_inventory", "product_id"),
    ("cloudkidd", "products", "inventory", "product_id"),
)


@pytest.mark.parametrize(("seed", "one", "other", "key"), ONE_FOR_EACH)
def test_where_the_seed_says_exactly_one_there_is_exactly_one(
    full_shop: psycopg.Connection, seed: str, one: str, other: str, key: str
) -> None:
    counts = full_shop.execute(
        sql.SQL(
            "SELECT count(*) FROM {one} o LEFT JOIN {other} t ON t.{key} = o.id GROUP BY o.id"
        ).format(
            one=sql.Identifier(seed, one),
            other=sql.Identifier(seed, other),
            key=sql.Identifier(key),
        )
    ).fetchall()
    empty = ask(
        full_shop,
        "SELECT count(*) FROM {one} o"
        " WHERE NOT EXISTS (SELECT FROM {other} t WHERE t.{key} = o.id)",
        one=sql.Identifier(seed, one),
        other=sql.Identifier(seed, other),
        key=sql.Identifier(key),
    )

    assert (set(counts), empty) == ({(1,)}, 0)


SNAKE_TWINS = {
    "User": "users", "Category": "categories", "Product": "products", "Variant": "variants",
    "ProductImage": "product_images", "Inventory": "inventory", "Order": "orders",
    "OrderItem": "order_items", "Review": "reviews", "UserBehavior": "user_behavior",
    "RecommendationLog": "recommendation_log",
}  # fmt: skip
TWINS = [
    (view, view.name.lower())
    for view in VIEWS
    if view.seed in {"ecommerce", "bakery"} and view.name != view.name.lower()
] + [
    (view, SNAKE_TWINS[view.name])
    for view in VIEWS
    if view.seed == "baby_petite" and view.name in SNAKE_TWINS
]


@pytest.mark.parametrize(("view", "twin"), TWINS, ids=str)
def test_a_second_name_shows_the_same_rows(
    full_shop: psycopg.Connection, view: View, twin: str
) -> None:
    values = sql.SQL(", ").join(
        sql.SQL("t.{}").format(sql.Identifier(column.name)) for column in view.columns
    )
    twins_values = values
    if view.seed == "baby_petite":
        twins_values = sql.SQL(", ").join(
            sql.SQL("t.{}").format(sql.Identifier(_snake(column.name))) for column in view.columns
        )

    for one, other in ((view.name, twin), (twin, view.name)):
        names, others_names = (values, twins_values) if one == view.name else (twins_values, values)
        missing = full_shop.execute(
            sql.SQL("SELECT {} FROM {} t EXCEPT ALL SELECT {} FROM {} t").format(
                names, table(view, one), others_names, table(view, other)
            )
        ).fetchall()
        assert missing == []


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def test_the_line_of_an_order_names_its_product_where_the_seeds_trigger_reads_it(
    full_shop: psycopg.Connection,
) -> None:
    wrong = ask(
        full_shop,
        "SELECT count(*) FROM baby_petite.order_items i"
        ' JOIN baby_petite."Variant" v ON v.id = i.variant_id'
        ' WHERE i.product_id IS DISTINCT FROM v."productId"',
    )

    assert wrong == 0
