"""Writes rows of which some are here already: new ones, and of the others what differs.

Most of what comes down has changed in one place, a price say, or not at all, as after an update of
the program, when everything is read anew. A row that is written as a whole costs all its indices,
and a cashier waits behind it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pos.prepared import PreparedLookup, driver_of
from sync.feed import FeedTable
from sync.wire import Values

VERSION = "row_version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What has to be written of some rows of a table.

    Attributes:
        fresh: Rows that are not here.
        changed: The others, by the columns in which they differ.
    """

    table: FeedTable
    fresh: Sequence[Values]
    changed: Mapping[tuple[str, ...], Sequence[Values]]

    def keys(self, columns: Set[str]) -> list[UUID]:
        """Return the keys of rows that are not here or that differ in one of these columns."""
        differing = [some for names, some in self.changed.items() if not columns.isdisjoint(names)]
        key = self.table.key.name
        return [UUID(bytes=row[key]) for row in chain(self.fresh, *differing)]


def find(
    connection: sa.Connection, table: FeedTable, rows: Sequence[Values], *, is_rewound: bool
) -> Differences:
    """Return what differs in rows, given as they are kept; an older row than the one here does not.

    Args:
        is_rewound: Central's rows win even where they look older.
    """
    key = table.key.name
    columns, lookup = _lookup(table)
    found = lookup.rows(connection, [row[key] for row in rows])
    here = {values[0]: dict(zip(columns, values, strict=True)) for values in found}
    fresh: list[Values] = []
    changed: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for row in rows:
        before = here.get(row[key])
        if before is None:
            fresh.append(row)
        elif VERSION in before and (is_rewound or is_news(row.get(VERSION, 0), before[VERSION])):
            names = tuple(name for name, value in row.items() if before[name] != value)
            if names:
                changed[names].append(row)
    return Differences(table=table, fresh=fresh, changed=changed)


def is_news(version: int, here: int) -> bool:
    """Say whether a row with this version replaces the one that is here."""
    return version >= here


def write(connection: sa.Connection, differences: Differences) -> None:
    """Write them.

    Raises:
        sqlite3.Error: A row breaks a rule; the rows before it are written.
    """
    driver, table = driver_of(connection), differences.table
    for names, some in differences.changed.items():
        values = [(*(row[name] for name in names), row[table.key.name]) for row in some]
        driver.executemany(_update(table, names), values)
    # Rows that name the same columns go together: a central may leave out what is empty.
    for names, alike in groupby(differences.fresh, key=tuple):
        driver.executemany(_insert(table, names), [tuple(row.values()) for row in alike])


@cache
def _lookup(table: FeedTable) -> tuple[tuple[str, ...], PreparedLookup]:
    others = [
        column
        for column in table.table.columns
        if column.computed is None and not column.primary_key
    ]
    columns: list[sa.Column[Any]] = [table.key, *others]
    lookup = PreparedLookup(sa.select(*columns), table.key)
    return tuple(column.name for column in columns), lookup


@cache
def _insert(table: FeedTable, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    return " ".join(("INSERT INTO", table.table.name, f"({columns}) VALUES ({marks})"))


@cache
def _update(table: FeedTable, names: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{name}" = ?' for name in names)
    return " ".join(("UPDATE", table.table.name, "SET", changes, f'WHERE "{table.key.name}" = ?'))
