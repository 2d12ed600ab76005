"""Takes old facts off the tape: those that central has for good.

A central that is set back to a backup asks again for what came since, so a fact stays until no
backup is older than it. Each write takes a few, and the cashier goes first.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.uow import WriteTx
from sync.desk import Desk

KEPT_AT_LEAST = timedelta(days=35)

KEPT_WITHOUT_PROMISE = timedelta(days=400)
"""Where central does not say how old a backup may be that it is set back to."""

FACTS_PER_WRITE = 250
FACTS_PER_ROUND_MAX = 2_500

_OUTBOX = OutboxRow.__table__
_LATER = _OUTBOX.alias("later")
_FIND_OLD = (
    sa.select(_OUTBOX.c.op_id)
    .where(
        _OUTBOX.c.acked_at < sa.bindparam("before"),
        _OUTBOX.c.created_at < sa.bindparam("before"),
        # The last of each life stays: by its chain value central knows the tape again.
        sa.exists().where(
            _LATER.c.incarnation == _OUTBOX.c.incarnation, _LATER.c.seq > _OUTBOX.c.seq
        ),
    )
    .order_by(_OUTBOX.c.incarnation, _OUTBOX.c.seq)
    .limit(FACTS_PER_WRITE)
)
_TAKE_OFF = sa.delete(_OUTBOX).where(_OUTBOX.c.op_id.in_(_FIND_OLD.scalar_subquery()))


def take_off_old(desk: Desk, *, horizon: datetime | None, now: datetime) -> int:
    """Take acknowledged facts off the tape that are old enough, and return how many.

    Args:
        horizon: The oldest state that central may be set back to; None: it does not say.
        now: Central's time, UTC: a clock here that is wrong by years must not empty the tape.
    """
    before = old_before(horizon, now=now)
    taken = 0
    while taken < FACTS_PER_ROUND_MAX and not desk.is_over():
        some = desk.write(lambda tx: _take_off(tx, before))
        taken += some
        if some < FACTS_PER_WRITE:
            break
    return taken


def old_before(horizon: datetime | None, *, now: datetime) -> datetime:
    """Return the moment before which a fact that central has is no longer needed here."""
    if horizon is None:
        return now - KEPT_WITHOUT_PROMISE
    return min(horizon, now - KEPT_AT_LEAST)


def _take_off(tx: WriteTx, before: datetime) -> int:
    return tx.connection.execute(_TAKE_OFF, {"before": before}).rowcount
