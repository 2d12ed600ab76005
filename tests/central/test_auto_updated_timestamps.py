"""updated_at is kept by the database, whoever writes."""

import datetime

from tests.central.web_shop import order, person, variant
from tests.sync.branch import Branch

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
LATER = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)


def age(desk: Branch, table: str) -> None:
    desk.do(f"UPDATE {table} SET updated_at = %s", LONG_AGO)  # noqa: S608 - of the tests


def test_whoever_changes_a_row_leaves_the_moment(desk: Branch) -> None:
    person(desk)
    age(desk, "users")

    desk.do("UPDATE users SET note = 'likes tea' WHERE name = 'Mia'")

    assert desk.ask("SELECT updated_at = now() FROM users WHERE name = 'Mia'")


def test_an_order_in_its_partition_leaves_the_moment_too(desk: Branch) -> None:
    order(desk)
    age(desk, "orders")

    desk.do("UPDATE orders SET customer_notes = 'ring twice'")

    assert desk.ask("SELECT updated_at = now() FROM orders")


def test_a_writer_who_brings_the_moment_along_keeps_it(desk: Branch) -> None:
    person(desk)

    desk.do("UPDATE users SET note = 'likes tea', updated_at = %s WHERE name = 'Mia'", LATER)

    assert desk.ask("SELECT updated_at FROM users WHERE name = 'Mia'") == LATER


def test_changes_through_a_seeds_own_names_leave_the_moment(desk: Branch) -> None:
    variant(desk)
    age(desk, "variants")

    desk.do("UPDATE variants SET price_cents = 900 WHERE sku = 'TEE'")

    assert desk.ask(
        'SELECT "updatedAt" > %s FROM baby_petite."Variant" WHERE sku = \'TEE\'',
        LONG_AGO.replace(tzinfo=None),
    )


def test_every_table_that_has_the_column_keeps_it(desk: Branch) -> None:
    without = desk.rows(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        " AND a.attname = 'updated_at' AND NOT EXISTS (SELECT FROM pg_trigger t"
        "   WHERE t.tgrelid = c.oid AND t.tgname = 'keep_updated_at')"
    )

    assert without == []
