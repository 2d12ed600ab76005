"""Rows in the form in which a register's file keeps them: from central's driver to SQLite's as is.

They are new here. Nothing is looked up, worked out or made room for; a row that does not fit ends
the transaction, and whoever began it brings the rows another way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from pos.prepared import driver_of

VALUES_MAX = 3_500
"""In one statement: a hundred rows in one take two thirds of the time of a hundred statements."""

ROWS_MEASURED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRows:
    """Rows of one table, in the order of keys.

    Attributes:
        columns: Their names, also those that this version does not have; the last two are the row
            version and the key.
        rows: Their values. Where the row version is None the row is gone or not ours to see, and
            nothing but its key is there.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def bytes_per_row(self) -> int:
        """Return how large a row is, more or less: some of them are looked at."""
        looked_at = self.rows[:: max(len(self.rows) // ROWS_MEASURED, 1)]
        texts = (value for row in looked_at for value in row if isinstance(value, str))
        return sum(map(len, texts)) // max(len(looked_at), 1)

    def shown(self) -> list[tuple[Any, ...]]:
        """Return the rows that are there to be written."""
        return [row for row in self.rows if row[-2] is not None]


def read(central: psycopg.Connection, function: str, arguments: Sequence[object]) -> KeptRows:
    """Return the rows that a function of schema `sync_api` returns.

    Raises:
        psycopg.Error: It returned none.
    """
    places = sql.SQL(", ").join([sql.Placeholder()] * len(arguments))
    statement = sql.SQL("SELECT * FROM sync_api.{}({})").format(sql.Identifier(function), places)
    # Binary: nothing has to be read from text here.
    found = central.cursor(binary=True).execute(statement, arguments)
    columns = tuple(column.name for column in found.description or ())
    return KeptRows(columns=columns, rows=found.fetchall())


def insert(connection: sa.Connection, table: sa.Table, page: KeptRows) -> int:
    """Insert the rows of a page into the register's file and return how many there were.

    Raises:
        sqlite3.IntegrityError: A row is there already, lacks its parent, or breaks a rule.
    """
    driver = driver_of(connection)
    rows = page.shown()
    together = max(VALUES_MAX // len(page.columns), 1)
    rest = len(rows) - len(rows) % together
    statement = _statement(table, page.columns, together)
    for start in range(0, rest, together):
        driver.execute(statement, tuple(chain.from_iterable(rows[start : start + together])))
    driver.executemany(_statement(table, page.columns, 1), rows[rest:])
    return len(rows)


@cache
def _statement(table: sa.Table, columns: tuple[str, ...], rows: int) -> str:
    """Return an INSERT that takes the columns of this version out of those that come, by number.

    The key comes last and is always among them, so that the numbers reach to the end of a row.
    """
    known = {column.name for column in table.columns if column.computed is None}
    places = [(place, name) for place, name in enumerate(columns, start=1) if name in known]
    names = ", ".join(f'"{name}"' for _place, name in places)
    values = ", ".join(
        "(" + ", ".join(f"?{first + place}" for place, _name in places) + ")"
        for first in range(0, rows * len(columns), len(columns))
    )
    return " ".join(("INSERT INTO", table.name, f"({names})", "VALUES", values))
