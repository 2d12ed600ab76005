"""A field for an amount of money: minor units in and out, people's spelling between."""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from pos.domain.errors import RefusedError
from pos.domain.money import parse_amount
from ui.widgets.number_pad import NumberPad

DIGITS_MAX = 12


class MoneyEdit(QLineEdit):
    """Takes an amount; a point and a comma both separate the decimals.

    Signals:
        changed: The amount in minor units, or None while the text is not one.
        accepted: The amount, when Enter was pressed on one.
        refused: Enter was pressed on something that is no amount.
    """

    changed = Signal(object)
    accepted = Signal(object)
    refused = Signal()

    def __init__(
        self,
        *,
        name: str,
        says: str,
        exponent: int,
        write: Callable[[int], str],
        look: str = "money",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("look", look)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._exponent = exponent
        self._write = write
        pattern = QRegularExpression(rf"\d{{0,{DIGITS_MAX}}}([.,]\d{{0,{exponent}}})?")
        self.setValidator(QRegularExpressionValidator(pattern, self))
        self.textChanged.connect(self._changed)

    @property
    def cents(self) -> int | None:
        """The amount in minor units; None while the text is not one."""
        try:
            return parse_amount(self.text(), self._exponent)
        except RefusedError:
            return None

    def show_cents(self, cents: int | None) -> None:
        """Show an amount, or nothing."""
        self.setText("" if cents is None else self._write(cents).replace(",", ""))

    def follow(self, pad: NumberPad) -> None:
        """Take what a number pad types."""
        pad.typed.connect(self.insert)
        pad.erased.connect(self.backspace)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        event.accept()
        cents = self.cents
        if cents is None:
            self.refused.emit()
        else:
            self.accepted.emit(cents)

    @Slot(str)
    def _changed(self, _text: str) -> None:
        self.changed.emit(self.cents)
