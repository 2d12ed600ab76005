"""Finds the report of a shift by the number printed on it."""

from datetime import datetime

import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.errors import RefusedError
from pos.queries.day_report import read_day_report
from pos.uow import ReadTx

_SHIFTS = ShiftRow.__table__


class ShiftNotFoundError(RefusedError):
    """This register had no such shift. Facts: number (None: it had none at all)."""


def read_day_report_of_shift(tx: ReadTx, number: int | None, *, printed_at: datetime) -> DayReport:
    """Return the Z report of a shift that was closed, or the X report while it is open.

    Args:
        number: Of the shift at this register; None: the newest.
        printed_at: When somebody asks, UTC.

    Raises:
        ShiftNotFoundError: This register had no such shift.
    """
    query = (
        sa.select(_SHIFTS.c.id, _SHIFTS.c.status)
        .where(_SHIFTS.c.register_id == tx.register.register_id)
        .order_by(_SHIFTS.c.number.desc())
        .limit(1)
    )
    if number is not None:
        query = query.where(_SHIFTS.c.number == number)
    shift = tx.connection.execute(query).first()
    if shift is None:
        raise ShiftNotFoundError(number=number)
    kind = DayReportKind.X if shift.status == "open" else DayReportKind.Z
    return read_day_report(tx, shift.id, kind=kind, printed_at=printed_at)
