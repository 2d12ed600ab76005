"""The panel that asks how much cash goes in or out, and why."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from pos.domain.shift import CashMovementKind
from pos.domain.text import NAME_CHARS_MAX
from ui.screens.cash import move_text, text
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.panel_card import PanelCard

WIDTH_PX = 640


class MovePanel(PanelCard):
    """Asks for an amount and a reason.

    Signals:
        answered: Minor units, and the reason.
        cancelled: Nobody wants it any more.
    """

    answered = Signal(object, str)
    cancelled = Signal()

    def __init__(self, kind: CashMovementKind, formats: Formats) -> None:
        super().__init__(move_text.move_title(kind), width_px=WIDTH_PX, name="cash-move")
        self._amount = MoneyEdit(
            name="move-amount",
            says=move_text.amount(),
            exponent=formats.exponent,
            write=formats.amount,
            look="due",
        )
        self._reason = QLineEdit()
        self._reason.setObjectName("move-reason")
        self._reason.setAccessibleName(move_text.reason())
        self._reason.setPlaceholderText(move_text.reason_hint())
        self._reason.setMaxLength(NAME_CHARS_MAX)
        self._pad = NumberPad(corner=".", back=text.erase())
        self._amount.follow(self._pad)
        self._lay_out(kind)
        cancel = self.add_button(Button(text.cancel(), look=Look.MONEY, name="move-cancel"))
        self._confirm = self.add_button(
            Button(move_text.move_title(kind), look=Look.PRIMARY, name="move-confirm")
        )
        self.setFocusProxy(self._amount)
        self._amount.changed.connect(self._changed)
        self._reason.textChanged.connect(self._changed)
        self._amount.accepted.connect(self._reason.setFocus)
        self._reason.returnPressed.connect(self._answer)
        self._confirm.clicked.connect(self._answer)
        cancel.clicked.connect(self.cancelled)
        self._changed()

    def _lay_out(self, kind: CashMovementKind) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        hint = PlainLabel(move_text.move_hint(kind), voice="secondary")
        hint.setWordWrap(True)
        left.addWidget(hint)
        left.addSpacing(4)
        left.addWidget(PlainLabel(move_text.amount(), voice="label"))
        left.addWidget(self._amount)
        left.addSpacing(4)
        left.addWidget(PlainLabel(move_text.reason(), voice="label"))
        left.addWidget(self._reason)
        for reason in move_text.move_reasons(kind):
            button = Button(reason, look=Look.SEGMENT)
            button.clicked.connect(partial(self._reason.setText, reason))
            left.addWidget(button)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self._pad, alignment=Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)

    @property
    def _is_complete(self) -> bool:
        return bool(self._amount.cents) and bool(self._reason.text().strip())

    @Slot()
    def _changed(self) -> None:
        self._confirm.setEnabled(self._is_complete)

    @Slot()
    def _answer(self) -> None:
        cents = self._amount.cents
        if cents is not None and self._is_complete:
            self.answered.emit(cents, self._reason.text().strip())
