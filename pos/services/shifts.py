"""Opens and closes the drawer's shift.

Closing is never refused because of a difference, an unsent document or a missing printer
(features.md E): it is accepted, with its reason, and reported.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten
from pos.domain.permission import Action
from pos.domain.shift import variance
from pos.domain.shift_totals import frozen_totals
from pos.queries.day_report import read_day_report
from pos.queries.shifts import ClosedShift, OpenShift, find_last_closed_shift, find_open_shift
from pos.queries.store_rules import day_in_store
from pos.runtime.changes import Topic
from pos.services import print_jobs
from pos.services.cash_movements import CashAmountError, ShiftNotOpenError
from pos.services.drawer_counts import forget_drawer_count
from pos.services.drawer_differences import (
    VarianceApproval,
    Verdict,
    check_note,
    judge_difference,
)
from pos.services.journal import Entry, write_entry
from pos.services.money_rules import forget_rules, keep_rules
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_SHIFTS = ShiftRow.__table__
_INSERT_SHIFT = sa.insert(_SHIFTS)


class ShiftAlreadyOpenError(RefusedError):
    """The drawer has a shift already. Facts: number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShiftWish:
    """The wish to begin a shift.

    Attributes:
        opening_float_cents: What was counted into the drawer, at least 0.
        count_detail: Pieces of each coin and note by their value in minor units; empty when only
            the sum was typed.
        note: Asked for when the count is not what the last close left.
    """

    actor: Actor
    opening_float_cents: int
    count_detail: dict[str, int] = field(default_factory=dict)
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
class FirstCount:
    """A count that was off, so that they counted once more; the shift keeps both."""

    counted_cents: int
    detail: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseShiftWish:
    """The wish to end the shift with what was counted, before anybody saw what is expected.

    Attributes:
        count_detail: Pieces of each coin and note by their value in minor units; empty when only
            the sum was typed.
        first: The count before this one, where it was off and they counted once more.
        tender_counts: What was counted of the other ways to pay, by code, in minor units; those
            that nobody counted are left out.
        is_unapproved: Nobody who may accept a large difference is there; close all the same, and
            say so.
    """

    actor: Actor
    counted_cash_cents: int
    count_detail: dict[str, int]
    first: FirstCount | None = None
    tender_counts: dict[str, int] = field(default_factory=dict)
    note: str = ""
    is_unapproved: bool = False


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
    row = _shift_row(tx, wish, last=last)
    tx.connection.execute(_INSERT_SHIFT, row)
    keep_rules(tx)
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
        CashAmountError: A count is negative.
        DifferenceNeedsNoteError: Say why the drawer is off; with a note it closes.
        ApprovalNeededError: Somebody who may accept the difference must approve; where nobody is
            there, it closes with `is_unapproved`.
    """
    closed_for = require(tx, wish.actor, Action.CLOSE_SHIFT)
    shift = find_open_shift(tx)
    if shift is None:
        raise ShiftNotOpenError
    _check_counts(wish)
    before = read_day_report(tx, shift.shift_id, kind=DayReportKind.X, printed_at=tx.now)
    expected = before.cash.expected_cents
    difference = variance(wish.counted_cash_cents, expected)
    check_note(tx, wish.note, difference_cents=difference)
    verdict = judge_difference(
        tx,
        wish.actor,
        difference_cents=difference,
        closed_for=closed_for,
        unapproved=wish.is_unapproved,
    )
    after = _closing_values(tx, wish, expected_cents=expected, verdict=verdict)
    this = _SHIFTS.c.id == shift.shift_id
    tx.connection.execute(sa.update(_SHIFTS).where(this).values(**after, updated_at=tx.now))
    report = read_day_report(tx, shift.shift_id, kind=DayReportKind.Z, printed_at=tx.now)
    totals = frozen_totals(report)
    tx.connection.execute(sa.update(_SHIFTS).where(this).values(totals=totals, updated_at=tx.now))
    _record_close(tx, wish, shift, after={**after, "totals": totals})
    print_jobs.enqueue_day_report(tx, shift.shift_id, staff_id=wish.actor.staff_id)
    forget_rules(tx)
    forget_drawer_count(tx)
    tx.touched(Topic.SHIFTS, shift.shift_id)
    if verdict.approval is VarianceApproval.MISSING:
        tx.touched(Topic.ATTENTION)
    return ClosedShiftReport(shift_id=shift.shift_id, report=report)


def _check_counts(wish: CloseShiftWish) -> None:
    for cents in (wish.counted_cash_cents, *wish.tender_counts.values()):
        if cents < 0:
            raise CashAmountError(amount_cents=cents)


def _closing_values(
    tx: WriteTx, wish: CloseShiftWish, *, expected_cents: int, verdict: Verdict
) -> dict[str, Any]:
    return {
        "status": "closed",
        "closed_by": wish.actor.staff_id,
        "closed_at": tx.now,
        "expected_cash_cents": expected_cents,
        "counted_cash_cents": wish.counted_cash_cents,
        "count_detail": wish.count_detail,
        "first_counted_cents": wish.first.counted_cents if wish.first else None,
        "first_count_detail": wish.first.detail if wish.first else None,
        "variance_approval": str(verdict.approval),
        "variance_approved_by": verdict.approved_by,
        "tender_counts": wish.tender_counts or None,
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
            payload={
                **after["totals"],
                "number": shift.number,
                "note": wish.note,
                "variance_approval": after["variance_approval"],
            },
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


def _shift_row(tx: WriteTx, wish: OpenShiftWish, *, last: ClosedShift | None) -> dict[str, Any]:
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
        "previous_shift_id": last.shift_id if last else None,
        "opening_float_cents": wish.opening_float_cents,
        "opening_expected_cents": last.counted_cash_cents if last else None,
        "opening_detail": wish.count_detail or None,
        "opening_note": wish.note or None,
    }
