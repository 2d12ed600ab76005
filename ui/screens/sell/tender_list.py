"""What was tendered so far, what remains, what goes back, and the button that completes it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.sell import pay_text
from ui.screens.sell.pay_state import PayState, TenderRow
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import ElidedLabel, PlainLabel, figure, plane

ROW_PX = 28


class TenderList(QWidget):
    """Shows tenders.

    Signals:
        taken_back: Place of a tender.
        completed: The sale shall be posted.
    """

    taken_back = Signal(int)
    completed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TenderRow, ...] = ()
        self._list = QVBoxLayout()
        self._widgets: list[QWidget] = []
        self._nothing = PlainLabel(pay_text.nothing_tendered(), voice="secondary")
        self._sums = KeyValues(row_px=ROW_PX)
        self._outcome = PlainLabel(voice="strong")
        self._outcome_amount = figure(voice="total", name="tender-outcome")
        self._complete = Button(pay_text.complete(), look=Look.PRIMARY, name="complete-sale")
        self._complete.clicked.connect(self.completed)
        self._lay_out()

    def show_pay(self, state: PayState) -> None:
        """Draw the tenders of a payment."""
        if state.tenders != self._rows:
            self._rows = state.tenders
            self._rebuild()
        self._nothing.setVisible(not state.tenders)
        rounding = KeyValue(name=pay_text.rounding(), value=state.rounding)
        self._sums.show_rows([rounding] if state.rounding else [])
        self._show_outcome(state)
        self._complete.setEnabled(state.can_complete)
        self._complete.say(pay_text.posting() if state.is_posting else pay_text.complete())

    def _show_outcome(self, state: PayState) -> None:
        """Say what is still to pay, or what goes back, so large that both of them read it."""
        is_open = bool(state.remaining)
        words = pay_text.remaining() if is_open else pay_text.change()
        for label, shown in (
            (self._outcome, words),
            (self._outcome_amount, state.remaining or state.change),
        ):
            label.setText(shown)
            label.set_tone(Tone.WARN if is_open else Tone.OK)
            label.setVisible(is_open or bool(state.change))

    def _lay_out(self) -> None:
        box = plane(QWidget(), "box")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 8, 12)
        inside.setSpacing(4)
        self._list.setSpacing(4)
        inside.addWidget(PlainLabel(pay_text.tendered(), voice="label"))
        inside.addWidget(self._nothing)
        inside.addLayout(self._list)
        inside.addStretch()
        inside.addWidget(self._sums)
        self._sums.setContentsMargins(0, 0, 8, 0)
        outcome = QHBoxLayout()
        outcome.setContentsMargins(0, 0, 8, 0)
        outcome.addWidget(self._outcome, 1)
        outcome.addWidget(self._outcome_amount)
        inside.addLayout(outcome)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(box, 1)
        column.addWidget(self._complete)

    def _rebuild(self) -> None:
        for widget in self._widgets:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = [self._make_row(place, row) for place, row in enumerate(self._rows)]
        for widget in self._widgets:
            self._list.addWidget(widget)

    def _make_row(self, place: int, row: TenderRow) -> QWidget:
        widget = QWidget()
        line = QHBoxLayout(widget)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(row.name, voice="name"))
        if row.note:
            words.addWidget(ElidedLabel(row.note, voice="caption", name=f"tender-note-{place}"))
        line.addLayout(words, 1)
        line.addWidget(figure(row.amount, voice="amount"))
        back = Button(
            look=Look.LINK, icon="x", name=f"take-back-{place}", says=pay_text.take_back()
        )
        back.setFixedWidth(44)
        back.clicked.connect(partial(self.taken_back.emit, place))
        line.addWidget(back)
        return widget
