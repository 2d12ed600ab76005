"""Where a register's journal goes on from, when a new installation took the register over."""

import sqlalchemy as sa

from models.sync import SyncStateRow
from pos.domain.journal import GENESIS, JournalStart
from pos.uow import WriteTx

COUNTER = "journal"

_KEY = "journal_start"
_STATE = SyncStateRow.__table__
_FIND = sa.select(_STATE.c.value).where(_STATE.c.key == _KEY)
_KEEP = sa.insert(_STATE)


def find_journal_start(connection: sa.Connection) -> JournalStart:
    """Return the entry that the first one in this database follows."""
    value = connection.execute(_FIND).scalar_one_or_none()
    return JournalStart(**value) if value else GENESIS


def continue_journal(tx: WriteTx, start: JournalStart) -> None:
    """Let the first entry of this empty database follow one that is elsewhere."""
    if start.seq == 0:
        return
    value = {"seq": start.seq, "entry_hash": start.entry_hash}
    tx.connection.execute(_KEEP, {"key": _KEY, "value": value, "updated_at": tx.now})
    tx.counters.add(COUNTER, start.seq, at=tx.now)
    tx.counters.link(COUNTER, start.entry_hash, at=tx.now)
