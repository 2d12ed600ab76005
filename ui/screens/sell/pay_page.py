"""The payment, in place of the tiles: what is due, ways to pay, cash at one touch."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.sell import pay_text
from ui.screens.sell.method_list import MethodList
from ui.screens.sell.pay_state import PayState
from ui.screens.sell.tender_list import TenderList
from ui.screens.sell.terminal_box import TerminalBox
from ui.screens.sell.tips_row import TipsRow
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad

WIDE_FROM_PX = 760
"""Below this width the ways to pay lie above the rest."""

DUE_LETTERS_MAX = 10
"""A longer amount is written smaller: in the narrowest window it would lose its last figures."""

SUGGESTIONS = 4
SUGGESTIONS_IN_ROW = 2


class PayPage(QWidget):
    """Shows a payment.

    Signals:
        tendered: Code of a way to pay, and the amount typed or None.
        cash_given: Cash in minor units, or None for exactly what is open.
        taken_back: Place of a tender.
        completed: The sale shall be posted.
        left: Back to the cart.
        tip_chosen: Percent of a tip.

    Attributes:
        tenders: What was taken so far.
        terminal: The card terminal that is being asked.
    """

    tendered = Signal(str, object)
    cash_given = Signal(object)
    taken_back = Signal(int)
    completed = Signal()
    left = Signal()
    tip_chosen = Signal(int)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._due = PlainLabel(voice="due", name="amount-due")
        self._back = Button(pay_text.back(), icon="arrow-left", name="pay-back")
        self._edit = MoneyEdit(
            name="tender-amount",
            says=pay_text.amount_given(),
            exponent=formats.exponent,
            write=formats.amount,
        )
        self._edit.setPlaceholderText(pay_text.amount_given())
        self._pad = NumberPad(corner="." if formats.exponent else "", back=pay_text.erase())
        self._methods = MethodList()
        self._suggestions = [
            Button(look=Look.MONEY, name=f"suggestion-{place}") for place in range(SUGGESTIONS)
        ]
        self._suggested: tuple[tuple[int, str], ...] = ()
        self._tips = TipsRow()
        self.tenders = TenderList()
        self.terminal = TerminalBox()
        self._cash = self._make_cash()
        self._middle = QStackedWidget()
        self._middle.addWidget(self._cash)
        self._middle.addWidget(self.terminal)
        self._columns = QGridLayout()
        self._is_narrow: bool | None = None
        self._state: PayState | None = None
        self._lay_out()
        self._connect()

    @property
    def typed_cents(self) -> int | None:
        """The amount in the field; None when there is none."""
        return self._edit.cents

    def show_pay(self, state: PayState) -> None:
        """Draw a payment."""
        is_new = self._state is None
        before, self._state = self._state, state
        self.setEnabled(not state.is_posting)
        self._due.setText(state.due)
        self._due.set_voice("due" if len(state.due) <= DUE_LETTERS_MAX else "total")
        self._methods.show_methods(state.methods)
        self._tips.show_tips(state.tips)
        self._show_suggestions(state)
        self._show_middle(state)
        self.tenders.show_pay(state)
        if is_new or (before is not None and before.tenders != state.tenders):
            self._edit.clear()
        if is_new and state.terminal is None:
            self._edit.setFocus()

    def forget(self) -> None:
        """The payment is over."""
        self._state = None

    def _show_middle(self, state: PayState) -> None:
        """Show the terminal that is being asked, else the cash."""
        was_asked = self._middle.currentWidget() is self.terminal
        if state.terminal is not None:
            self._middle.setCurrentWidget(self.terminal)
            self.terminal.show_terminal(state.terminal)
        elif was_asked:
            self.terminal.forget()
            self._middle.setCurrentWidget(self._cash)
            self._edit.setFocus()

    def _show_suggestions(self, state: PayState) -> None:
        self._suggested = state.suggestions
        for place, button in enumerate(self._suggestions):
            is_used = place < len(state.suggestions)
            button.setVisible(is_used)
            if is_used:
                button.say(state.suggestions[place][1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=event.size().width() < WIDE_FROM_PX)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 16)
        page.setSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._back)
        head.addStretch()
        head.addWidget(PlainLabel(pay_text.amount_due(), voice="label"))
        head.addWidget(self._due)
        page.addLayout(head)
        self._columns.setSpacing(16)
        page.addLayout(self._columns, 1)
        self._arrange(narrow=False)

    def _arrange(self, *, narrow: bool) -> None:
        """Put the ways to pay at the left, or above the rest where there is no room for that."""
        if narrow is self._is_narrow:
            return
        self._is_narrow = narrow
        self._methods.lie_down(flat=narrow)
        for part in (self._methods, self._middle, self.tenders):
            self._columns.removeWidget(part)
        if narrow:
            self._columns.addWidget(self._methods, 0, 0, 1, 3)
            self._columns.addWidget(self._middle, 1, 0)
            self._columns.addWidget(self.tenders, 1, 1, 1, 2)
        else:
            self._columns.addWidget(self._methods, 0, 0, 2, 1)
            self._columns.addWidget(self._middle, 0, 1, 2, 1)
            self._columns.addWidget(self.tenders, 0, 2, 2, 1)
        self._columns.setColumnStretch(2, 1)
        self._columns.setRowStretch(1, 1)

    def _make_cash(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tips)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate(self._suggestions):
            grid.addWidget(button, place // SUGGESTIONS_IN_ROW, place % SUGGESTIONS_IN_ROW)
            grid.setColumnStretch(place % SUGGESTIONS_IN_ROW, 1)
        column.addLayout(grid)
        column.addWidget(self._edit)
        column.addWidget(self._pad, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return box

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._methods.chosen.connect(self._tender)
        self._edit.follow(self._pad)
        self._edit.accepted.connect(self._give_cash)
        self._edit.refused.connect(self._enter)
        for place, button in enumerate(self._suggestions):
            button.clicked.connect(partial(self._take_suggestion, place))
        self._tips.chosen.connect(self.tip_chosen)
        self.tenders.taken_back.connect(self.taken_back)
        self.tenders.completed.connect(self.completed)

    def _tender(self, code: str) -> None:
        self.tendered.emit(code, self.typed_cents)

    def _take_suggestion(self, place: int) -> None:
        self.cash_given.emit(self._suggested[place][0])

    @Slot(object)
    def _give_cash(self, cents: int) -> None:
        self.cash_given.emit(cents)

    @Slot()
    def _enter(self) -> None:
        """Complete what is paid; with nothing tendered, take exact cash."""
        if self._state is None or self._edit.text():
            return
        if self._state.can_complete:
            self.completed.emit()
        elif not self._state.tenders:
            self.cash_given.emit(None)
