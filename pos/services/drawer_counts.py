"""Keeps the count of a drawer while it is made; it is no record, only what somebody typed so far.

It goes in the transaction that opens or closes the shift with it.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.sync import SyncStateRow
from pos.queries.drawer_counts import KEY, Counted, DrawerCount
from pos.uow import WriteTx

_STATE = SyncStateRow.__table__
_NEW = sqlite.insert(_STATE)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=["key"],
    set_={"value": _NEW.excluded.value, "updated_at": _NEW.excluded.updated_at},
)
_FORGET = sa.delete(_STATE).where(_STATE.c.key == KEY)


def keep_drawer_count(tx: WriteTx, count: DrawerCount) -> None:
    """Keep a count as it is now, instead of what was kept before."""
    value = {
        "shift_id": None if count.shift_id is None else str(count.shift_id),
        **_counted(count.counted),
        "note": count.note,
        "first": None if count.first is None else _counted(count.first),
        "tenders": [list(pair) for pair in count.tenders],
    }
    tx.connection.execute(_KEEP, {"key": KEY, "value": value, "updated_at": tx.now})


def forget_drawer_count(tx: WriteTx) -> None:
    """Forget the count in progress, if there is one."""
    tx.connection.execute(_FORGET)


def _counted(counted: Counted) -> dict[str, object]:
    return {
        "is_total": counted.is_total,
        "pieces": [list(pair) for pair in counted.pieces],
        "typed_cents": counted.typed_cents,
    }
