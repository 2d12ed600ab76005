"""Each database gets the tables and references it can keep, and no others."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from models.base import Row, Side
from models.metadata import (
    ROW_MODULES,
    central_metadata,
    central_tables,
    register_metadata,
    register_tables,
)

FULL_TEXT = ("customer_search", "item_search")
ALL_ROWS = [mapper.class_ for mapper in Row.registry.mappers]


def test_every_row_class_is_named_for_one_of_its_kind() -> None:
    assert [cls.__name__ for cls in ALL_ROWS if not cls.__name__.endswith("Row")] == []


def test_every_row_class_lives_in_a_module_that_the_databases_know() -> None:
    known = {module.__name__ for module in ROW_MODULES}

    assert {cls.__module__ for cls in ALL_ROWS} == known


def test_passwords_never_reach_a_register() -> None:
    names = {table.name for table in register_tables()}

    assert names.isdisjoint({"user_credentials", "sessions", "api_keys", "saved_payment_methods"})


def test_the_tape_and_the_print_queue_stay_on_the_register() -> None:
    local = {table.name for table in register_tables()} - {table.name for table in central_tables()}

    assert local == {
        "counters",
        "customer_search_rows",
        "item_search_rows",
        "outbox",
        "payment_attempts",
        "print_jobs",
        "pull_log",
        "quarantine",
        "sync_state",
    }


def test_central_keeps_its_half_of_the_exchange_in_a_schema_of_its_own() -> None:
    names = {table.name for table in central_tables() if table.schema == "sync"}

    assert names == {
        "change_inbox",
        "dead_letter",
        "device",
        "device_head",
        "epoch",
        "feed",
        "head",
        "inbox",
        "uncounted",
    }


def test_a_customer_may_be_unknown_to_the_register_that_keeps_the_order() -> None:
    register, central = register_metadata().tables["orders"], central_metadata().tables["orders"]

    assert not register.c.user_id.foreign_keys
    assert [key.target_fullname for key in central.c.user_id.foreign_keys] == ["users.id"]


def test_a_line_is_never_without_its_order_anywhere() -> None:
    for metadata in (register_metadata(), central_metadata()):
        (key,) = metadata.tables["order_lines"].c.order_id.foreign_keys
        assert (key.target_fullname, key.ondelete) == ("orders.id", "CASCADE")


def test_what_a_register_does_not_enforce_can_still_be_found() -> None:
    plain = [
        (source.name, column.name)
        for source in Row.metadata.sorted_tables
        if source.info["side"] is not Side.CENTRAL
        for column in source.columns
        if column.foreign_keys
        and not register_metadata().tables[source.name].c[column.name].foreign_keys
    ]

    assert ("orders", "user_id") in plain
    assert [
        (table, column)
        for table, column in plain
        if column not in leading(register_metadata().tables[table])
    ] == []


def test_every_reference_can_be_followed_backwards_in_central() -> None:
    assert [
        (table.fullname, column.name)
        for table in central_tables()
        for column in table.columns
        if column.foreign_keys and column.name not in leading(table)
    ] == []


def leading(table: sa.Table) -> set[str]:
    """Name the first columns of everything by which rows of a table are found."""
    keys = [
        tuple(index.columns)
        for index in table.indexes
        if index.dialect_kwargs.get("sqlite_where") is None
    ]
    keys += [
        tuple(key.columns)
        for key in table.constraints
        if isinstance(key, sa.PrimaryKeyConstraint | sa.UniqueConstraint)
    ]
    return {columns[0].name for columns in keys if columns}


def test_every_table_of_a_register_is_strict() -> None:
    assert [
        table.name for table in register_tables() if not table.dialect_options["sqlite"]["strict"]
    ] == []


def test_seeds_with_whole_numbers_as_keys_find_them_in_central_only() -> None:
    assert "int_id" in central_metadata().tables["orders"].c
    assert "int_id" not in central_metadata().tables["payments"].c
    assert "int_id" not in register_metadata().tables["orders"].c
    assert "int_id" not in Row.metadata.tables["orders"].c


@pytest.mark.postgres
@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
def test_alembic_sees_nothing_to_do_in_central(central_url: str) -> None:
    engine = sa.create_engine(central_url.replace(":", "+psycopg:", 1), poolclass=sa.NullPool)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "compare_server_default": True,
                "version_table_schema": "sync",
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and name.endswith("_default"))
                ),
                "include_object": seen_as_it_was_written,
            },
        )
        differences = compare_metadata(context, central_metadata())

    assert differences == []


def seen_as_it_was_written(
    item: sa.schema.SchemaItem, _name: object, kind: str, *_: object
) -> bool:
    """Leave out what Alembic sees otherwise; test_migrations.py compares its text.

    PostgreSQL repeats a reference to a split table for each of its partitions, and the sequence of
    such a table's numbers is taken for a default that the database gave by itself.
    """
    if isinstance(item, sa.ForeignKeyConstraint):
        return not item.elements[0].target_fullname.endswith("_default.id")
    return (kind, str(item)) != ("column", "orders.int_id")


# Indexes of expressions are compared by their text in test_migrations.py.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression")
def test_alembic_sees_nothing_to_do_on_a_register(register_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{register_path}", poolclass=sa.NullPool)
    known = set(register_metadata().tables)

    with engine.connect() as connection:
        # Full-text search has tables of its own, which no metadata knows.
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table" or name in known or not name.startswith(FULL_TEXT)
                )
            },
        )
        differences = compare_metadata(context, register_metadata())

    assert differences == []
