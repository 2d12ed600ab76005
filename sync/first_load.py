"""Loads the board into a register that joins: thousands of rows at once, as central sends them.

Nobody sells there yet. So nobody waits behind a page, and there is nothing of the register's own
that a row would have to respect. Central reads the next page while this one is written. What does
not fit is left to the snapshot, which takes rows one by one and goes on from the same key: a row
that was there, one that came before its parent, one that this version cannot keep.
"""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from itertools import dropwhile
from uuid import UUID

from pos import identity
from pos.uow import ReadTx, WriteTx
from sync.connection import Central
from sync.desk import Desk
from sync.feed import FeedTable, feed_tables
from sync.kept_rows import KeptRows, insert
from sync.pace import ROWS_FIRST, PageSize
from sync.state import Loading, keep_loading

BYTES_MAX = 8 * 1024 * 1024
"""A page of large rows shall not be larger, as far as the one before it tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A page, and how far the load is when it is written."""

    table: FeedTable
    page: KeptRows
    reached: Loading


def is_joining(tx: ReadTx) -> bool:
    """Tell whether this database is no register's yet, so that nobody can sell there."""
    return identity.find_register_id(tx.connection) is None


class FirstLoad:
    """The quick way of a snapshot, over one connection."""

    def __init__(self, desk: Desk, central: Central, size: PageSize) -> None:
        self._desk = desk
        self._central = central
        self._size = size
        self._tables = tuple(central.board())

    def go_on(self, loading: Loading) -> tuple[Loading, int]:
        """Load until all is here, or until a page does not fit.

        Returns:
            How far it is, and how many rows were written.

        Raises:
            UnavailableError: Central or the disk is in trouble; what was written stays.
        """
        rows = 0
        steps = self._steps(loading)
        step = next(steps, None)
        while step is not None:
            write = self._desk.begin(partial(_write, step))
            try:
                following = next(steps, None)
            finally:
                written = _find_written(write)
            if written is None:
                break
            loading, rows, step = step.reached, rows + written, following
        return loading, rows

    def _steps(self, loading: Loading) -> Iterator[_Step]:
        for name in dropwhile(lambda name: loading.table not in (None, name), self._tables):
            table = feed_tables().get(name)
            after = loading.after if name == loading.table else None
            is_whole = table is None  # this version knows nothing of it
            rows_max = ROWS_FIRST
            while table is not None and not is_whole and not self._desk.is_over():
                wanted = min(self._size.rows, rows_max)
                page = self._page(name, after, rows_max=wanted)
                if page is None:
                    return
                is_whole = len(page.rows) < wanted
                rows_max = max(BYTES_MAX // max(page.bytes_per_row(), 1), 1)
                if page.rows:
                    after = UUID(bytes=page.rows[-1][-1])
                    reached = replace(loading, table=name, after=after)
                    yield _Step(table=table, page=page, reached=reached)

    def _page(self, table: str, after: UUID | None, *, rows_max: int) -> KeptRows | None:
        began_ms = self._central.monotonic_ms()
        page = self._central.load(table, after, rows_max=rows_max)
        self._size.note(self._central.monotonic_ms() - began_ms)
        return page


def _write(step: _Step, tx: WriteTx) -> int:
    rows = insert(tx.connection, step.table.table, step.page)
    keep_loading(tx.connection, step.reached, now=tx.now)
    for topic in step.table.feed.topics:
        tx.touched(topic)
    return rows


def _find_written(write: Future[int]) -> int | None:
    """Return how many rows were written, or None where one of them did not fit."""
    try:
        return write.result()
    except sqlite3.IntegrityError:
        return None
