"""The pad on which a person types a PIN; figures are shown as dots and kept nowhere else."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.number_pad import NumberPad

PIN_MAX = 12


class PinPad(QWidget):
    """A hidden field over a number pad. Scans are not heard in it.

    Signals:
        entered: The PIN, when Enter was pressed.
    """

    entered = Signal(str)

    def __init__(self, *, says: str, back: str, name: str = "pin-pad") -> None:
        super().__init__()
        self.setObjectName(name)
        self._field = QLineEdit()
        self._field.setObjectName("pin")
        self._field.setAccessibleName(says)
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setMaxLength(PIN_MAX)
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.setProperty("look", "money")
        pad = NumberPad(corner="", back=back)
        pad.typed.connect(self._field.insert)
        pad.erased.connect(self._field.backspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._field)
        column.addWidget(pad, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self._field)
        self._field.returnPressed.connect(self.enter)

    def clear(self) -> None:
        """Forget what was typed."""
        self._field.clear()

    @Slot()
    def enter(self) -> None:
        """Hand over the PIN and forget it."""
        pin = self._field.text()
        self._field.clear()
        if pin:
            self.entered.emit(pin)
