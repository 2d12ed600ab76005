"""The main area: the field for the receipt's number, and the sale that it is about."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.returns import text
from ui.screens.returns.line_actions import LineActions
from ui.screens.returns.state import OrderFace, ReturnsState
from ui.shell.shortcuts import Action, key_of
from ui.widgets.button import Button
from ui.widgets.cart_view import CartView
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import PlainLabel, hairline, plane
from ui.widgets.search_box import SearchBox


class SalePage(QWidget):
    """Shows the sale that goods come back of.

    Signals:
        number_entered: What was typed when Enter was pressed.
        selected: Id of the line that was tapped.
        everything_wished: All that is left comes back.
        orders_wished: The orders shall be shown.
    """

    number_entered = Signal(str)
    selected = Signal(object)
    everything_wished = Signal()
    orders_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line_actions = LineActions()
        self.field = SearchBox(
            name="returns-search",
            hint=text.number_hint(),
            says=text.number(),
            key=key_of(Action.SEARCH),
        )
        self._orders = Button(text.orders(), icon="receipt-text", name="orders")
        self._number = PlainLabel(voice="dialog", name="sale-number")
        self._sold = PlainLabel(voice="secondary")
        self._paid = PlainLabel(voice="secondary", name="sale-paid")
        self._everything = Button(text.take_everything(), icon="list-checks", name="everything")
        self._lines = CartView(name="sale-lines", says=text.lines(), actions=self.line_actions)
        self._empty = EmptyState(
            "receipt-text", text.invitation(), hint=text.invitation_hint(), name="no-sale"
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_state(self, state: ReturnsState) -> None:
        """Draw the sale, or the invitation to scan a receipt."""
        self._stack.setCurrentIndex(0 if state.order is None else 1)
        if state.order is not None:
            self._show_head(state.order)
        if state.line is not None:
            self.line_actions.show_line(state.line)
        self._lines.show_rows(state.rows, selected=state.selected)

    def flash(self, line_id: UUID) -> None:
        """Light a line up."""
        self._lines.flash(line_id)

    def _show_head(self, order: OrderFace) -> None:
        self._number.setText(order.number)
        self._sold.setText(order.sold)
        self._paid.setText(text.DOT.join(filter(None, (order.paid, order.returned))))
        self._everything.setEnabled(order.has_anything_left)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.field, 1)
        top.addWidget(self._orders)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._make_sale())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(13)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _make_sale(self) -> QWidget:
        card = plane(QWidget(), "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 14, 1, 8)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addSpacing(12)
        column.addWidget(hairline())
        column.addWidget(self._lines, 1)
        return card

    def _make_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in (self._number, self._sold, self._paid):
            words.addWidget(label)
        self._paid.setWordWrap(True)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self._everything)
        return head

    def _connect(self) -> None:
        self.field.entered.connect(self._entered)
        self._lines.selected.connect(self.selected)
        self._everything.clicked.connect(self.everything_wished)
        self._orders.clicked.connect(self.orders_wished)

    @Slot(str, bool)
    def _entered(self, typed: str, _held: bool) -> None:  # noqa: FBT001 - a signal's payload
        self.number_entered.emit(typed)
