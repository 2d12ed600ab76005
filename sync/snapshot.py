"""Copies the whole board, table by table and key by key, for a register that is new or far behind.

How far it is lies beside the rows, in the same write: a cut at any point goes on after the last row
that is here. The feed takes over from the head that was there before the first row was read, so
what changed meanwhile comes once more.
"""

from collections.abc import Iterator
from dataclasses import replace

import sqlalchemy as sa

from models.migrations.runner import register_version
from models.sync import PullLogRow
from pos.uow import ReadTx, WriteTx
from sync.apply import Reading, write_rows
from sync.pull import ROWS_PER_WRITE
from sync.state import (
    Loading,
    Pulled,
    drop_loading,
    find_loading,
    keep_loading,
    keep_pulled,
    read_pulled,
)
from sync.wire import Epoch, Hello, RowsByTable, SnapshotPage

_LOG = PullLogRow.__table__


def is_needed(tx: ReadTx, hello: Hello) -> bool:
    """Tell whether the board has to be copied as a whole before the feed can go on."""
    return read_pulled(tx.connection).epoch is None or hello.is_snapshot_due


def find_begun(tx: ReadTx, epoch: Epoch) -> Loading | None:
    """Return a snapshot of this history of central that goes on, or None to begin one."""
    begun = find_loading(tx.connection)
    return begun if begun is not None and begun.epoch == epoch.uuid else None


def begin(epoch: Epoch, *, head: int) -> Loading:
    """Return where a snapshot begins that the feed follows from `head` on."""
    return Loading(epoch=epoch.uuid, start=head, head=head)


def steps(loading: Loading, page: SnapshotPage) -> Iterator[tuple[RowsByTable, Loading]]:
    """Cut a page into short writes, each with how far the snapshot is after it."""
    rows = page.rows
    seen = replace(loading, head=max(loading.head, page.head))
    for start in range(0, len(rows) - ROWS_PER_WRITE, ROWS_PER_WRITE):
        piece = rows[start : start + ROWS_PER_WRITE]
        yield piece, replace(seen, table=piece[-1].table, after=piece[-1].key)
    rest = rows[(max(len(rows), 1) - 1) // ROWS_PER_WRITE * ROWS_PER_WRITE :]
    if page.table is not None:
        yield rest, replace(seen, table=page.table, after=page.after)
    elif rest:
        yield rest, replace(seen, table=rest[-1].table, after=rest[-1].key)
    else:
        yield rest, seen


def apply_step(
    tx: WriteTx, rows: RowsByTable, loading: Loading, *, parents: RowsByTable, last_seq: int
) -> int:
    """Write a piece and how far the snapshot is; return how many rows were set aside."""
    reading = Reading(last_seq=last_seq, leaves_indices=True)
    set_aside = write_rows(tx, (*parents, *rows), reading)
    keep_loading(tx.connection, loading, now=tx.now)
    return set_aside


def finish(tx: WriteTx, loading: Loading, *, epoch: Epoch) -> Pulled:
    """Note that the board is here; the feed goes on from where it was before the first row."""
    pulled = Pulled(cursor=loading.start, head=loading.head, epoch=epoch, schema=register_version())
    keep_pulled(tx.connection, pulled, now=tx.now)
    drop_loading(tx.connection)
    # Rows of it are as new as the newest head: an older one is no safe place to come back to.
    line = {"cursor": loading.start, "head": loading.head, "epoch": epoch.number}
    tx.connection.execute(sa.insert(_LOG), {**line, "pulled_at": tx.now})
    return pulled
