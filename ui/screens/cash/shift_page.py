"""The open shift: what is known of it, and what may be done with its cash."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.permission import Action
from pos.domain.shift import CashMovementKind
from pos.queries.drawer import MovedCash
from pos.queries.shifts import OpenShift
from ui.screens.cash import move_text, text
from ui.screens.cash.differences import waiting_rows
from ui.screens.cash.page_head import PageHead
from ui.screens.cash.state import CashState
from ui.shell.shortcuts import Action as Key
from ui.shell.shortcuts import key_of
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.column import Column
from ui.widgets.empty_state import EmptyState
from ui.widgets.frozen_table import FrozenTable
from ui.widgets.key_values import KeyValue, KeyValues
from ui.widgets.label import PlainLabel, plane

MARGIN_PX = 16
ROW_PX = 30

_MOVES = (
    (CashMovementKind.PAY_IN, "banknote-arrow-down", "pay-in"),
    (CashMovementKind.PAY_OUT, "banknote-arrow-up", "pay-out"),
    (CashMovementKind.DROP, "vault", "safe-drop"),
)


class ShiftPage(QWidget):
    """Shows the open shift.

    Signals:
        move_wished: The kind of movement.
        drawer_wished: The drawer shall open without a sale.
    """

    move_wished = Signal(object)
    drawer_wished = Signal()

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._head = PageHead()
        self._facts = KeyValues(row_px=ROW_PX)
        self._buttons = [self._move_button(*each) for each in _MOVES]
        self._open = Button(
            text.open_drawer(),
            look=Look.MONEY,
            icon="wallet",
            key=key_of(Key.OPEN_DRAWER),
            name="open-drawer",
        )
        self._open.clicked.connect(self.drawer_wished)
        self._moves = FrozenTable(_columns(formats), name="cash-moves", says=text.moves())
        self._none = EmptyState("arrow-left-right", text.no_moves(), name="cash-no-moves")
        self._below = QStackedWidget()
        self._below.addWidget(self._moves)
        self._below.addWidget(plane(self._none, "card"))
        self._lay_out()

    def show_state(self, state: CashState) -> None:
        """Draw the shift."""
        shift = state.shift
        if shift is None:
            return
        self._head.say(text.shift_open(shift.number), text.shift_open_hint())
        self._facts.show_rows((*self._rows(shift), *waiting_rows(state.unapproved, self._formats)))
        for button in self._buttons:
            button.setVisible(Action.MOVE_CASH in state.may)
            button.setEnabled(not state.is_busy)
        self._open.setVisible(Action.OPEN_DRAWER in state.may)
        self._moves.show_rows(state.moves)
        self._below.setCurrentIndex(0 if state.moves else 1)

    def begin(self) -> None:
        """Put the focus on the first thing that may be done."""
        self._buttons[0].setFocus()

    def _rows(self, shift: OpenShift) -> tuple[KeyValue, ...]:
        formats = self._formats
        float_cents = shift.opening_float_cents
        return (
            KeyValue(name=text.opened_by(), value=shift.opened_by),
            KeyValue(name=text.since(), value=formats.moment(shift.opened_at)),
            KeyValue(name=text.opening_float(), value=formats.money(float_cents)),
            KeyValue(name=text.expected(), value=text.expected_hidden(), value_tone=Tone.CAPTION),
        )

    def _move_button(self, kind: CashMovementKind, icon: str, name: str) -> Button:
        button = Button(move_text.move_title(kind), look=Look.MONEY, icon=icon, name=name)
        button.clicked.connect(partial(self.move_wished.emit, kind))
        return button

    def _lay_out(self) -> None:
        card = plane(QWidget(), "card")
        facts = QVBoxLayout(card)
        facts.setContentsMargins(MARGIN_PX, 10, MARGIN_PX, 10)
        facts.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (*self._buttons, self._open):
            row.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, MARGIN_PX)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(card)
        column.addLayout(row)
        column.addWidget(PlainLabel(text.moves(), voice="label"))
        column.addWidget(self._below, 1)


def _columns(formats: Formats) -> tuple[Column[MovedCash], ...]:
    return (
        Column(
            title=text.kind_column(), value=lambda move: move_text.kind_of(move.kind), width_px=140
        ),
        Column(title=text.reason_column(), value=lambda move: move.reason),
        Column(
            title=text.amount_column(),
            value=lambda move: formats.money(move.amount_cents),
            width_px=130,
            is_figure=True,
            is_strong=True,
        ),
    )
