"""Keeps the count of a drawer while it is made; it is no record, only what somebody typed so far.

It goes in the transaction that opens or closes the shift with it.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.sync import SyncStateRow
from pos.queries.drawer_counts import KEY, DrawerCount
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
        "is_total": count.is_total,
        "pieces": [list(pair) for pair in count.pieces],
        "typed_cents": count.typed_cents,
        "note": count.note,
        "is_recount": count.is_recount,
    }
    tx.connection.execute(_KEEP, {"key": KEY, "value": value, "updated_at": tx.now})


def forget_drawer_count(tx: WriteTx) -> None:
    """Forget the count in progress, if there is one."""
    tx.connection.execute(_FORGET)
