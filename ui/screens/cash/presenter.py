"""The drawer's day: open with a float, move cash, look, count blind, close."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from pos.documents.raster import Bitmap
from pos.domain.day_report import DayReport
from pos.domain.denominations import cash_kinds
from pos.domain.errors import PosError
from pos.domain.permission import Action
from pos.domain.shift import CashMovementKind
from pos.runtime.changes import Changes
from pos.services.permissions import Actor, ApprovalNeededError
from pos.services.shifts import ClosedShiftReport, OpenedShift
from pos.uow import WriteTx
from ui.screens.cash import move_text, text
from ui.screens.cash.draft import keeping, take_up
from ui.screens.cash.drawer import (
    Situation,
    closing,
    look,
    looked_at,
    moving,
    opening,
    previewing,
)
from ui.screens.cash.needs import SHOWN, CashView
from ui.screens.cash.report_desk import ReportDesk
from ui.screens.cash.state import (
    CashState,
    Count,
    CountBy,
    Phase,
    compared,
    fresh_count,
    in_its_phase,
    put_tender,
    unseen,
)
from ui.shell.approval import Approvals
from ui.shell.desk import Desk

T = TypeVar("T")

SELL = "sell"
VARIANCE = Action.ACCEPT_VARIANCE
COUNT_PHASES = (Phase.CLOSED, Phase.COUNTING)


class CashPresenter:
    """The wishes of whoever looks after the drawer.

    Args:
        draw: Makes the picture of a report; it is called on the device lane.
        save: Writes a report as PDF and returns its file; called there, too.

    Attributes:
        reports: The wishes of whoever looks at a report.
    """

    def __init__(
        self,
        view: CashView,
        *,
        desk: Desk,
        approvals: Approvals,
        draw: Callable[[DayReport], Bitmap],
        save: Callable[[DayReport], Path],
    ) -> None:
        self._view = view
        self._desk = desk
        self._approvals = approvals
        self._state = CashState(kinds=cash_kinds(desk.identity.currency))
        self.reports = ReportDesk(
            desk,
            approvals,
            draw=draw,
            save=save,
            state=lambda: self._state,
            show=self._show,
        )

    def entered(self, _bring: str) -> None:
        """Look how the drawer stands; a count that was begun goes on."""
        if self._state.phase is Phase.ENDED:
            self._state = fresh_count(self._state, Phase.LOADING)
        self._show(self._state)
        self._desk.runner.ask(look, then=self._begin)

    def refresh(self, _changes: Changes) -> None:
        """Something happened to the drawer."""
        self._desk.runner.ask(look, then=self._found)
        if self._state.phase is Phase.CHECKED:
            self._compare()

    def scanned(self, _code: str) -> None:
        """Say that nothing is sold here."""
        self._desk.notices.beep()

    def put_pieces(self, worth: int, pieces: int | None) -> None:
        """Note how many of a kind there are; None: not counted."""
        self._change_count(self._state.count.put(worth, pieces))

    def step_pieces(self, worth: int, step: int) -> None:
        """Note one more or one less of a kind."""
        self._change_count(self._state.count.step(worth, step))

    def count_by(self, by: CountBy) -> None:
        """Count in another way; what was counted the other way is kept."""
        self._change_count(replace(self._state.count, by=by))
        self._view.begin()

    def put_total(self, cents: int | None) -> None:
        """Note the sum that was typed."""
        self._change_count(replace(self._state.count, typed_cents=cents))

    def put_tender(self, code: str, cents: int | None) -> None:
        """Note what was counted of another way to pay; None: nothing."""
        if self._state.phase is Phase.COUNTING:
            self._show(put_tender(self._state, code, cents))
            self._keep_count()

    def write_note(self, note: str) -> None:
        """Note what somebody says about a difference."""
        self._show(replace(self._state, note=note))
        self._keep_count()

    def go_on(self) -> None:
        """Do what the main button says."""
        if not self._state.can_go_on:
            return
        steps = {
            Phase.CLOSED: self._open,
            Phase.OPEN: self._begin_count,
            Phase.COUNTING: self._compare,
            Phase.CHECKED: self._close,
            Phase.ENDED: self._begin_float,
        }
        steps[self._state.phase]()

    def step_back(self) -> None:
        """Go back to the open shift; the count is kept, and so is that it was checked."""
        if self._state.phase in (Phase.COUNTING, Phase.CHECKED):
            self._show(unseen(self._state))

    def ask_move(self, kind: CashMovementKind) -> None:
        """Ask how much goes in or out, and why."""
        if self._state.phase is Phase.OPEN and Action.MOVE_CASH in self._state.may:
            self._view.ask_move(kind, then=lambda cents, why: self._move(kind, cents, why))

    def _begin(self, found: Situation) -> None:
        self._found(found)
        self._view.begin()

    def _found(self, found: Situation) -> None:
        self._desk.session.use_shift(found.shift.shift_id if found.shift else None)
        may = frozenset(each for each in SHOWN if self._desk.session.may(each))
        state = looked_at(self._state, found, may=may)
        is_first = state.phase is Phase.LOADING
        state = in_its_phase(state, found.shift)
        self._show(take_up(state, found.draft) if is_first else state)
        if is_first and self._state.count.is_begun:
            self._desk.notices.toast(text.count_goes_on())

    def _change_count(self, count: Count) -> None:
        if self._state.phase in COUNT_PHASES:
            self._show(replace(self._state, count=count))
            self._keep_count()

    def _keep_count(self) -> None:
        self._desk.runner.do(keeping(self._state))

    def _open(self) -> None:
        count = self._state.count
        self._do(
            opening(count, note=self._state.note),
            then=lambda opened: self._opened(opened, count.total_cents),
        )

    def _opened(self, opened: OpenedShift, cents: int) -> None:
        self._state = fresh_count(self._state, Phase.LOADING)
        self._desk.session.use_shift(opened.shift_id)
        self._desk.notices.toast(text.register_opened(self._desk.formats.money(cents)))
        self._desk.runner.ask(look, then=self._found)
        self._desk.navigator.go(SELL)

    def _begin_count(self) -> None:
        self._show(replace(self._state, phase=Phase.COUNTING, paper=None))
        self._view.begin()

    def _begin_float(self) -> None:
        self._show(fresh_count(self._state, Phase.CLOSED))
        self._desk.runner.ask(look, then=self._begin)

    def _compare(self) -> None:
        """Compare the count with what is expected; it is told only what it may know."""
        shift, cashier = self._state.shift, self._desk.session.cashier
        if shift is None:
            return
        preview = previewing(
            self._state,
            shift.shift_id,
            closed_by=cashier.name if cashier else "",
            now=self._desk.clock.now(),
        )
        # A second press while it is looked up would be taken for the second count.
        self._show(replace(self._state, is_busy=self._state.phase is Phase.COUNTING))
        self._desk.runner.ask(preview, then=self._compared, refused=self._refused)

    def _compared(self, report: DayReport) -> None:
        before = self._state
        self._show(compared(before, report))
        if self._state.phase is Phase.CHECKED:
            self.reports.put(text.z_report(), report)
        else:
            self._desk.notices.beep()
            self._keep_count()
        if before.phase is Phase.COUNTING:
            self._view.begin()

    def _close(self) -> None:
        self._do(closing(self._state), then=self._closed, refused=self._not_closed)

    def _not_closed(self, error: PosError) -> None:
        """Offer to close without anybody's approval where nobody gave it."""
        if isinstance(error, ApprovalNeededError) and error.facts["action"] == VARIANCE:
            self._show(replace(self._state, is_busy=False, is_unapproved=True))
        else:
            self._refused(error)

    def _closed(self, closed: ClosedShiftReport) -> None:
        self._show(replace(self._state, phase=Phase.ENDED, is_busy=False))
        self._desk.session.use_shift(None)
        self.reports.put(text.z_report(), closed.report)
        self._view.begin()

    def _move(self, kind: CashMovementKind, cents: int, reason: str) -> None:
        def moved(_movement_id: UUID) -> None:
            self._desk.notices.toast(move_text.move_done(kind, self._desk.formats.money(cents)))
            self._show(replace(self._state, paper=None, is_busy=False))
            self._desk.runner.ask(look, then=self._found)

        self._do(moving(kind, cents, reason=reason), then=moved, size=cents)

    def _do(
        self,
        job: Callable[[WriteTx, Actor], T],
        *,
        then: Callable[[T], None],
        size: int | None = None,
        refused: Callable[[PosError], None] | None = None,
    ) -> None:
        self._show(replace(self._state, is_busy=True))
        self._approvals.do(job, size=size, then=then, refused=refused or self._refused)

    def _refused(self, error: PosError) -> None:
        self._show(replace(self._state, is_busy=False))
        if not isinstance(error, ApprovalNeededError):  # They were asked, and said no.
            self._desk.notices.refused(error)

    def _show(self, state: CashState) -> None:
        self._state = state
        self._view.show(state)
