"""Tills that join a business, beside the same rows written into the same tables by hand."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import count

import psycopg
from psycopg import sql

from pos.prepared import driver_of
from pos.uow import Store
from sync.enrolment import Enrol, enrol
from sync.feed import feed_tables
from ui.bench.business import STORE_CODE, Business
from ui.bench.stopwatch import wall_ms

TABLES = ("products", "variants", "barcodes", "inventory_levels")
SEARCH = ("item_search", "item_search_inside", "item_search_rows")
ROWS_PER_COMMIT = 5_000
"""As many as a till takes at once while it joins."""

MS_PER_S = 1_000

Rows = list[tuple[object, ...]]


class Joining:
    """Lets new tills join, and copies the same tables by hand; both as rows of goods per second.

    The hand writes into a file of the first till that joined, emptied of its goods: the register's
    own tables, with all their indices, keys and checks, under its PRAGMAs. The rows are ready: it
    reads what central has as raw bytes and throws them away. It makes no entries for the search.
    """

    def __init__(self, business: Business) -> None:
        self._business = business
        self._numbers = count(1)
        self._rows: dict[str, Rows] = {}
        self._emptied = business.folder / "emptied.db"

    def load(self) -> Sequence[float]:
        code = f"R{next(self._numbers)}"
        with self._business.newcomer(code) as (store, lanes, paths):
            wish = Enrol(url=self._business.url, store_code=STORE_CODE, register_code=code)
            clock = self._business.kit.clock
            spent_ms = wall_ms(lambda: enrol(lanes, wish, secrets_file=paths.secrets, clock=clock))
            if not self._rows:
                self._rows = {table: _rows_of(store, table) for table in TABLES}
                _empty(store)
            else:
                assert [_count(store, table) for table in TABLES] == self._counts(), "all came"
        if not self._emptied.exists():
            shutil.copyfile(paths.database, self._emptied)
            with closing(sqlite3.connect(self._emptied)) as emptied:
                emptied.execute("VACUUM")
        return [sum(self._counts()) * MS_PER_S / spent_ms]

    def copy(self) -> Sequence[float]:
        file = self._business.folder / "by-hand.db"
        shutil.copyfile(self._emptied, file)
        kit = self._business.kit
        store = Store(file, clock=kit.clock, ids=kit.ids)
        with psycopg.connect(self._business.url) as central:
            spent_ms = wall_ms(lambda: self._copy_all(central, store))
        store.close()
        file.unlink()
        return [sum(self._counts()) * MS_PER_S / spent_ms]

    def _counts(self) -> list[int]:
        return [len(rows) for rows in self._rows.values()]

    def _copy_all(self, central: psycopg.Connection, store: Store) -> None:
        for table, rows in self._rows.items():
            _drain(central, table)
            insert = _insert(table)
            for start in range(0, len(rows), ROWS_PER_COMMIT):
                with store.write() as tx:
                    some = rows[start : start + ROWS_PER_COMMIT]
                    driver_of(tx.connection).executemany(insert, some)


def _columns(table: str) -> list[str]:
    columns = feed_tables()[table].table.columns
    return [column.name for column in columns if column.computed is None]


def _rows_of(store: Store, table: str) -> Rows:
    names = ", ".join(_columns(table))
    with store.read() as tx:
        query = f"SELECT {names} FROM {table} ORDER BY id"  # noqa: S608
        return driver_of(tx.connection).execute(query).fetchall()


def _count(store: Store, table: str) -> int:
    with store.read() as tx:
        query = f"SELECT count(*) FROM {table}"  # noqa: S608
        (found,) = driver_of(tx.connection).execute(query).fetchone()
    return int(found)


def _empty(store: Store) -> None:
    with store.write() as tx:
        for table in (*SEARCH, *reversed(TABLES)):
            driver_of(tx.connection).execute(f"DELETE FROM {table}")  # noqa: S608


def _insert(table: str) -> str:
    names = _columns(table)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608


def _drain(central: psycopg.Connection, table: str) -> None:
    columns = sql.SQL(", ").join(sql.Identifier(column) for column in _columns(table))
    query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY id) TO STDOUT")
    with central.cursor().copy(query.format(columns, sql.Identifier(table))) as copy:
        for _bytes in copy:
            pass
