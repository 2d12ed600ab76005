"""What the cash screen asks of the database: each function makes or is a job for a lane."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.drawer_evidence import CashPile
from pos.domain.permission import Action
from pos.domain.shift import CashMovementKind
from pos.queries.closing_preview import CountedDrawer, read_closing_preview
from pos.queries.day_report import read_day_report
from pos.queries.drawer import MovedCash, read_drawer
from pos.queries.drawer_counts import DrawerCount, find_drawer_count
from pos.queries.open_differences import OpenDifference, list_open_differences
from pos.queries.receipt_copies import next_copy
from pos.queries.settings import read_settings
from pos.queries.shift_tenders import OtherTender, list_other_tenders
from pos.queries.shifts import ClosedShift, OpenShift, find_last_closed_shift, find_open_shift
from pos.queries.waiting_at_close import WaitingAtClose, read_waiting
from pos.services import print_jobs
from pos.services.cash_movements import MoveCashWish, move_cash
from pos.services.permissions import Actor, require
from pos.services.shifts import (
    ClosedShiftReport,
    CloseShiftWish,
    FirstCount,
    OpenedShift,
    OpenShiftWish,
    close_shift,
    open_shift,
)
from pos.uow import ReadTx, WriteTx
from ui.screens.cash.state import CashState, Count, CountBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How the drawer stands.

    Attributes:
        tenders: The ways to pay besides cash that were used in the shift.
        waiting: What is not finished yet.
        unapproved: Differences of earlier shifts that nobody has accepted yet.
        limit_cents: The largest difference that needs no note.
        draft: A count that was begun, before a restart perhaps; None: there is none.
    """

    shift: OpenShift | None
    last: ClosedShift | None
    moves: tuple[MovedCash, ...]
    tenders: tuple[OtherTender, ...]
    waiting: WaitingAtClose
    unapproved: tuple[OpenDifference, ...]
    limit_cents: int
    draft: DrawerCount | None


def look(tx: ReadTx) -> Situation:
    """Return how the drawer stands."""
    shift = find_open_shift(tx)
    return Situation(
        shift=shift,
        last=find_last_closed_shift(tx),
        moves=read_drawer(tx, shift.shift_id).movements if shift else (),
        tenders=list_other_tenders(tx, shift.shift_id) if shift else (),
        waiting=read_waiting(tx),
        unapproved=list_open_differences(tx),
        limit_cents=read_settings(tx).variance_approval_cents,
        draft=find_drawer_count(tx),
    )


def looked_at(state: CashState, found: Situation, *, may: frozenset[Action]) -> CashState:
    """Return the state with how the drawer stands, and what the person may do."""
    return replace(
        state,
        last=found.last,
        moves=found.moves,
        tenders=found.tenders,
        waiting=found.waiting,
        unapproved=found.unapproved,
        limit_cents=found.limit_cents,
        may=may,
    )


def opening(count: Count, *, note: str) -> Callable[[WriteTx, Actor], OpenedShift]:
    """Return the job that begins a shift with what was counted."""

    def job(tx: WriteTx, actor: Actor) -> OpenedShift:
        wish = OpenShiftWish(
            actor=actor,
            opening_float_cents=count.total_cents,
            count_detail=count.detail,
            note=note,
        )
        return open_shift(tx, wish)

    return job


def previewing(
    state: CashState, shift_id: UUID, *, closed_by: str, now: datetime
) -> Callable[[ReadTx], DayReport]:
    """Return the job that says what the Z report would be with this count."""
    count = state.count
    pieces = () if count.by is CountBy.TOTAL else count.pieces
    drawer = CountedDrawer(
        pile=CashPile(total_cents=count.total_cents, pieces=pieces),
        first_cents=state.first.total_cents if state.first else None,
        tenders=state.tender_counts,
        note=state.note,
    )
    return lambda tx: read_closing_preview(tx, shift_id, drawer, closed_by=closed_by, now=now)


def closing(state: CashState) -> Callable[[WriteTx, Actor], ClosedShiftReport]:
    """Return the job that ends the shift with what was counted."""
    count, first = state.count, state.first

    def job(tx: WriteTx, actor: Actor) -> ClosedShiftReport:
        wish = CloseShiftWish(
            actor=actor,
            counted_cash_cents=count.total_cents,
            count_detail=count.detail,
            first=FirstCount(counted_cents=first.total_cents, detail=first.detail)
            if first
            else None,
            tender_counts=dict(state.tender_counts),
            note=state.note,
            is_unapproved=state.is_unapproved,
        )
        return close_shift(tx, wish)

    return job


def last_z(shift: ClosedShift, *, now: datetime) -> Callable[[ReadTx], DayReport]:
    """Return the job that reads the Z report of the shift that was closed last."""
    return lambda tx: read_day_report(tx, shift.shift_id, kind=DayReportKind.Z, printed_at=now)


def reprinting(shift_id: UUID) -> Callable[[WriteTx, Actor], UUID]:
    """Return the job that prints a Z report again, numbered and journalled as a copy."""

    def job(tx: WriteTx, actor: Actor) -> UUID:
        require(tx, actor, Action.VIEW_REPORTS)
        return print_jobs.enqueue_copy(tx, "shifts", shift_id, actor=actor)

    return job


def filing(shift_id: UUID, report: DayReport) -> Callable[[WriteTx, Actor], DayReport]:
    """Return the job that gives out a Z report for a file, marked and journalled as a copy."""

    def job(tx: WriteTx, actor: Actor) -> DayReport:
        require(tx, actor, Action.VIEW_REPORTS)
        mark = next_copy(tx, shift_id, made_at=tx.now)
        print_jobs.note_file_copy(tx, "shifts", shift_id, actor=actor)
        return replace(report, copy=mark)

    return job


def printing(shift_id: UUID) -> Callable[[WriteTx, Actor], UUID]:
    """Return the job that prints the figures of a shift: an X report while it is open."""

    def job(tx: WriteTx, actor: Actor) -> UUID:
        require(tx, actor, Action.VIEW_REPORTS)
        return print_jobs.enqueue_day_report(tx, shift_id, staff_id=actor.staff_id)

    return job


def moving(kind: CashMovementKind, cents: int, *, reason: str) -> Callable[[WriteTx, Actor], UUID]:
    """Return the job that moves cash in or out."""

    def job(tx: WriteTx, actor: Actor) -> UUID:
        wish = MoveCashWish(actor=actor, kind=kind, amount_cents=cents, reason=reason)
        return move_cash(tx, wish)

    return job
