"""Notes that somebody has read what headquarters had a store told; its other tills hear of it."""

from uuid import UUID

import sqlalchemy as sa

from models.engagement import NotificationRow
from pos.domain.fact import Fact, Operation, RowChanged
from pos.runtime.changes import Topic
from pos.uow import WriteTx

_N = NotificationRow.__table__
_READ = (
    sa.update(_N)
    .where(_N.c.id == sa.bindparam("notice_id"), ~_N.c.is_read)
    .values(is_read=True, read_at=sa.bindparam("moment"))
)


def note_read(tx: WriteTx, notice_id: UUID) -> None:
    """Note it, once; central dates it itself, so that two tills never disagree."""
    done = tx.connection.execute(_READ, {"notice_id": notice_id, "moment": tx.now})
    if done.rowcount == 0:
        return
    change = RowChanged(
        table="notifications",
        row_id=notice_id,
        before={"is_read": False},
        after={"is_read": True},
    )
    tx.record(
        Fact(
            kind="notice.read",
            version=1,
            table="notifications",
            row_id=notice_id,
            operation=Operation.UPDATE,
            changes=(change,),
        )
    )
    tx.touched(Topic.ATTENTION)
