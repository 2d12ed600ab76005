"""Opens and closes the drawer's shift.

Closing is never refused because of a difference, an unsent document or a missing printer
(features.md E): it is accepted, with its reason, and reported.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten
from pos.domain.permission import Action
from pos.queries.day_report import read_day_report
from pos.queries.settings import read_settings
from pos.queries.shifts import OpenShift, find_last_closed_shift, find_open_shift
from pos.queries.store_rules import day_in_store
from pos.runtime.changes import Topic
from pos.services import print_jobs
from pos.services.cash_movements import CashAmountError, ShiftNotOpenError
from pos.services.drawer_counts import forget_drawer_count
from pos.services.journal import Entry, write_entry
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_SHIFTS = ShiftRow.__table__
_INSERT_SHIFT = sa.insert(_SHIFTS)


class ShiftAlreadyOpenError(RefusedError):
    """The drawer has a shift already. Facts: number."""


class DifferenceNeedsNoteError(RefusedError):
    """A difference this large needs a sentence about it. Facts: difference_cents, currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShiftWish:
    """The wish to begin a shift.

    Attributes:
        opening_float_cents: What was counted into the drawer, at least 0.
        note: Asked for when the count is not what the last close left.
    """

    actor: Actor
    opening_float_cents: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedShift:
    """The shift that began.

    Attributes:
        difference_cents: Counted now minus counted at the last close; None on the first day.
    """

    shift_id: UUID
    number: int
    difference_cents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseShiftWish:
    """The wish to end the shift with what was counted, before anybody saw what is expected.

    Attributes:
        count_detail: Pieces of each coin and note by their value in minor units; empty when only
            the sum was typed.
    """

    actor: Actor
    counted_cash_cents: int
    count_detail: dict[str, int]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedShiftReport:
    """The shift that ended, and its Z report."""

    shift_id: UUID
    report: DayReport


def open_shift(tx: WriteTx, wish: OpenShiftWish) -> OpenedShift:
    """Begin a shift with a counted float; all its documents belong to today's business day.

    Raises:
        PermissionDeniedError: The actor may not.
        ShiftAlreadyOpenError: Close the one that is open first.
        CashAmountError: The float is negative.
    """
    require(tx, wish.actor, Action.OPEN_SHIFT)
    present = find_open_shift(tx)
    if present is not None:
        raise ShiftAlreadyOpenError(number=present.number)
    if wish.opening_float_cents < 0:
        raise CashAmountError(amount_cents=wish.opening_float_cents)
    last = find_last_closed_shift(tx)
    difference = None if last is None else wish.opening_float_cents - last.counted_cash_cents
    row = _shift_row(tx, wish)
    tx.connection.execute(_INSERT_SHIFT, row)
    forget_drawer_count(tx)
    journal = write_entry(
        tx,
        Entry(
            kind="shift_open",
            payload={
                "number": row["number"],
                "opening_float_cents": wish.opening_float_cents,
                "difference_to_last_close_cents": difference,
                "note": wish.note,
            },
            shift_id=row["id"],
            staff_id=wish.actor.staff_id,
        ),
    )
    tx.record(
        Fact(
            kind="shift.opened",
            version=1,
            table="shifts",
            row_id=row["id"],
            rows=(
                RowsWritten(table="shifts", rows=(row,)),
                RowsWritten(table="journal_entries", rows=(journal,)),
            ),
        )
    )
    tx.touched(Topic.SHIFTS, row["id"])
    return OpenedShift(shift_id=row["id"], number=row["number"], difference_cents=difference)


def close_shift(tx: WriteTx, wish: CloseShiftWish) -> ClosedShiftReport:
    """End the shift: freeze its figures, number its Z report and print it.

    Raises:
        PermissionDeniedError: The actor may not.
        ShiftNotOpenError: There is none.
        CashAmountError: The count is negative.
        DifferenceNeedsNoteError: Say why the drawer is off; with a note it closes.
    """
    require(tx, wish.actor, Action.CLOSE_SHIFT)
    shift = find_open_shift(tx)
    if shift is None:
        raise ShiftNotOpenError
    if wish.counted_cash_cents < 0:
        raise CashAmountError(amount_cents=wish.counted_cash_cents)
    expected = read_day_report(
        tx, shift.shift_id, kind=DayReportKind.X, printed_at=tx.now
    ).cash.expected_cents
    _check_difference(tx, wish, expected_cents=expected)
    after = _closing_values(tx, wish, expected_cents=expected)
    this = _SHIFTS.c.id == shift.shift_id
    tx.connection.execute(sa.update(_SHIFTS).where(this).values(**after, updated_at=tx.now))
    report = read_day_report(tx, shift.shift_id, kind=DayReportKind.Z, printed_at=tx.now)
    totals = frozen_totals(report)
    tx.connection.execute(sa.update(_SHIFTS).where(this).values(totals=totals, updated_at=tx.now))
    _record_close(tx, wish, shift, after={**after, "totals": totals})
    print_jobs.enqueue_day_report(tx, shift.shift_id, staff_id=wish.actor.staff_id)
    forget_drawer_count(tx)
    tx.touched(Topic.SHIFTS, shift.shift_id)
    return ClosedShiftReport(shift_id=shift.shift_id, report=report)


def frozen_totals(report: DayReport) -> dict[str, Any]:
    """Return the figures that a closed shift keeps for ever."""
    return {
        "sales": report.documents.sales,
        "returns": report.documents.returns,
        "first": report.documents.first,
        "last": report.documents.last,
        "gross_cents": report.gross_cents,
        "discount_cents": report.discount_cents,
        "returns_cents": report.returns_cents,
        "net_cents": report.net_cents,
        "total_cents": report.total_cents,
        "gift_cards_cents": report.gift_cards_cents,
        "tips_cents": report.tips_cents,
        "opening_cents": report.cash.opening_cents,
        "expected_cents": report.cash.expected_cents,
        "counted_cents": report.cash.counted_cents,
        "difference_cents": report.cash.difference_cents,
        "tenders": [
            {"name": each.name, "count": each.count, "amount_cents": each.amount_cents}
            for each in report.tenders
        ],
        "taxes": [
            {
                "name": each.name,
                "rate_ppm": each.rate_ppm,
                "base_cents": each.base_cents,
                "tax_cents": each.tax_cents,
            }
            for each in report.taxes
        ],
        "perpetual_cents": report.journal.perpetual_cents if report.journal else 0,
    }


def _closing_values(tx: WriteTx, wish: CloseShiftWish, *, expected_cents: int) -> dict[str, Any]:
    return {
        "status": "closed",
        "closed_by": wish.actor.staff_id,
        "closed_at": tx.now,
        "expected_cash_cents": expected_cents,
        "counted_cash_cents": wish.counted_cash_cents,
        "count_detail": wish.count_detail,
        "note": wish.note or None,
    }


def _record_close(
    tx: WriteTx, wish: CloseShiftWish, shift: OpenShift, *, after: dict[str, Any]
) -> None:
    """Journal the figures of the shift and tell central what changed in its row."""
    journal = write_entry(
        tx,
        Entry(
            kind="shift_close",
            payload={**after["totals"], "number": shift.number, "note": wish.note},
            shift_id=shift.shift_id,
            staff_id=wish.actor.staff_id,
        ),
    )
    tx.record(
        Fact(
            kind="shift.closed",
            version=1,
            table="shifts",
            row_id=shift.shift_id,
            operation=Operation.UPDATE,
            rows=(RowsWritten(table="journal_entries", rows=(journal,)),),
            changes=(
                RowChanged(
                    table="shifts",
                    row_id=shift.shift_id,
                    before={"status": "open"},
                    after=after,
                ),
            ),
        )
    )


def _check_difference(tx: WriteTx, wish: CloseShiftWish, *, expected_cents: int) -> None:
    difference = wish.counted_cash_cents - expected_cents
    limit = read_settings(tx).variance_approval_cents
    if abs(difference) > limit and not wish.note.strip():
        raise DifferenceNeedsNoteError(difference_cents=difference, currency=tx.register.currency)


def _shift_row(tx: WriteTx, wish: OpenShiftWish) -> dict[str, Any]:
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "register_id": tx.register.register_id,
        "store_id": tx.register.store_id,
        "number": tx.next_number("shift"),
        "status": "open",
        "opened_by": wish.actor.staff_id,
        "opened_at": tx.now,
        "business_date": day_in_store(tx, tx.now),
        "opening_float_cents": wish.opening_float_cents,
        "note": wish.note or None,
    }
