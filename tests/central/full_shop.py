"""A central in which every table has rows: every word, null, edge and odd letter that may be there.

Rows are written past the triggers, so that also states stand that no till would reach; keys and
checks hold. The amounts of orders, carts and lines add up as their tables demand.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg import sql
from psycopg.types.json import Jsonb

from models.metadata import central_metadata
from tests.central.orders_of_all_kinds import SHAPES

ROWS = 24
"""Of a table, where its own shape says nothing else; more than any column has words."""

NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
CUID_RANGE = 0b111 << 125
TEXTS = ("Zoë Ünïcødé", "你好 🙂", 'O\'Brien "& Söhne"', "50 % \\ off", "x" * 90)

Row = dict[str, Any]


def fill(url: str) -> None:
    """Put rows into every table of the business."""
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        keys = {
            table.name: [key(number, place) for place in range(ROWS)]
            for number, table in enumerate(_tables())
        }
        for number, table in enumerate(_tables()):
            _insert(connection, table, list(_rows(table, number, keys)))
        connection.execute("SET session_replication_role = origin")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def key(table: int, row: int) -> UUID:
    """Return the key of a row: mostly a time-ordered one, some as a shop of seed s4 makes them."""
    if row % 5 == 4:
        return UUID(int=CUID_RANGE | (table << 100) | (row << 64) | 0xC0FFEE)
    return UUID(int=(0x0193B1C70000 + row << 80) | (7 << 76) | (table << 64) | (2 << 62) | row)


def _tables() -> list[sa.Table]:
    return [table for table in central_metadata().sorted_tables if table.schema is None]


def _rows(table: sa.Table, number: int, keys: Mapping[str, list[UUID]]) -> Iterator[Row]:
    columns = [
        column
        for column in table.columns
        if not column.computed and not (column.name == "int_id" and table.info["int_id"])
    ]
    shape: Callable[[int], Row] = SHAPES.get(table.name, lambda _: {})
    for place in range(ROWS):
        row = {column.name: _value(column, place, keys) for column in columns}
        if "id" in row:
            row["id"] = key(number, place)
        for name, value in shape(place).items():
            row[name] = _parent(table.c[name], value, keys) if isinstance(value, range) else value
        yield row


def _parent(column: sa.Column[Any], place: range, keys: Mapping[str, list[UUID]]) -> UUID:
    """`range(n)` in a shape means the n-th row that this module wrote into the parent."""
    (reference,) = column.foreign_keys
    return keys[reference.column.table.name][len(place) % ROWS]


def _value(column: sa.Column[Any], place: int, keys: Mapping[str, list[UUID]]) -> Any:
    must = not column.nullable
    if column.foreign_keys:
        (reference,) = column.foreign_keys
        return keys[reference.column.table.name][place] if must or place % 3 else None
    if "words" in column.info:
        return next(islice(cycle(column.info["words"]), place, None))
    if not must and place % 4 == 3:
        return None
    return _plain(column, place)


def _plain(column: sa.Column[Any], place: int) -> Any:
    kind = column.type
    name = column.name
    if isinstance(kind, sa.Boolean):
        return place % 2 == 0
    if isinstance(kind, sa.Date):
        return NOON.date() + datetime.timedelta(days=place)
    made: dict[str, Any] = {
        "uuid": UUID(int=place + 1),
        "timestamptz": NOON + datetime.timedelta(hours=place, microseconds=place * 1001),
        "jsonb": Jsonb({"note": TEXTS[place % len(TEXTS)], "amount": 1.25}),
        "bigint": place * 100 + 1,
        "integer": place * 100 + 1,
        "double precision": 1 + place % 9 / 2,
        "float": 1 + place % 9 / 2,
    }
    written = kind.compile(dialect=sa.dialects.postgresql.dialect()).lower()  # type: ignore[no-untyped-call]
    if written.startswith("timestamp"):
        written = "timestamptz"
    return made.get(written, f"{name} {place} {TEXTS[place % len(TEXTS)]}")


def _insert(connection: psycopg.Connection, table: sa.Table, rows: list[Row]) -> None:
    names = list(rows[0])
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table.name),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join(sql.Placeholder() * len(names)),
    )
    connection.cursor().executemany(statement, [list(row.values()) for row in rows])
