"""A customer sees their own person, orders and wishes, whichever name they look under."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from tests.central.people import customer
from tests.central.seed_contract import SEEDS
from tests.sync.branch import Branch

TABLES = {
    "users": "id", "user_roles": "user_id", "children": "user_id", "carts": "user_id",
    "orders": "user_id", "registries": "user_id", "wishlists": "user_id",
    "notifications": "user_id",
}  # fmt: skip
OF_AN_ORDER = (
    "order_lines", "order_status_history", "payments", "shipments", "refunds", "returns",
    "promotion_redemptions",
)  # fmt: skip


def buyers(shop: Branch) -> list[UUID]:
    """The two customers with the most orders."""
    return [
        row[0]
        for row in shop.rows(
            "SELECT user_id FROM orders WHERE user_id IS NOT NULL"
            " GROUP BY user_id ORDER BY count(*) DESC, user_id LIMIT 2"
        )
    ]


@pytest.fixture(scope="module")
def ada(shop: Branch) -> Iterator[psycopg.Connection]:
    with customer(shop, buyers(shop)[0]) as connection:
        yield connection


@pytest.mark.parametrize(("table", "owner"), TABLES.items())
def test_a_customer_sees_all_their_rows_of_a_table_and_nobody_elses(
    shop: Branch, ada: psycopg.Connection, table: str, owner: str
) -> None:
    me = buyers(shop)[0]

    seen = ada.execute(
        sql.SQL("SELECT {} FROM {}").format(sql.Identifier(owner), sql.Identifier(table))
    ).fetchall()

    assert {row[0] for row in seen} <= {me}
    assert len(seen) == shop.count(table, **{owner: me})


@pytest.mark.parametrize("table", OF_AN_ORDER)
def test_a_customer_sees_what_hangs_on_their_orders_and_on_nobody_elses(
    shop: Branch, ada: psycopg.Connection, table: str
) -> None:
    mine = {row[0] for row in ada.execute("SELECT id FROM orders")}

    seen = ada.execute(sql.SQL("SELECT order_id FROM {}").format(sql.Identifier(table))).fetchall()

    assert {row[0] for row in seen} <= mine
    assert len(seen) == sum(shop.count(table, order_id=order) for order in mine)


def test_no_view_of_any_seed_shows_a_customer_anything_of_another(
    shop: Branch, ada: psycopg.Connection, subtests: pytest.Subtests
) -> None:
    other = buyers(shop)[1]
    secrets = [
        str(value)
        for row in shop.rows(
            "SELECT compat.key_text(u.id), u.id, u.email, u.phone FROM users u WHERE id = %s"
            " UNION ALL SELECT compat.key_text(id), id, number, NULL FROM orders WHERE user_id = %s"
            " UNION ALL SELECT compat.key_text(id), id, line1, NULL FROM addresses"
            " WHERE user_id = %s",
            other,
            other,
            other,
        )
        for value in row
        if value
    ]
    views = shop.rows(
        "SELECT schemaname, viewname FROM pg_views WHERE schemaname = ANY (%s)",
        [*SEEDS, "compat"],
    )

    looked = 0
    for schema, view in views:
        with subtests.test(f"{schema}.{view}"):
            try:
                rows = ada.execute(
                    sql.SQL("SELECT to_jsonb(t)::text FROM {} t").format(
                        sql.Identifier(schema, view)
                    )
                ).fetchall()
            except psycopg.errors.InsufficientPrivilege:
                continue
            looked += 1
            everything = "\n".join(text for (text,) in rows)
            if "review" not in view.lower():  # what others wrote about goods is for everybody
                assert [value for value in secrets if value in everything] == []

    assert looked > 60


def test_a_customer_reads_the_stores_address_and_their_own(
    shop: Branch, ada: psycopg.Connection
) -> None:
    me = buyers(shop)[0]
    stores = {row[0] for row in shop.rows("SELECT address_id FROM stores")}
    mine = {row[0] for row in shop.rows("SELECT id FROM addresses WHERE user_id = %s", me)}

    seen = {row[0] for row in ada.execute("SELECT id FROM addresses")}

    assert seen == stores | mine
    assert seen > mine > set()


def test_a_customer_reads_what_was_approved_and_what_they_wrote(
    shop: Branch, ada: psycopg.Connection
) -> None:
    me = buyers(shop)[0]

    seen = ada.execute("SELECT is_approved, user_id FROM reviews").fetchall()

    assert len(seen) == shop.ask(
        "SELECT count(*) FROM reviews WHERE is_approved OR user_id = %s", me
    )
    assert 0 < len(seen) < shop.count("reviews")


def test_a_customer_learns_no_code_of_a_coupon_they_did_not_use(
    shop: Branch, ada: psycopg.Connection
) -> None:
    mine = shop.rows(
        "SELECT r.promotion_id FROM promotion_redemptions r JOIN orders o ON o.id = r.order_id"
        " WHERE o.user_id = %s UNION SELECT p.promotion_id FROM cart_promotions p"
        " JOIN carts c ON c.id = p.cart_id WHERE c.user_id = %s",
        *[buyers(shop)[0]] * 2,
    )

    seen = ada.execute("SELECT id FROM promotions").fetchall()

    assert sorted(seen) == sorted(mine)
    assert 0 < len(seen) < shop.count("promotions")


def test_a_customer_finds_themselves_and_their_orders_in_the_seeds(
    shop: Branch, ada: psycopg.Connection
) -> None:
    me = buyers(shop)[0]

    person = ada.execute('SELECT count(*) FROM baby_petite."User"').fetchone()
    orders = ada.execute("SELECT count(*) FROM baby_petite.orders").fetchone()
    payments = ada.execute('SELECT count(*) FROM bakery."PAYMENTS"').fetchone()
    same = ada.execute(
        "SELECT baby_petite.current_user_id() = id FROM baby_petite.users"
    ).fetchone()

    assert person == (1,)
    assert orders == payments == (shop.count("orders", user_id=me),)
    assert same == (True,)


def test_without_a_customer_nobody_is_seen(shop: Branch, subtests: pytest.Subtests) -> None:
    with customer(shop, None) as nobody:
        for table in (*TABLES, *OF_AN_ORDER):
            with subtests.test(table):
                rows = nobody.execute(sql.SQL("SELECT FROM {}").format(sql.Identifier(table)))
                assert rows.fetchall() == []


@pytest.mark.parametrize("forget", ["RESET app.user_id", "SET app.user_id = ''", "DISCARD ALL"])
def test_who_forgets_the_customer_sees_nobody_instead_of_all(shop: Branch, forget: str) -> None:
    with customer(shop, buyers(shop)[0]) as connection:
        connection.execute(forget.encode())

        rows = connection.execute("SELECT FROM users UNION ALL SELECT FROM orders").fetchall()

    assert rows == []


def test_a_customer_may_be_named_by_the_text_key_of_their_web_shop(filled: Branch) -> None:
    cuid = "ckv0x3k2b0000qzrmn831i7rn"
    filled.do("INSERT INTO users (id, name) VALUES (compat.text_key(%s), 'Mia')", cuid)

    with customer(filled, None) as connection:
        connection.execute("SELECT set_config('app.user_id', %s, false)", (cuid,))
        rows = connection.execute("SELECT name FROM users").fetchall()

    assert rows == [("Mia",)]


def test_a_customer_changes_their_own_name_and_nobody_elses(filled: Branch) -> None:
    me, other = buyers(filled)

    with customer(filled, me) as connection:
        mine = connection.execute("UPDATE users SET name = 'New' WHERE id = %s", (me,)).rowcount
        others = connection.execute(
            "UPDATE users SET name = 'New' WHERE id = %s", (other,)
        ).rowcount

    assert (mine, others) == (1, 0)
    assert filled.count("users", name="New") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE users SET is_system = true",
        "UPDATE users SET id = gen_random_uuid()",
        "INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Eve')",
        "DELETE FROM users",
        "UPDATE orders SET status = 'completed'",
        "INSERT INTO user_roles (id, user_id, role_id) SELECT id, id, id FROM users",
        "INSERT INTO stock_movements (id) VALUES (gen_random_uuid())",
        "INSERT INTO journal_entries (id) VALUES (gen_random_uuid())",
        "UPDATE order_line_taxes SET tax_cents = 0",
        "DELETE FROM payments",
        "SELECT cost_cents FROM products",
        "SELECT cost_cents FROM order_lines",
        "SELECT internal_notes FROM orders",
        "SELECT note FROM users",
        "SELECT gateway_token FROM saved_payment_methods",
        "SELECT password_hash FROM user_credentials",
        "SELECT * FROM staff",
        "SELECT * FROM sessions",
        "SELECT * FROM verification_tokens",
        "SELECT * FROM sync.device",
        "SET ROLE countertop_service",
    ],
)
def test_a_customer_reaches_no_further(ada: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ada.execute(statement.encode())
