"""Copies the board: pages of the feed, each in one short write together with the cursor after it.

Rows and cursor share a transaction, so a page is applied or it is not; there is nothing between.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from models.migrations.runner import register_version
from models.sync import PullLogRow, QuarantineRow
from pos.uow import ReadTx, WriteTx
from sync.apply import Reading, write_rows
from sync.errors import CentralTurnedBackError
from sync.feed import feed_tables
from sync.state import Pulled, keep_gone, keep_pulled, read_gone, read_pulled
from sync.wire import Epoch, Hello, Page, RowsByTable

ROWS_PER_WRITE = 250
"""The cashier never waits behind more than this many rows."""

KEYS_PER_FETCH = 1_000
"""Rows asked for by their keys at once."""

PARENT_STEPS_MAX = 8
"""How long a chain of missing parents may be: longer than any in the schema."""

RETRIES_MAX = 250
"""Rows set aside that are tried again in one round."""

LOG_KEPT = timedelta(days=30)

_LOG = PullLogRow.__table__
_QUARANTINE = QuarantineRow.__table__
_FIND_SET_ASIDE = (
    sa.select(_QUARANTINE.c.table_name, _QUARANTINE.c.row_id)
    .order_by(_QUARANTINE.c.position)
    .limit(RETRIES_MAX)
)
_FIND_SAFE_CURSOR = sa.select(sa.func.max(_LOG.c.cursor)).where(_LOG.c.head <= sa.bindparam("pos"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewind:
    """What to do when central's history changed.

    Attributes:
        keys: Rows that may be of the lost history, to be read again.
        pulled: Where the copy goes on after that.
    """

    keys: tuple[tuple[str, UUID], ...]
    pulled: Pulled


def pieces(page: Page) -> list[Page]:
    """Cut a page so that each piece is a short write; each carries the cursor after it."""
    rows = sorted(page.rows, key=lambda row: row.position)
    cuts = [rows[start : start + ROWS_PER_WRITE] for start in range(0, len(rows), ROWS_PER_WRITE)]
    if not cuts:
        return [page]
    inner = [replace(page, rows=tuple(cut), cursor=cut[-1].position) for cut in cuts[:-1]]
    return [*inner, replace(page, rows=tuple(cuts[-1]))]


def apply_piece(tx: WriteTx, piece: Page, *, parents: RowsByTable, epoch: Epoch) -> int:
    """Write a piece with the parents it needs, and the cursor; return how many were set aside."""
    set_aside = write_rows(tx, (*parents, *piece.rows), Reading(last_seq=piece.last_seq))
    pulled = Pulled(cursor=piece.cursor, head=piece.head, epoch=epoch, schema=register_version())
    keep_pulled(tx.connection, pulled, now=tx.now)
    if piece.rows:
        tx.connection.execute(
            sa.insert(_LOG),
            {
                "cursor": piece.cursor,
                "head": piece.head,
                "epoch": epoch.number,
                "pulled_at": tx.now,
            },
        )
        tx.connection.execute(sa.delete(_LOG).where(_LOG.c.pulled_at < tx.now - LOG_KEPT))
    return set_aside


def note_epoch(tx: WriteTx, pulled: Pulled) -> None:
    """Remember a cursor that was worked out anew; what is known of a lost history is dropped."""
    tx.connection.execute(sa.delete(_LOG).where(_LOG.c.cursor > pulled.cursor))
    keep_gone(tx.connection, min(read_gone(tx.connection), pulled.cursor), now=tx.now)
    keep_pulled(tx.connection, pulled, now=tx.now)


def start_of_round(tx: ReadTx, hello: Hello) -> Pulled:
    """Return where to go on; from the start when this version knows more than the last did.

    The epoch of the answer is the one that the cursor belongs to.

    Raises:
        CentralTurnedBackError: An older history of central answers: a server that was replaced.
    """
    pulled = read_pulled(tx.connection)
    newest = hello.epochs[-1]
    if pulled.epoch is None or pulled.schema != register_version():
        return Pulled(epoch=newest, schema=register_version())
    if newest.number < pulled.epoch.number:
        raise CentralTurnedBackError(found=newest.number, known=pulled.epoch.number)
    return pulled


def find_lost_history(tx: ReadTx, pulled: Pulled, hello: Hello) -> "Rewind | None":
    """Return what has to be looked at again because central's history changed; None if nothing.

    Rows that came down after the point where the histories part may be of the lost one. The cursor
    goes back to a page that central had not yet moved anything behind (sync.md 2.7). Where a row
    went after that point, nothing is here to be looked at again: then everything is read anew.
    """
    assert pulled.epoch is not None, "a round starts with an epoch"
    newest = hello.epochs[-1]
    if pulled.epoch.uuid == newest.uuid:
        return None
    is_ours_known = any(epoch.uuid == pulled.epoch.uuid for epoch in hello.epochs)
    later = [epoch.start_pos for epoch in hello.epochs if epoch.number > pulled.epoch.number]
    parted_at = min(later, default=0) if is_ours_known else 0
    cursor = tx.connection.execute(_FIND_SAFE_CURSOR, {"pos": parted_at}).scalar_one() or 0
    if read_gone(tx.connection) > parted_at:
        cursor = 0
    return Rewind(
        keys=tuple(_keys_after(tx, parted_at)),
        pulled=replace(pulled, cursor=cursor, epoch=newest),
    )


def find_set_aside(tx: ReadTx) -> list[tuple[str, UUID]]:
    """Return rows that could not be stored before; perhaps they can be now."""
    rows = tx.connection.execute(_FIND_SET_ASIDE)
    return [(row.table_name, row.row_id) for row in rows]


def _keys_after(tx: ReadTx, position: int) -> Iterator[tuple[str, UUID]]:
    for name, table in feed_tables().items():
        if "row_version" not in table.table.columns:
            continue  # a posted fact: it was never changed, in no history
        later = sa.select(table.key).where(table.table.c.row_version > position)
        for key in tx.connection.execute(later).scalars():
            yield name, key
