"""The panel that asks how much store credit is given or taken back, and why."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from pos.domain.stored_value import CreditReason
from ui.screens.customers import account_text as text
from ui.screens.customers.view_protocol import CreditAnswer, CreditQuestion
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.panel_card import PanelCard
from ui.widgets.segmented import Segmented

WIDTH_PX = 640
GIVEN = (CreditReason.GOODWILL, CreditReason.COMPLAINT, CreditReason.BONUS, CreditReason.MISTAKE)
TAKEN = (CreditReason.PAID_OUT, CreditReason.MISTAKE)


class CreditPanel(PanelCard):
    """Asks for an amount and a reason; shows what they will have.

    Signals:
        answered: The `CreditAnswer`.
    """

    answered = Signal(object)

    def __init__(self, question: CreditQuestion, formats: Formats) -> None:
        super().__init__(text.credit_title(question.name), width_px=WIDTH_PX, name="credit-panel")
        self._question = question
        self._formats = formats
        self._reason: CreditReason | None = None
        self._way = Segmented([(True, text.give()), (False, text.take_back())], chosen=True)
        self._amount = MoneyEdit(
            name="credit-amount",
            says=text.amount(),
            exponent=formats.exponent,
            write=formats.amount,
            look="due",
        )
        self._pad = NumberPad(corner=".", back=text.erase())
        self._becomes = PlainLabel(voice="amount", name="credit-becomes")
        self._group = QButtonGroup(self)
        self._reasons: dict[CreditReason, Button] = {}
        self._trouble = InlineStrip(name="credit-trouble", keeps_room=False)
        self._lay_out()
        self._confirm = self.add_button(
            Button(text.confirm(), look=Look.PRIMARY, name="confirm-credit")
        )
        self._connect()
        self.setFocusProxy(self._amount)
        self._offer_reasons()

    def show_trouble(self, sentence: str) -> None:
        """Say why it cannot be done."""
        self._trouble.say(sentence)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._way)
        left.addWidget(self._amount)
        left.addWidget(self._becomes)
        left.addWidget(PlainLabel(text.why(), voice="label"))
        for reason in CreditReason:
            left.addWidget(self._make_reason(reason))
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(self._pad, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self._trouble)

    def _make_reason(self, reason: CreditReason) -> Button:
        button = Button(text.reason(reason), look=Look.CHIP, name=f"credit-{reason}")
        button.setCheckable(True)
        button.clicked.connect(partial(self._give_reason, reason))
        self._group.addButton(button)
        self._reasons[reason] = button
        return button

    def _connect(self) -> None:
        self._amount.follow(self._pad)
        self._amount.changed.connect(self._look)
        self._amount.accepted.connect(self._answer)
        self._way.chosen.connect(self._offer_reasons)
        self._confirm.clicked.connect(self._answer)

    @Slot()
    def _offer_reasons(self) -> None:
        """Show the reasons of the direction; one that does not fit is no answer any more."""
        offered = GIVEN if self._way.key else TAKEN
        for reason, button in self._reasons.items():
            button.setVisible(reason in offered)
        if self._reason not in offered:
            self._reason = None
            self._group.setExclusive(False)
            for button in self._reasons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
        self._look()

    def _give_reason(self, reason: CreditReason) -> None:
        self._reason = reason
        self._look()

    @Slot()
    def _look(self) -> None:
        """Show what they will have, and whether that can be done now."""
        cents, before = self._amount.cents or 0, self._question.balance_cents
        after = before + (cents if self._way.key else -cents)
        money = self._formats.money
        self._becomes.setText(
            text.becomes(money(before), money(after)) if cents else text.has(money(before))
        )
        self._confirm.setEnabled(self._reason is not None and cents > 0)

    @Slot()
    def _answer(self) -> None:
        cents, reason = self._amount.cents, self._reason
        if cents and reason is not None:
            self.answered.emit(
                CreditAnswer(is_given=bool(self._way.key), amount_cents=cents, reason=reason)
            )
