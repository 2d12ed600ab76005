"""The panel that asks how much a customer may owe."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.screens.customers import account_text as text
from ui.screens.customers.view_protocol import LimitQuestion
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.panel_card import PanelCard

WIDTH_PX = 600


class LimitPanel(PanelCard):
    """Asks for an amount.

    Signals:
        answered: Minor units; None: nothing may be owed.
    """

    answered = Signal(object)

    def __init__(self, question: LimitQuestion, formats: Formats) -> None:
        super().__init__(text.limit_title(question.name), width_px=WIDTH_PX, name="limit-panel")
        self._amount = MoneyEdit(
            name="limit-amount",
            says=text.amount(),
            exponent=formats.exponent,
            write=formats.amount,
            look="due",
        )
        if question.limit_cents is not None:
            self._amount.show_cents(question.limit_cents)
        self._pad = NumberPad(corner=".", back=text.erase())
        self._amount.follow(self._pad)
        self._trouble = InlineStrip(name="limit-trouble", keeps_room=False)
        self._lay_out(formats.money(question.owed_cents))
        self._none = self.add_button(Button(text.no_account(), look=Look.MONEY, name="no-account"))
        self._none.setVisible(question.limit_cents is not None)
        self._confirm = self.add_button(
            Button(text.save_limit(), look=Look.PRIMARY, name="confirm-limit")
        )
        self._amount.changed.connect(self._look)
        self._amount.accepted.connect(self._answer)
        self._confirm.clicked.connect(self._answer)
        self._none.clicked.connect(self._answer_none)
        self.setFocusProxy(self._amount)
        self._look()

    def show_trouble(self, sentence: str) -> None:
        """Say why it cannot be done."""
        self._trouble.say(sentence)

    def _lay_out(self, owed: str) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        hint = PlainLabel(text.limit_hint(owed), voice="secondary")
        hint.setWordWrap(True)
        left.addWidget(hint)
        left.addWidget(PlainLabel(text.amount(), voice="label"))
        left.addWidget(self._amount)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self._pad, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self._trouble)

    @Slot()
    def _look(self) -> None:
        self._confirm.setEnabled(self._amount.cents is not None)

    @Slot()
    def _answer(self) -> None:
        if self._amount.cents is not None:
            self.answered.emit(self._amount.cents)

    @Slot()
    def _answer_none(self) -> None:
        self.answered.emit(None)
