"""The panel that asks how the stock of a variant is adjusted, and why."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout

from pos.domain.quantity import Unit, is_measured
from ui.screens.stock import text
from ui.screens.stock.adjustment import OFFERED, Adjustment, AdjustReason, How, level_after
from ui.screens.stock.view_protocol import AdjustQuestion
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.number_pad import NumberPad
from ui.widgets.panel_card import PanelCard
from ui.widgets.segmented import Segmented

WIDTH_PX = 680
PAD_PX = 244
MEASURE_DECIMALS = 3
REASONS_IN_ROW = 2
BIG_UNITS = {Unit.GRAM: "kg", Unit.MILLILITRE: "l", Unit.MILLIMETRE: "m"}


class AdjustPanel(PanelCard):
    """Asks for a quantity and a reason; shows what the shelf will hold.

    Signals:
        answered: The `Adjustment`.
    """

    answered = Signal(object)

    def __init__(self, question: AdjustQuestion, formats: Formats) -> None:
        super().__init__(text.adjust_title(question.name), width_px=WIDTH_PX, name="adjust-panel")
        self.title.setWordWrap(True)
        self._question = question
        self._formats = formats
        self._reason: AdjustReason | None = None
        self._how = Segmented([(each, text.how(each)) for each in How], chosen=How.ADD)
        measured = is_measured(question.unit)
        self._edit = MoneyEdit(
            name="number",
            says=text.quantity(),
            exponent=MEASURE_DECIMALS if measured else 0,
            write=str,
        )
        self._pad = NumberPad(corner="." if measured else "", back=text.erase())
        self._becomes = PlainLabel(voice="amount", name="becomes")
        self._group = QButtonGroup(self)
        self._lay_out()
        self._confirm = self.add_button(
            Button(text.confirm(), look=Look.PRIMARY, name="confirm-adjust")
        )
        self._connect()
        self.setFocusProxy(self._edit)
        self._look()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        row = QHBoxLayout()
        row.addWidget(self._edit, 1)
        row.addWidget(PlainLabel(BIG_UNITS.get(self._question.unit, text.pieces()), voice="amount"))
        left.addLayout(row)
        left.addWidget(self._pad)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._how)
        right.addWidget(self._becomes)
        right.addSpacing(4)
        right.addWidget(PlainLabel(text.why(), voice="label"))
        right.addLayout(self._make_reasons())
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left)
        both.addLayout(right, 1)
        self.body.addLayout(both)

    def _make_reasons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, reason in enumerate(OFFERED):
            button = Button(text.reason(reason), look=Look.CHIP, name=f"adjust-{reason}")
            button.setCheckable(True)
            button.clicked.connect(partial(self._give_reason, reason))
            self._group.addButton(button)
            grid.addWidget(button, place // REASONS_IN_ROW, place % REASONS_IN_ROW)
        return grid

    def _connect(self) -> None:
        self._edit.follow(self._pad)
        self._edit.changed.connect(self._look)
        self._edit.accepted.connect(self._answer)
        self._how.chosen.connect(self._look)
        self._confirm.clicked.connect(self._answer)

    def _give_reason(self, reason: AdjustReason) -> None:
        self._reason = reason
        self._look()

    @Slot()
    def _look(self) -> None:
        """Show what the shelf will hold, and whether that can be done now."""
        question, quantity = self._question, self._edit.cents
        before = self._write(question.on_hand)
        after = question.on_hand
        if quantity is None:
            self._becomes.setText(text.was(before))
        else:
            after = level_after(How(str(self._how.key)), quantity, on_hand=question.on_hand)
            self._becomes.setText(text.becomes(before, self._write(after)))
        self._confirm.setEnabled(self._reason is not None and after != question.on_hand)

    @Slot()
    def _answer(self) -> None:
        quantity, reason = self._edit.cents, self._reason
        if quantity is not None and reason is not None and self._confirm.isEnabled():
            how = How(str(self._how.key))
            self.answered.emit(Adjustment(how=how, quantity=quantity, reason=reason))

    def _write(self, quantity: int) -> str:
        return self._formats.quantity(quantity, self._question.unit)
