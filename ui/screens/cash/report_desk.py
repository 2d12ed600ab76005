"""Reports on the desk: the X report of the open shift, the Z report of the last; paper and PDF."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from pos.documents.raster import Bitmap
from pos.domain.day_report import DayReport, DayReportKind
from pos.domain.errors import PosError
from pos.domain.permission import Action
from pos.queries.day_report import read_day_report
from pos.services.permissions import ApprovalNeededError
from ui.screens.cash import text
from ui.screens.cash.drawer import filing, last_z, printing, reprinting
from ui.screens.cash.state import CashState, Paper, Phase
from ui.shell.approval import Approvals
from ui.shell.desk import Desk


class ReportDesk:
    """The wishes of whoever looks at a report.

    Args:
        draw: Makes the picture of a report; it is called on the device lane.
        save: Writes a report as PDF and returns its file; called there, too.
        state: Returns what the screen shows now.
        show: Shows another state.
    """

    def __init__(
        self,
        desk: Desk,
        approvals: Approvals,
        *,
        draw: Callable[[DayReport], Bitmap],
        save: Callable[[DayReport], Path],
        state: Callable[[], CashState],
        show: Callable[[CashState], None],
    ) -> None:
        self._desk = desk
        self._approvals = approvals
        self._draw = draw
        self._save = save
        self._state = state
        self._show = show

    def show_x(self) -> None:
        """Show the figures so far; this changes nothing."""
        shift, now = self._state().shift, self._desk.clock.now()
        if shift is not None and self._may_look:
            self._desk.runner.ask(
                lambda tx: read_day_report(
                    tx, shift.shift_id, kind=DayReportKind.X, printed_at=now
                ),
                then=lambda report: self.put(text.x_report(), report, shift_id=shift.shift_id),
            )

    def show_last_z(self) -> None:
        """Show the Z report of the shift that was closed last."""
        last = self._state().last
        if last is not None and self._may_look:
            self._desk.runner.ask(
                last_z(last, now=self._desk.clock.now()),
                then=lambda report: self.put(text.z_report(), report, shift_id=last.shift_id),
            )

    def print_shown(self) -> None:
        """Print the report on the desk; a Z report is printed as a copy."""
        shown = self._shown()
        if shown is None:
            return
        shift_id, report = shown
        self._show(replace(self._state(), is_busy=True))
        job = printing(shift_id) if report.kind is DayReportKind.X else reprinting(shift_id)
        self._approvals.do(job, then=self._queued, refused=self._refused)

    def save_shown(self) -> None:
        """Save the report on the desk as a PDF."""
        shown = self._shown()
        if shown is None:
            return
        shift_id, report = shown
        self._show(replace(self._state(), is_busy=True))
        if report.kind is DayReportKind.X:
            self._write(report)
        else:
            job = filing(shift_id, report)
            self._approvals.do(job, then=self._write, refused=self._refused)

    def put(self, title: str, report: DayReport, *, shift_id: UUID | None = None) -> None:
        """Draw a report and put it on the desk, unless the screen went on meanwhile."""
        phase = self._state().phase

        def drawn(picture: Bitmap) -> None:
            if self._state().phase is phase:
                paper = Paper(title=title, picture=picture, report=report, shift_id=shift_id)
                self._show(replace(self._state(), paper=paper))

        self._desk.runner.device(lambda: self._draw(report), then=drawn)

    def put_away(self) -> None:
        """Take the report off the desk."""
        if self._state().phase is Phase.OPEN:
            self._show(replace(self._state(), paper=None))

    @property
    def _may_look(self) -> bool:
        state = self._state()
        return state.phase is Phase.OPEN and Action.VIEW_REPORTS in state.may

    def _shown(self) -> tuple[UUID, DayReport] | None:
        state = self._state()
        if state.paper is None or state.paper.shift_id is None or state.is_busy:
            return None
        return state.paper.shift_id, state.paper.report

    def _write(self, report: DayReport) -> None:
        self._desk.runner.device(
            lambda: self._save(report), then=self._saved, refused=self._refused
        )

    def _saved(self, path: Path) -> None:
        self._show(replace(self._state(), is_busy=False))
        self._desk.notices.toast(text.saved(str(path)))

    def _queued(self, _job_id: UUID) -> None:
        self._show(replace(self._state(), is_busy=False))
        self._desk.notices.toast(text.printing())

    def _refused(self, error: PosError) -> None:
        self._show(replace(self._state(), is_busy=False))
        if not isinstance(error, ApprovalNeededError):  # They were asked, and said no.
            self._desk.notices.refused(error)
