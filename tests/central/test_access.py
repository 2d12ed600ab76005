"""A web shop's server, a reader and a keeper of secrets may do what their role says, no more."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from models.metadata import central_metadata
from sync.central.logins import Access
from tests.central.people import signed_in
from tests.sync.branch import Branch

TABLES = {str(table.name): table for table in central_metadata().sorted_tables if not table.schema}
POSTED = sorted(name for name, table in TABLES.items() if table.info["posted"])
HEADQUARTERS = ("staff", "sync_conflicts")
OF_THE_TILLS = {"stores", "registers", "shifts", "cash_movements", "journal_entries", "settings"}


@pytest.fixture(scope="module")
def service(shop: Branch) -> Iterator[psycopg.Connection]:
    with signed_in(shop, Access.SERVICE) as connection:
        yield connection


@pytest.fixture(scope="module")
def reader(shop: Branch) -> Iterator[psycopg.Connection]:
    with signed_in(shop, Access.READER) as connection:
        yield connection


def refused(connection: psycopg.Connection, statement: sql.Composable | bytes) -> bool:
    """Whether the database says that this login may not do that; nothing is changed."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


@pytest.mark.parametrize("table", POSTED)
def test_the_web_shop_cannot_alter_what_is_posted(service: psycopg.Connection, table: str) -> None:
    name = sql.Identifier(table)

    assert refused(service, sql.SQL("UPDATE {} SET created_at = now()").format(name))
    assert refused(service, sql.SQL("DELETE FROM {}").format(name))
    assert refused(service, sql.SQL("TRUNCATE {}").format(name))


@pytest.mark.parametrize("table", ["orders", "payments", "refunds", "returns"])
def test_the_web_shop_changes_its_own_documents_and_none_of_a_register(
    shop: Branch, service: psycopg.Connection, table: str
) -> None:
    online = shop.count(table, register_id=None)

    with service.transaction(force_rollback=True):
        changed = service.execute(
            sql.SQL("UPDATE {} SET updated_at = now()").format(sql.Identifier(table))
        ).rowcount

    assert 0 < changed == online < shop.count(table)
    assert refused(service, sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def test_the_web_shop_takes_a_line_away_only_while_nothing_was_paid_or_handed_over(
    filled: Branch,
) -> None:
    filled.do(
        """
        WITH o AS (
          INSERT INTO orders (id, number, channel, store_id, register_id, status, paid_cents)
          SELECT sync.new_id(), t.number, 'online', s.id, CASE WHEN t.at_till THEN r.id END,
            t.status, t.paid
          FROM (SELECT id FROM stores LIMIT 1) AS s, (SELECT id FROM registers LIMIT 1) AS r,
            (VALUES ('open', false, 'pending', 0), ('paid', false, 'pending', 5),
              ('sent', false, 'shipped', 0), ('till', true, 'pending', 0))
            AS t (number, at_till, status, paid)
          RETURNING id, number)
        INSERT INTO order_lines (id, order_id, line_no, variant_id, product_name, sku, quantity,
          list_price_cents, unit_price_cents, gross_cents, total_cents)
        SELECT sync.new_id(), o.id, 1, v.id, o.number, 'x', 1, 1, 1, 1, 1
        FROM o, (SELECT id FROM variants LIMIT 1) AS v
        """
    )

    with signed_in(filled, Access.SERVICE) as connection:
        gone = connection.execute(
            "DELETE FROM order_lines WHERE product_name IN ('open', 'paid', 'sent', 'till')"
            " RETURNING product_name"
        ).fetchall()

    assert gone == [("open",)]


def test_the_web_shop_opens_a_session_in_one_call(filled: Branch) -> None:
    with signed_in(filled, Access.SERVICE) as connection:
        row = connection.execute(
            "SELECT (shop.touch_session(shop.open_session())).user_id"
        ).fetchone()

    assert row == (None,)


@pytest.mark.parametrize("access", [Access.READER, Access.CUSTOMER])
def test_nobody_but_the_web_shops_server_opens_sessions(shop: Branch, access: Access) -> None:
    with signed_in(shop, access) as connection:
        assert refused(connection, b"SELECT shop.open_session()")


@pytest.mark.parametrize("table", sorted(OF_THE_TILLS))
def test_the_web_shop_reads_but_does_not_write_what_belongs_to_the_tills(
    service: psycopg.Connection, table: str
) -> None:
    name = sql.Identifier(table)

    assert not refused(service, sql.SQL("SELECT FROM {}").format(name))
    assert refused(service, sql.SQL("INSERT INTO {} DEFAULT VALUES").format(name))
    assert refused(service, sql.SQL("UPDATE {} SET created_at = now()").format(name))


@pytest.mark.parametrize(
    "statement",
    [
        b"SELECT * FROM sync.device",
        b"SELECT * FROM sync.inbox",
        b"SELECT sync_api.pull(1, 0, 10)",
        b"SELECT pin_hash FROM staff",
        b"SELECT password_hash FROM user_credentials",
        b"SELECT gateway_token FROM saved_payment_methods",
        b"CREATE TABLE public.mine (id integer)",
        b"CREATE TABLE baby_petite.mine (id integer)",
        b"ALTER TABLE orders DISABLE ROW LEVEL SECURITY",
        b"SET ROLE compat_secrets",
    ],
)
def test_the_web_shop_reaches_neither_the_exchange_nor_secrets(
    service: psycopg.Connection, statement: bytes
) -> None:
    assert refused(service, statement)


@pytest.mark.parametrize("access", [Access.SERVICE, Access.READER])
def test_a_partition_is_reached_through_its_table_only(shop: Branch, access: Access) -> None:
    partitions = shop.rows(
        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relispartition AND c.relkind = 'r'"
    )

    with signed_in(shop, access) as connection:
        open_ones = [
            name
            for (name,) in partitions
            if not refused(connection, b"SELECT FROM " + name.encode())
        ]

    assert len(partitions) > 3
    assert open_ones == []


def test_the_web_shop_puts_a_customer_an_order_and_a_movement_into_the_shop(
    filled: Branch,
) -> None:
    with signed_in(filled, Access.SERVICE) as connection:
        connection.execute(
            """
            WITH person AS (
              INSERT INTO users (id, name) VALUES (gen_random_uuid(), 'Mia') RETURNING id)
            INSERT INTO orders (id, number, channel, store_id, user_id)
            SELECT gen_random_uuid(), 'WEB-1', 'online', s.id, person.id
            FROM person, (SELECT id FROM stores LIMIT 1) AS s
            """
        )
        connection.execute(
            "INSERT INTO stock_movements (id, variant_id, location_id, kind, quantity_delta)"
            " SELECT gen_random_uuid(), variant_id, location_id, 'receipt', 5"
            " FROM inventory_levels ORDER BY id LIMIT 1"
        )

    assert (
        filled.ask(
            "SELECT u.name FROM orders o JOIN users u ON u.id = o.user_id WHERE o.number = 'WEB-1'"
        )
        == "Mia"
    )
    assert filled.count("stock_movements", kind="receipt", quantity_delta=5) == 1


def test_a_reader_reads_every_table_but_those_of_headquarters(
    reader: psycopg.Connection, subtests: pytest.Subtests
) -> None:
    for name in TABLES:
        with subtests.test(name):
            blocked = refused(reader, sql.SQL("SELECT FROM {}").format(sql.Identifier(name)))
            assert blocked is (name in HEADQUARTERS)


def test_a_reader_writes_nothing(reader: psycopg.Connection, subtests: pytest.Subtests) -> None:
    for name in TABLES:
        with subtests.test(name):
            assert refused(reader, sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))


PASSWORDS = (
    'SELECT DISTINCT password FROM baby_petite."User"',
    "SELECT DISTINCT password FROM microservices.users",
    'SELECT DISTINCT hashed_password FROM ecommerce."User"',
)
TOKENS = "SELECT DISTINCT gateway_token FROM microservices.user_saved_payment_methods"


@pytest.mark.parametrize("access", [Access.READER, Access.SERVICE])
def test_passwords_and_tokens_are_shown_to_no_ordinary_login(shop: Branch, access: Access) -> None:
    with signed_in(shop, access) as connection:
        for question in PASSWORDS:
            assert connection.execute(question.encode()).fetchall() == [("!",)]
        assert connection.execute(TOKENS.encode()).fetchall() == [(None,)]


def test_passwords_and_tokens_are_shown_to_who_keeps_secrets(shop: Branch) -> None:
    hashes = {row[0] for row in shop.rows("SELECT password_hash FROM user_credentials")}

    with signed_in(shop, Access.SECRETS) as connection:
        shown = [
            {row[0] for row in connection.execute(question.encode())} for question in PASSWORDS
        ]
        tokens = {row[0] for row in connection.execute(TOKENS.encode())}

    assert shown == [hashes | {"!"}] * 3
    assert "secret-0" in tokens


def test_a_web_shop_that_checks_passwords_has_both_roles(shop: Branch) -> None:
    with signed_in(shop, Access.SERVICE, Access.SECRETS) as connection:
        shown = connection.execute("SELECT DISTINCT password FROM microservices.users").fetchall()
        inserts = connection.execute("SELECT has_table_privilege('orders', 'INSERT')").fetchone()

    assert len(shown) > 1
    assert inserts == (True,)


def test_no_function_with_its_owners_rights_is_open_to_everybody(shop: Branch) -> None:
    open_ones = shop.rows(
        """
        SELECT p.oid::regprocedure::text FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                      WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')
        """
    )

    assert open_ones == []
