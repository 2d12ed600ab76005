"""Every table of both databases takes a row, and refuses what it must."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.inventory import InventoryLevelRow, SupplierRow
from models.metadata import central_metadata, register_metadata
from models.types import Day, Flag, Json, Measure, UtcDateTime, Uuid

MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
POSTED = (
    "cash_movements",
    "journal_entries",
    "order_line_taxes",
    "stock_movements",
    "stored_value_entries",
)

# What a row needs beyond its required columns, because a check looks at several of them.
NEEDED: dict[str, dict[str, Any]] = {
    "notifications": {"is_read": False},
    "promotions": {"percent_ppm": 125000},
    "settings": {"scope": "global"},
    "stock_documents": {"kind": "transfer"},
    "verification_tokens": {"phone": "+491"},
}
NEEDED_REFERENCES = {
    "notifications": ("store_id",),
    "promotion_targets": ("product_id",),
    "stock_documents": ("from_location_id", "to_location_id"),
    "stock_reservations": ("order_id",),
}

PLAIN_VALUES: tuple[tuple[type, Callable[[int], object]], ...] = (
    (Uuid, lambda number: UUID(f"019a0000-0000-7000-8000-{number:012x}")),
    (UtcDateTime, lambda _: MOMENT),
    (Day, lambda _: date(2026, 11, 20)),
    (Flag, lambda _: True),
    (Json, lambda number: {"number": number}),
    (Measure, lambda _: 4.5),
    (sa.LargeBinary, lambda number: bytes([number % 256]) * 32),
    (sa.Integer, lambda number: number),
)


class Clerk:
    """Writes the smallest row that a table accepts, with everything that it points at."""

    def __init__(self, connection: sa.Connection, metadata: sa.MetaData) -> None:
        self.connection = connection
        self.tables = metadata.sorted_tables
        self._by_name = metadata.tables
        self._number = 0

    def write(self, table_name: str, **values: object) -> dict[str, Any]:
        table = self._by_name[table_name]
        filled = {
            column.name: self._value(table, column)
            for column in table.columns
            if self._is_needed(table, column)
        }
        row = {**filled, **NEEDED.get(table.name, {}), **values}
        self.connection.execute(table.insert().values(row))
        return row

    def find(self, table: sa.Table, written: dict[str, Any]) -> sa.RowMapping:
        """Return the row with the key of what was written."""
        key = [
            column == written[column.name] for column in table.primary_key if column.name in written
        ]
        return self.connection.execute(table.select().where(*key)).mappings().one()

    def change(self, table_name: str, change: str) -> None:
        self.connection.exec_driver_sql(change.format(table_name))

    def _is_needed(self, table: sa.Table, column: sa.Column[Any]) -> bool:
        if column.name in NEEDED_REFERENCES.get(table.name, ()):
            return True
        has_own_value = column.server_default is not None or column.computed or column.identity
        return not column.nullable and not has_own_value

    def _value(self, table: sa.Table, column: sa.Column[Any]) -> object:
        for key in column.foreign_keys:
            parent = self.write(key.column.table.fullname)
            return parent[key.column.name]
        if "words" in column.info:
            return column.info["words"][0]
        return self._plain_value(column.type)

    def _plain_value(self, kind: sa.types.TypeEngine[Any]) -> object:
        self._number += 1
        for type_class, make in PLAIN_VALUES:
            if isinstance(kind, type_class):
                return make(self._number)
        return f"word {self._number}"


@pytest.fixture
def register(register_path: Path) -> Iterator[sa.Connection]:
    engine = sa.create_engine(f"sqlite:///{register_path}", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        yield connection


@pytest.fixture
def central(central_url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(central_url.replace(":", "+psycopg:", 1), poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM sync.head")
        yield connection


@pytest.fixture(params=["register", pytest.param("central", marks=pytest.mark.postgres)])
def clerk(request: pytest.FixtureRequest) -> Clerk:
    """A clerk at each of the two databases."""
    metadata = {"register": register_metadata, "central": central_metadata}[request.param]()
    return Clerk(request.getfixturevalue(request.param), metadata)


def test_every_table_takes_a_row_and_gives_it_back(clerk: Clerk) -> None:
    for table in clerk.tables:
        written = clerk.write(table.fullname)

        found = clerk.find(table, written)
        assert {name: found[name] for name in written} == written, table.fullname


@pytest.mark.parametrize("table_name", POSTED)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_a_posted_row_is_never_altered(clerk: Clerk, table_name: str, change: str) -> None:
    clerk.write(table_name)

    with pytest.raises(sa.exc.IntegrityError, match=f"{table_name} is posted"):
        clerk.change(table_name, change)


@pytest.mark.postgres
@pytest.mark.parametrize("table_name", POSTED)
def test_posted_rows_of_central_cannot_be_swept_away(
    central: sa.Connection, table_name: str
) -> None:
    with pytest.raises(sa.exc.IntegrityError, match=f"{table_name} is posted"):
        central.exec_driver_sql(f"TRUNCATE {table_name} CASCADE")


def test_all_posted_tables_are_meant() -> None:
    posted = {table.name for table in central_metadata().sorted_tables if table.info["posted"]}

    assert posted == set(POSTED)


def test_a_word_that_is_not_in_the_list_is_refused(clerk: Clerk) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="ck_orders_status_word"):
        clerk.write("orders", status="lost")


def test_an_order_whose_parts_do_not_add_up_is_refused(clerk: Clerk) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="ck_orders_total"):
        clerk.write("orders", subtotal_cents=1000, discount_cents=100, total_cents=901)


@pytest.mark.parametrize("clerk", ["register"], indirect=True)
def test_a_register_has_one_open_shift_only(clerk: Clerk) -> None:
    shift = clerk.write("shifts")

    with pytest.raises(sa.exc.IntegrityError):
        clerk.write("shifts", register_id=shift["register_id"], number=shift["number"] + 1)


@pytest.mark.parametrize("clerk", ["central"], indirect=True)
def test_central_takes_the_shifts_of_both_copies_of_a_till(clerk: Clerk) -> None:
    shift = clerk.write("shifts")

    clerk.write("shifts", register_id=shift["register_id"], number=shift["number"])

    assert clerk.connection.exec_driver_sql("SELECT count(*) FROM shifts").scalar() == 2


def test_two_main_categories_never_have_one_name_whatever_the_case(clerk: Clerk) -> None:
    clerk.write("categories", name="Shoes")

    with pytest.raises(sa.exc.IntegrityError, match="siblings"):
        clerk.write("categories", name="shoes")


def test_a_category_in_the_archive_frees_its_name(clerk: Clerk) -> None:
    clerk.write("categories", name="Shoes", deleted_at=MOMENT)

    clerk.write("categories", name="Shoes")

    names = clerk.connection.exec_driver_sql("SELECT name FROM categories").scalars().all()
    assert names == ["Shoes", "Shoes"]


def test_what_can_be_sold_is_what_is_there_and_not_promised(clerk: Clerk) -> None:
    level = clerk.write("inventory_levels", on_hand=7, reserved=2)

    found = clerk.find(InventoryLevelRow.__table__, level)
    assert found["available"] == 5


def test_a_change_moves_the_time_of_the_last_change(clerk: Clerk) -> None:
    supplier = clerk.write("suppliers", updated_at=MOMENT)
    suppliers = SupplierRow.__table__

    clerk.connection.execute(suppliers.update().values(name="Mill"))

    found = clerk.find(suppliers, supplier)
    assert found["updated_at"] > MOMENT


def test_a_register_keeps_an_order_of_a_customer_it_has_never_seen(
    register: sa.Connection,
) -> None:
    stranger = UUID("019a0000-0000-7000-8000-00000000abcd")

    Clerk(register, register_metadata()).write("orders", user_id=stranger)

    assert register.exec_driver_sql("SELECT user_id FROM orders").scalar() == stranger.bytes


@pytest.mark.postgres
def test_central_knows_the_customer_of_every_order(central: sa.Connection) -> None:
    stranger = UUID("019a0000-0000-7000-8000-00000000abcd")

    with pytest.raises(sa.exc.IntegrityError, match="fk_orders_user_id"):
        Clerk(central, central_metadata()).write("orders", user_id=stranger)


def test_a_register_finds_the_tape_in_the_order_it_was_written(register: sa.Connection) -> None:
    clerk = Clerk(register, register_metadata())
    clerk.write("outbox", incarnation=1, seq=1)

    with pytest.raises(sa.exc.IntegrityError, match=r"outbox\.incarnation, outbox\.seq"):
        clerk.write("outbox", incarnation=1, seq=1)


def test_sqlite_is_new_enough_for_strict_tables() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37)
