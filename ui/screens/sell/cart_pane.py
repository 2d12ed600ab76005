"""The right side: the sale in hand, what it costs, and the way to pay."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.sell import offer_text, text
from ui.screens.sell.line_actions import LineActions
from ui.screens.sell.state import CartState
from ui.shell.shortcuts import Action, key_of
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button, Look
from ui.widgets.cart_view import CartView
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import ElidedLabel, PlainLabel, figure, plane
from ui.widgets.pane import pane_head

REMARK_PX = 34
ROOMY_FROM_PX = 390


class CartPane(QWidget):
    """Shows the cart.

    Signals:
        selected: Id of the line that was tapped.
    """

    selected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_frozen = False
        self.line_actions = LineActions()
        self.customer = Button(
            text.customer(),
            icon="user-plus",
            key=key_of(Action.CUSTOMER),
            name="customer",
            gives_way=True,
        )
        self.coupon = Button(icon="ticket", name="coupon", says=offer_text.coupon_title())
        self.discount = Button(
            text.discount(), look=Look.TOOL, icon="badge-percent", name="discount"
        )
        self.note = Button(text.note(), look=Look.TOOL, icon="sticky-note", name="note")
        self.hold = Button(text.hold(), look=Look.TOOL, icon="pause", name="hold")
        self.clear = Button(text.clear(), look=Look.TOOL_DANGER, icon="trash", name="clear")
        self.exact_cash = Button(
            text.exact_cash(), look=Look.SOFT, icon="banknote", name="exact-cash"
        )
        self.pay = Button("", look=Look.PRIMARY, key=key_of(Action.PAY), name="pay")
        self._subtitle = PlainLabel(voice="caption", name="cart-count")
        self._view = CartView(name="cart", says=text.cart(), actions=self.line_actions)
        self._empty = EmptyState(
            "scan-barcode", text.empty_cart(), hint=text.empty_cart_hint(), name="empty-cart"
        )
        self._remark = ElidedLabel(voice="status", tone=Tone.WARN, name="customer-remark")
        self._remark_row = self._make_remark_row()
        self._stack = QStackedWidget()
        self._sums = KeyValues()
        self._total = figure(voice="total", name="cart-total")
        self._lay_out()
        self._view.selected.connect(self.selected)

    def show_cart(self, state: CartState) -> None:
        """Draw the cart."""
        self._subtitle.setText(state.subtitle)
        self.customer.say(
            state.customer or text.customer(), says=text.customer_says(state.customer)
        )
        self.customer.set_icon("user-check" if state.customer else "user-plus")
        self._remark.setText(state.remark)
        self._remark_row.setVisible(bool(state.remark))
        self._stack.setCurrentWidget(self._view if state.rows else self._empty)
        self._view.show_rows(state.rows, selected=state.selected)
        self._sums.show_rows(
            [
                KeyValue(
                    name=row.name,
                    value=row.amount,
                    tone=Tone.OK if row.is_discount else Tone.SECONDARY,
                    value_tone=Tone.OK if row.is_discount else Tone.TEXT,
                )
                for row in state.sums
            ]
        )
        self._total.setText(state.total)
        self._show_buttons(state)

    def flash(self, line_id: UUID) -> None:
        """Light a line up."""
        self._view.flash(line_id)

    def freeze(self, *, frozen: bool) -> None:
        """Only show the cart, while it is being paid."""
        if frozen != self._is_frozen:
            self._is_frozen = frozen
            self._view.freeze(frozen=frozen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY_FROM_PX
        self.discount.say(text.discount() if roomy else "", says=text.discount())
        self.note.say(text.note() if roomy else "", says=text.note())

    def _show_buttons(self, state: CartState) -> None:
        has_lines, is_open = bool(state.rows), state.is_register_open
        may_change = has_lines and not self._is_frozen
        for button in (self.coupon, self.discount, self.note, self.hold, self.clear):
            button.setEnabled(may_change)
        self.note.set_icon("notebook-pen" if state.has_note else "sticky-note")
        self.exact_cash.setEnabled(state.can_pay)
        self.exact_cash.say(text.exact_cash(), says=text.exact_cash_says(state.total))
        self.pay.say(text.pay(state.total) if is_open else text.open_register())
        self.pay.setEnabled((state.can_pay or not is_open) and not self._is_frozen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = plane(QWidget(), "pane")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(1, 0, 0, 0)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        inside.addWidget(self._stack)
        title = PlainLabel(text.current_sale(), voice="title")
        beside = (self.coupon, self.customer)
        column.addWidget(pane_head(title, self._subtitle, beside=beside))
        column.addWidget(self._remark_row)
        column.addWidget(body, 1)
        column.addWidget(self._make_footer())

    def _make_remark_row(self) -> QWidget:
        """Make the line under the head that says what to know about the customer."""
        made = plane(QWidget(), "header")
        made.setFixedHeight(REMARK_PX)
        row = QHBoxLayout(made)
        row.setContentsMargins(17, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("sticky-note", size_px=16, tone=Tone.WARN))
        row.addWidget(self._remark, 1)
        return made

    def _make_footer(self) -> QWidget:
        footer = plane(QWidget(), "footer")
        column = QVBoxLayout(footer)
        column.setContentsMargins(17, 10, 16, 16)
        column.setSpacing(0)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for button in (self.discount, self.note, self.hold, self.clear):
            tools.addWidget(button, 1)
        total = QHBoxLayout()
        total.addWidget(PlainLabel(text.total(), voice="strong"))
        total.addWidget(self._total, 1)
        ways = QHBoxLayout()
        ways.setSpacing(10)
        ways.addWidget(self.exact_cash, 5)
        ways.addWidget(self.pay, 11)
        column.addLayout(tools)
        column.addSpacing(8)
        column.addWidget(self._sums)
        column.addLayout(total)
        column.addSpacing(10)
        column.addLayout(ways)
        return footer
