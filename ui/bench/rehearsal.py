"""Finds out which rows a job writes: it is carried out, watched, and rolled back.

The raw limit of a write is then the very same rows, written by nothing but `sqlite3`.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from pos.uow import ReadTx, Store, WriteTx

_TABLES = (
    "SELECT name FROM main.sqlite_master WHERE type = 'table'"
    " AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_search*'"
)
"""All but SQLite's own, and the full-text indexes."""

_PLAIN_COLUMN = 0
"""What `PRAGMA table_xinfo` says of a column that is neither hidden nor computed."""


class Change(StrEnum):
    """What became of a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose rows are watched.

    Attributes:
        columns: Those that are written; computed ones write themselves.
        key: Its primary key.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a job did to one row, all its steps taken together.

    Attributes:
        before: The values of all columns; empty for a row that was not there.
        after: The values of all columns; empty for a row that is gone.
    """

    table: Table
    change: Change
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()

    def changed(self) -> tuple[str, ...]:
        """Return the columns in which an updated row differs."""
        pairs = zip(self.table.columns, self.before, self.after, strict=True)
        return tuple(column for column, old, new in pairs if old != new)


class _CurtainError(Exception):
    """The rehearsal is over: nothing of it stays."""


def rehearse(
    store: Store, jobs: Sequence[Callable[[WriteTx], object]]
) -> tuple[tuple[Written, ...], ...]:
    """Carry out jobs one after the other, roll all of them back, and return what each wrote."""
    found: list[tuple[Written, ...]] = []
    with suppress(_CurtainError), store.write() as tx:
        watch = _Watch(driver_of(tx))
        for job in jobs:
            job(tx)
            tx.flush()
            found.append(watch.take())
        raise _CurtainError
    return tuple(found)


def driver_of(tx: ReadTx) -> sqlite3.Connection:
    """Return the connection of `sqlite3` below a transaction: same file, same PRAGMAs."""
    return cast("sqlite3.Connection", tx.connection.connection.dbapi_connection)


class _Watch:
    """Temporary triggers that note each touched row, and a copy of what it was."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver
        self._tables = {name: _read_table(driver, name) for (name,) in driver.execute(_TABLES)}
        driver.execute("CREATE TEMP TABLE bench_seen (step INTEGER PRIMARY KEY, t TEXT, r INTEGER)")
        for table in self._tables.values():
            self._watch(table)

    def take(self) -> tuple[Written, ...]:
        """Return what was written since the last time, in the order of the first touch."""
        seen = self._driver.execute(
            "SELECT t, r FROM bench_seen GROUP BY t, r ORDER BY min(step)"
        ).fetchall()
        found = [self._written(self._tables[name], row_id) for name, row_id in seen]
        for name in {name for name, _ in seen}:
            self._driver.execute(f"DELETE FROM bench_was_{name}")  # noqa: S608 - own names
        self._driver.execute("DELETE FROM bench_seen")
        return tuple(written for written in found if written is not None)

    def _watch(self, table: Table) -> None:
        name = table.name
        columns = ", ".join(f'"{column}"' for column in table.columns)
        olds = ", ".join(f'old."{column}"' for column in table.columns)
        run = self._driver.execute
        run(f"CREATE TEMP TABLE bench_was_{name} (bench_row INTEGER, {columns})")
        note = f"INSERT INTO bench_seen (t, r) VALUES ('{name}', "  # noqa: S608 - own names
        keep = f"INSERT INTO bench_was_{name} VALUES (old.rowid, {olds})"  # noqa: S608
        for moment, action in (
            ("AFTER INSERT", f"{note} new.rowid)"),
            ("BEFORE UPDATE", f"{note} old.rowid); {keep}"),
            ("BEFORE DELETE", f"{note} old.rowid); {keep}"),
        ):
            trigger = f"bench_{moment.replace(' ', '_')}_{name}"
            run(f"CREATE TEMP TRIGGER {trigger} {moment} ON main.{name} BEGIN {action}; END")

    def _written(self, table: Table, row_id: int) -> Written | None:
        columns = ", ".join(f'"{column}"' for column in table.columns)
        now, was = (
            self._driver.execute(
                f"SELECT {columns} FROM {place} WHERE {key} = ? LIMIT 1",  # noqa: S608 - own names
                (row_id,),
            ).fetchone()
            for place, key in ((table.name, "rowid"), (f"bench_was_{table.name}", "bench_row"))
        )
        if was is None or self._was_new(table, row_id):
            return Written(table=table, change=Change.INSERT, after=now) if now else None
        if now is None:
            return Written(table=table, change=Change.DELETE, before=was)
        if now == was:
            return None
        return Written(table=table, change=Change.UPDATE, before=was, after=now)

    def _was_new(self, table: Table, row_id: int) -> bool:
        """Say whether the first thing seen of a row is its insertion, changed later."""
        steps, copies = (
            self._driver.execute(statement, values).fetchone()[0]
            for statement, values in (
                ("SELECT count(*) FROM bench_seen WHERE t = ? AND r = ?", (table.name, row_id)),
                (
                    f"SELECT count(*) FROM bench_was_{table.name} WHERE bench_row = ?",  # noqa: S608
                    (row_id,),
                ),
            )
        )
        return bool(steps > copies)


def _read_table(driver: sqlite3.Connection, name: str) -> Table:
    info = driver.execute(f"PRAGMA table_xinfo({name})").fetchall()
    return Table(
        name=name,
        columns=tuple(row[1] for row in info if row[6] == _PLAIN_COLUMN),
        key=tuple(row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]),
    )
