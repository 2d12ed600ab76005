"""The right side: why the selected line comes back, where it goes, and the money."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos.domain.returns import Reason
from ui.screens.returns import text
from ui.screens.returns.state import LineFace, RefundFace, ReturnsState
from ui.shell.shortcuts import Action, key_of
from ui.widgets.button import Button, Look
from ui.widgets.empty_state import EmptyState
from ui.widgets.inline_strip import InlineStrip, StripKind
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import PlainLabel, figure, plane
from ui.widgets.pane import pane_head
from ui.widgets.segmented import Segmented

REASONS_IN_ROW = 2


class ReasonChips(QWidget):
    """All reasons at one touch.

    Signals:
        chosen: The `Reason`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._buttons = {each: self._make(each) for each in Reason}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, button in enumerate(self._buttons.values()):
            self._group.addButton(button)
            grid.addWidget(button, place // REASONS_IN_ROW, place % REASONS_IN_ROW)

    def show_reason(self, reason: Reason) -> None:
        """Let a reason hold."""
        self._buttons[reason].setChecked(True)

    def _make(self, reason: Reason) -> Button:
        button = Button(text.reason(reason), look=Look.CHIP, name=f"reason-{reason}")
        button.setCheckable(True)
        button.clicked.connect(partial(self.chosen.emit, reason))
        return button


class RefundPane(QWidget):
    """Shows what a return comes to.

    Signals:
        reason_given: The `Reason` of the selected line.
        put_away: True for back to stock, False for set aside.
    """

    reason_given = Signal(object)
    put_away = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.refund = Button("", look=Look.PRIMARY, key=key_of(Action.PAY), name="refund")
        self._items = PlainLabel(voice="caption", name="return-count")
        self._name = PlainLabel(voice="name", name="line-name")
        self._name.setWordWrap(True)
        self._reasons = ReasonChips()
        self._where = Segmented(
            ((True, text.back_to_stock()), (False, text.set_aside())), chosen=True
        )
        self._empty = EmptyState("undo-2", text.nothing_yet(), name="nothing-chosen")
        self._stack = QStackedWidget()
        self._parts = KeyValues()
        self._strip = InlineStrip(name="refund-strip", keeps_room=False)
        self._total = figure(voice="total", name="refund-total")
        self._lay_out()
        self._reasons.chosen.connect(self.reason_given)
        self._where.chosen.connect(self.put_away)

    def show_state(self, state: ReturnsState) -> None:
        """Draw the selected line and the money."""
        if state.line is not None and state.line.is_chosen:
            self._stack.setCurrentIndex(1)
            self._show_line(state.line)
        else:
            self._stack.setCurrentIndex(0)
            self._invite(has_sale=state.order is not None)
        refund = state.refund or RefundFace(items=text.nothing_chosen(), total="")
        self._show_refund(refund, is_open=state.is_register_open)

    def _invite(self, *, has_sale: bool) -> None:
        if has_sale:
            self._empty.say(text.pane_invitation(), hint=text.pane_invitation_hint())
        else:
            self._empty.say(text.nothing_yet())

    def _show_line(self, line: LineFace) -> None:
        self._name.setText(line.name)
        self._reasons.show_reason(line.reason)
        self._where.choose(line.is_restocked)

    def _show_refund(self, refund: RefundFace, *, is_open: bool) -> None:
        self._items.setText(refund.items)
        self._parts.show_rows([KeyValue(name=name, value=amount) for name, amount in refund.parts])
        self._total.setText(refund.total)
        if refund.trouble:
            self._strip.say(refund.trouble)
        elif not is_open:
            self._strip.say(text.closed(), kind=StripKind.WARN)
        else:
            self._strip.say(refund.hint, kind=StripKind.WARN)
        words = text.give_back(refund.total) if refund.total else text.refund()
        self.refund.say(words if is_open else text.open_register())
        self.refund.setEnabled(refund.can_refund or not is_open)

    def _lay_out(self) -> None:
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._make_line())
        body = plane(QWidget(), "pane")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = PlainLabel(text.return_title(), voice="title")
        column.addWidget(pane_head(title, self._items))
        column.addWidget(body, 1)
        column.addWidget(self._make_footer())

    def _make_line(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._name)
        column.addSpacing(2)
        column.addWidget(PlainLabel(text.why(), voice="label"))
        column.addWidget(self._reasons)
        column.addSpacing(6)
        column.addWidget(PlainLabel(text.where_to(), voice="label"))
        column.addWidget(self._where)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _make_footer(self) -> QWidget:
        footer = plane(QWidget(), "footer")
        column = QVBoxLayout(footer)
        column.setContentsMargins(17, 12, 16, 16)
        column.setSpacing(0)
        total = QHBoxLayout()
        total.addWidget(PlainLabel(text.refund(), voice="strong"))
        total.addWidget(self._total, 1)
        column.addWidget(self._strip)
        column.addSpacing(8)
        column.addWidget(self._parts)
        column.addLayout(total)
        column.addSpacing(10)
        column.addWidget(self.refund)
        return footer
