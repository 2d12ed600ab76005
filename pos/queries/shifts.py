"""What is known of the drawer's shifts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.identity import UserRow
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

_SHIFTS = ShiftRow.__table__
_USERS = UserRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShift:
    """The shift that a register's drawer is in.

    Attributes:
        number: The number its Z report will have.
        business_date: The day all its documents belong to, fixed when it was opened.
        opening_float_cents: Counted into the drawer at the start.
    """

    shift_id: UUID
    number: int
    business_date: date
    opened_at: datetime
    opened_by: str
    opening_float_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedShift:
    """The last shift that was closed, for the hand-over to the next."""

    shift_id: UUID
    number: int
    closed_at: datetime
    counted_cash_cents: int


_OPEN = PreparedQuery(
    sa.select(
        _SHIFTS.c.id.label("shift_id"),
        _SHIFTS.c.number,
        _SHIFTS.c.business_date,
        _SHIFTS.c.opened_at,
        _USERS.c.name.label("opened_by"),
        _SHIFTS.c.opening_float_cents,
    )
    .join_from(_SHIFTS, _USERS, _USERS.c.id == _SHIFTS.c.opened_by)
    .where(
        _SHIFTS.c.register_id == sa.bindparam("register_id"),
        # Written out: SQLite uses the index of open shifts only where it sees the word.
        _SHIFTS.c.status == sa.literal_column("'open'"),
    )
)
_LAST_CLOSED = (
    sa.select(
        _SHIFTS.c.id.label("shift_id"),
        _SHIFTS.c.number,
        _SHIFTS.c.closed_at,
        _SHIFTS.c.counted_cash_cents,
    )
    .where(_SHIFTS.c.register_id == sa.bindparam("register_id"), _SHIFTS.c.status != "open")
    .order_by(_SHIFTS.c.number.desc())
    .limit(1)
)


def find_open_shift(tx: ReadTx) -> OpenShift | None:
    """Return the open shift of this register, or None."""
    here = {"register_id": tx.register.register_id}
    row = _OPEN.first(tx.connection, here)
    return None if row is None else OpenShift(**row._asdict())


def find_last_closed_shift(tx: ReadTx) -> ClosedShift | None:
    """Return the shift that was closed last at this register, or None on its first day."""
    here = {"register_id": tx.register.register_id}
    row = tx.connection.execute(_LAST_CLOSED, here).mappings().first()
    return None if row is None else ClosedShift(**row)
