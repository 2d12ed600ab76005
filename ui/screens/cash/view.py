"""Draws the cash screen: a page for each phase of the drawer's day, and a pane beside it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from pos.domain.denominations import cash_kinds
from pos.domain.shift import CashMovementKind
from ui.screens.cash import text
from ui.screens.cash.count_page import CountPage
from ui.screens.cash.count_pane import CountPane
from ui.screens.cash.move_panel import MovePanel
from ui.screens.cash.paper_page import PaperPage
from ui.screens.cash.presenter import CashPresenter
from ui.screens.cash.report_pane import ReportPane
from ui.screens.cash.shift_page import ShiftPage
from ui.screens.cash.state import CashState, Phase
from ui.shell.desk import Desk
from ui.widgets.empty_state import EmptyState


class CashScreenView(QObject):
    """The widgets of the cash screen.

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._loading = EmptyState("banknote", text.loading(), name="cash-loading")
        self._count = CountPage(cash_kinds(desk.identity.currency), desk.formats)
        self._shift = ShiftPage(desk.formats)
        self._paper = PaperPage()
        self._count_pane = CountPane(desk.formats)
        self._report_pane = ReportPane()
        self.main = QStackedWidget()
        for page in (self._loading, self._count, self._shift, self._paper):
            self.main.addWidget(page)
        self.pane = QStackedWidget()
        for pane in (self._count_pane, self._report_pane):
            self.pane.addWidget(pane)
        self.setParent(self.main)

    def connect_to(self, presenter: CashPresenter) -> None:
        """Pass on what is tapped and typed."""
        self._count.by.chosen.connect(presenter.count_by)
        self._count.grid.counted.connect(presenter.put_pieces)
        self._count.grid.stepped.connect(presenter.step_pieces)
        self._count.total_typed.connect(presenter.put_total)
        self._count.ended.connect(self._count_pane.begin)
        self._count_pane.note_written.connect(presenter.write_note)
        self._count_pane.tender_counted.connect(presenter.put_tender)
        self._count_pane.main.clicked.connect(presenter.go_on)
        self._count_pane.back.clicked.connect(presenter.step_back)
        self._shift.move_wished.connect(presenter.ask_move)
        self._shift.drawer_wished.connect(self._desk.open_drawer)
        reports = presenter.reports
        self._report_pane.show_x.clicked.connect(reports.show_x)
        self._report_pane.show_z.clicked.connect(reports.show_last_z)
        self._report_pane.print.clicked.connect(reports.print_shown)
        self._report_pane.pdf.clicked.connect(reports.save_shown)
        self._report_pane.put_away.clicked.connect(reports.put_away)
        self._report_pane.main.clicked.connect(presenter.go_on)

    def show(self, state: CashState) -> None:
        """Draw a state."""
        match state.phase:
            case Phase.LOADING:
                self.main.setCurrentWidget(self._loading)
            case Phase.CLOSED | Phase.COUNTING:
                self._count.show_state(state)
                self.main.setCurrentWidget(self._count)
            case Phase.OPEN:
                self._shift.show_state(state)
                self.main.setCurrentWidget(self._shift)
            case Phase.CHECKED | Phase.ENDED:
                self._paper.show_state(state)
                self.main.setCurrentWidget(self._paper)
        if state.phase is Phase.OPEN:
            self._report_pane.show_state(state)
        else:
            self._count_pane.show_state(state)
        is_open = state.phase is Phase.OPEN
        self.pane.setCurrentWidget(self._report_pane if is_open else self._count_pane)

    def begin(self) -> None:
        """Put the focus where a person begins in this phase."""
        page = self.main.currentWidget()
        if page is self._count:
            self._count.begin()
        elif page is self._shift:
            self._shift.begin()
        else:
            self._count_pane.begin()

    def ask_move(self, kind: CashMovementKind, *, then: Callable[[int, str], None]) -> None:
        """Ask for an amount in minor units and a reason."""
        panel = MovePanel(kind, self._desk.formats)

        def answered(cents: int, reason: str) -> None:
            self._desk.panels.close_card()
            then(cents, reason)

        panel.answered.connect(answered)
        panel.cancelled.connect(self._desk.panels.close_card)
        self._desk.panels.open(panel)
