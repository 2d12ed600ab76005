"""A few choices side by side, of which one holds, or none yet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.widgets.button import Button, Look


class Segmented(QWidget):
    """Shows choices.

    Signals:
        chosen: Key of the choice that was tapped.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, str]], *, chosen: object) -> None:
        super().__init__()
        self._key = chosen
        self._buttons: dict[object, Button] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, text in choices:
            button = Button(text, look=Look.SEGMENT)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button, 1)
        first = self._buttons.get(chosen)
        if first is not None:
            first.setChecked(True)
        self.setFocusProxy(first or next(iter(self._buttons.values())))

    @property
    def key(self) -> object:
        """The choice that holds; None while none was made."""
        return self._key

    def choose(self, key: object) -> None:
        """Make a choice hold, without a signal."""
        self._key = key
        self._buttons[key].setChecked(True)

    def _choose(self, key: object) -> None:
        self._key = key
        self.chosen.emit(key)
