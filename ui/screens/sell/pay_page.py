"""The payment, in place of the tiles: what is due, ways to pay, cash at one touch."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from ui.screens.sell import pay_text
from ui.screens.sell.pay_state import MethodButton, PayState
from ui.screens.sell.tender_list import TenderList
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel, plane
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad

METHODS_WIDTH_PX = 216
SCROLL_BAR_ROOM_PX = 8
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
    """

    tendered = Signal(str, object)
    cash_given = Signal(object)
    taken_back = Signal(int)
    completed = Signal()
    left = Signal()

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
        self._methods = QVBoxLayout()
        self._method_buttons: tuple[MethodButton, ...] = ()
        self._suggestions = [
            Button(look=Look.MONEY, name=f"suggestion-{place}") for place in range(SUGGESTIONS)
        ]
        self._suggested: tuple[tuple[int, str], ...] = ()
        self.tenders = TenderList()
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
        self._due.setText(state.due)
        self._show_methods(state.methods)
        self._show_suggestions(state)
        self.tenders.show_pay(state)
        if is_new or (before is not None and before.tenders != state.tenders):
            self._edit.clear()
        self.setEnabled(not state.is_posting)
        if is_new:
            self._edit.setFocus()

    def forget(self) -> None:
        """The payment is over."""
        self._state = None

    def _show_methods(self, methods: tuple[MethodButton, ...]) -> None:
        if methods == self._method_buttons:
            return
        self._method_buttons = methods
        while (item := self._methods.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for method in methods:
            button = Button(
                method.name,
                look=Look.TENDER,
                icon=method.icon,
                key=method.key,
                name=f"tender-{method.code}",
            )
            button.clicked.connect(partial(self._tender, method.code))
            self._methods.addWidget(button)
        self._methods.addStretch()

    def _show_suggestions(self, state: PayState) -> None:
        self._suggested = state.suggestions
        for place, button in enumerate(self._suggestions):
            is_used = place < len(state.suggestions)
            button.setVisible(is_used)
            if is_used:
                button.say(state.suggestions[place][1])

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 16)
        page.setSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._back)
        head.addWidget(PlainLabel(pay_text.title(), voice="title"))
        head.addStretch()
        page.addLayout(head)
        due = plane(QWidget(), "card")
        due_column = QVBoxLayout(due)
        due_column.setContentsMargins(24, 12, 24, 14)
        due_column.setSpacing(0)
        due_column.addWidget(PlainLabel(pay_text.amount_due(), voice="label"))
        due_column.addWidget(self._due)
        page.addWidget(due)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._make_methods())
        columns.addLayout(self._make_cash())
        columns.addWidget(self.tenders, 1)
        page.addLayout(columns, 1)

    def _make_methods(self) -> QWidget:
        box = QWidget()
        box.setFixedWidth(METHODS_WIDTH_PX)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(pay_text.methods(), voice="label"))
        inside = QWidget()
        inside.setLayout(self._methods)
        self._methods.setSpacing(8)
        self._methods.setContentsMargins(0, 0, SCROLL_BAR_ROOM_PX, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        column.addWidget(area, 1)
        return box

    def _make_cash(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(PlainLabel(pay_text.suggestions(), voice="label"))
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate(self._suggestions):
            grid.addWidget(button, place // SUGGESTIONS_IN_ROW, place % SUGGESTIONS_IN_ROW)
            grid.setColumnStretch(place % SUGGESTIONS_IN_ROW, 1)
        column.addLayout(grid)
        column.addWidget(self._edit)
        column.addWidget(self._pad, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return column

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._edit.follow(self._pad)
        self._edit.accepted.connect(self._give_cash)
        self._edit.refused.connect(self._enter)
        for place, button in enumerate(self._suggestions):
            button.clicked.connect(partial(self._take_suggestion, place))
        self.tenders.taken_back.connect(self.taken_back)
        self.tenders.completed.connect(self.completed)

    def _tender(self, code: str) -> None:
        self.tendered.emit(code, self.typed_cents)

    def _take_suggestion(self, place: int) -> None:
        self.cash_given.emit(self._suggested[place][0])

    @Slot(int)
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
