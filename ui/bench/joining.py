"""Tills that join a business, beside the same tables copied by hand."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import count

import psycopg
from psycopg import sql

from sync.enrolment import Enrol, enrol
from sync.feed import feed_tables
from ui.bench.business import STORE_CODE, Business
from ui.bench.stopwatch import wall_ms

TABLES = ("products", "variants", "barcodes", "inventory_levels")
ROWS_PER_COMMIT = 250
MS_PER_S = 1_000


class Joining:
    """Lets new tills join, and copies the same tables by hand; both as rows of goods per second."""

    def __init__(self, business: Business) -> None:
        self._business = business
        self._numbers = count(1)
        self._rows = 0

    def load(self) -> Sequence[float]:
        code = f"R{next(self._numbers)}"
        with self._business.newcomer(code) as (store, lanes, paths):
            wish = Enrol(url=self._business.url, store_code=STORE_CODE, register_code=code)
            clock = self._business.kit.clock
            spent_ms = wall_ms(lambda: enrol(lanes, wish, secrets_file=paths.secrets, clock=clock))
            with store.read() as tx:
                driver = tx.connection.connection.dbapi_connection
                assert driver is not None, "a transaction has a connection"
                self._rows = sum(_count(driver, table) for table in TABLES)
        return [self._rows * MS_PER_S / spent_ms]

    def copy(self) -> Sequence[float]:
        file = self._business.folder / f"bare-{next(self._numbers)}.db"
        with (
            psycopg.connect(self._business.url) as central,
            closing(sqlite3.connect(file, isolation_level=None)) as bare,
        ):
            bare.execute("PRAGMA journal_mode = WAL")
            spent_ms = wall_ms(lambda: _copy_all(central, bare))
        return [self._rows * MS_PER_S / spent_ms]


def _count(driver: object, table: str) -> int:
    assert isinstance(driver, sqlite3.Connection), "a register is an SQLite file"
    (found,) = driver.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(found)


def _copy_all(central: psycopg.Connection, bare: sqlite3.Connection) -> None:
    for table in TABLES:
        _copy(central, bare, table)


def _copy(central: psycopg.Connection, bare: sqlite3.Connection, table: str) -> None:
    columns = [column.name for column in feed_tables()[table].table.columns]
    bare.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, {', '.join(columns[1:])})")
    insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY id) TO STDOUT").format(
        sql.SQL(", ").join(sql.Identifier(column) for column in columns), sql.Identifier(table)
    )
    with central.cursor().copy(query) as copy:
        waiting: list[tuple[object, ...]] = []
        for row in copy.rows():
            waiting.append(row)
            if len(waiting) == ROWS_PER_COMMIT:
                _write(bare, insert, waiting)
        _write(bare, insert, waiting)


def _write(bare: sqlite3.Connection, insert: str, waiting: list[tuple[object, ...]]) -> None:
    bare.execute("BEGIN")
    bare.executemany(insert, waiting)
    bare.execute("COMMIT")
    waiting.clear()
