"""Differences of closed shifts that nobody who may has accepted yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.identity import UserRow
from pos.uow import ReadTx

OPEN_MAX = 50
"""Differences that are listed; older ones come into sight as these are accepted."""

_SHIFTS = ShiftRow.__table__
_CLOSER = UserRow.__table__
_OPEN = (
    sa.select(
        _SHIFTS.c.id.label("shift_id"),
        _SHIFTS.c.number,
        _SHIFTS.c.closed_at.label("since"),
        sa.func.coalesce(_CLOSER.c.name, "").label("closed_by"),
        _SHIFTS.c.variance_cents.label("difference_cents"),
        sa.func.coalesce(_SHIFTS.c.note, "").label("note"),
    )
    .select_from(_SHIFTS.outerjoin(_CLOSER, _CLOSER.c.id == _SHIFTS.c.closed_by))
    .where(
        _SHIFTS.c.register_id == sa.bindparam("register_id"),
        _SHIFTS.c.variance_approval == "missing",
    )
    .order_by(_SHIFTS.c.number.desc())
    .limit(OPEN_MAX)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDifference:
    """A shift of this register that was closed without the approval it needed.

    Attributes:
        since: When it was closed, UTC.
        difference_cents: Counted minus expected.
        note: What was said about it.
    """

    shift_id: UUID
    number: int
    since: datetime
    closed_by: str
    difference_cents: int
    note: str


def list_open_differences(tx: ReadTx) -> tuple[OpenDifference, ...]:
    """Return what waits for somebody who may accept it, newest first."""
    here = {"register_id": tx.register.register_id}
    return tuple(OpenDifference(**row) for row in tx.connection.execute(_OPEN, here).mappings())
