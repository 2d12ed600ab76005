"""The number pad for fingers: it types into whatever field it was given."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.button import Button, Look

KEY_WIDTH_PX = 76
GAP_PX = 8

_ROWS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))


class NumberPad(QWidget):
    """Twelve keys of 76 by 64.

    Args:
        corner: What the key at the lower left types: "00", a decimal sign, or "" for no key.
        back: Accessible name of the key that takes the last figure back.

    Signals:
        typed: The characters of a key.
        erased: The last character shall go.
    """

    typed = Signal(str)
    erased = Signal()

    def __init__(self, *, corner: str, back: str, name: str = "number-pad") -> None:
        super().__init__()
        self.setObjectName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP_PX)
        for row, figures in enumerate(_ROWS):
            for column, text in enumerate(figures):
                grid.addWidget(self._key(text), row, column)
        if corner:
            grid.addWidget(self._key(corner), 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        erase = Button(look=Look.KEY, icon="delete", name="key-back", says=back)
        erase.setFixedWidth(KEY_WIDTH_PX)
        erase.clicked.connect(self.erased)
        grid.addWidget(erase, 3, 2)
        self.setFixedWidth(3 * KEY_WIDTH_PX + 2 * GAP_PX)

    def _key(self, text: str) -> Button:
        button = Button(text, look=Look.KEY, name=f"key-{text}")
        button.setFixedWidth(KEY_WIDTH_PX)
        button.clicked.connect(partial(self.typed.emit, text))
        return button
