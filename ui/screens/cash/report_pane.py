"""The report on the desk while a shift is open, and the way to close it."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.permission import Action as Permission
from ui.paper.raster import image_of
from ui.screens.cash import text
from ui.screens.cash.state import CashState
from ui.shell.shortcuts import Action, key_of
from ui.widgets.button import Button, Look
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import PlainLabel, plane
from ui.widgets.paper_view import PaperView

MARGIN_PX = 16


class ReportPane(QWidget):
    """Shows the X report of the shift, or the Z report of the last, as paper."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel(voice="title", name="report-title")
        self.print = Button(icon="printer", says=text.print_report(), name="print-report")
        self.pdf = Button(icon="file-down", says=text.save_pdf(), name="report-pdf")
        self.put_away = Button(icon="x", says=text.put_away(), name="put-away")
        self._empty = EmptyState("receipt-text", text.no_paper(), name="report-none")
        self.show_x = self._empty.add_button(
            Button(text.x_report(), icon="receipt-text", name="x-report")
        )
        self.show_z = self._empty.add_button(
            Button(text.last_z(), icon="receipt-text", name="last-z")
        )
        self._paper = PaperView(name="report")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._paper)
        self.main = Button(
            text.close_register(), look=Look.PRIMARY, key=key_of(Action.PAY), name="close-register"
        )
        self._lay_out()

    def show_state(self, state: CashState) -> None:
        """Draw the report, or what could be looked at."""
        may_look = Permission.VIEW_REPORTS in state.may
        self.show_x.setVisible(may_look)
        self.show_z.setVisible(may_look and state.last is not None)
        self._empty.say(text.no_paper(), hint=text.x_hint() if may_look else text.no_paper_hint())
        for button in (self.print, self.pdf, self.put_away):
            button.setVisible(state.paper is not None)
            button.setEnabled(not state.is_busy)
        self._title.setText(state.paper.title if state.paper else text.reports())
        if state.paper is not None:
            image = image_of(state.paper.picture)
            self._paper.show_paper(image, says=text.paper_says(state.paper.title))
        self._stack.setCurrentIndex(0 if state.paper is None else 1)
        self.main.setVisible(Permission.CLOSE_SHIFT in state.may)
        self.main.setEnabled(state.can_go_on)

    def _lay_out(self) -> None:
        head = plane(QWidget(), "header")
        head.setFixedHeight(70)
        title = QHBoxLayout(head)
        title.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, 0)
        title.addWidget(self._title, 1)
        title.addWidget(self.print)
        title.addWidget(self.pdf)
        title.addWidget(self.put_away)
        body = plane(QWidget(), "desk")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack)
        foot = plane(QWidget(), "footer")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, MARGIN_PX)
        buttons.addWidget(self.main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(body, 1)
        column.addWidget(foot)
