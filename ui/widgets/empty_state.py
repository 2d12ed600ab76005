"""What stands where there is nothing to show: an icon, a sentence, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell import icons
from ui.shell.theme.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel


class EmptyState(QWidget):
    """An invitation instead of a blank area."""

    def __init__(self, icon: str, title: str, *, hint: str = "", name: str = "empty") -> None:
        super().__init__()
        self.setObjectName(name)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch()
        column.addWidget(
            IconLabel(icon, size_px=icons.EMPTY_PX, tone=Tone.CAPTION), alignment=middle
        )
        column.addSpacing(8)
        self._title = _line(title, "name")
        self._hint = _line(hint, "secondary")
        column.addWidget(self._title)
        column.addWidget(self._hint)
        self._buttons = QHBoxLayout()
        self._buttons.setAlignment(middle)
        column.addLayout(self._buttons)
        column.addStretch()

    def say(self, title: str, *, hint: str = "") -> None:
        """Change the words."""
        self._title.setText(title)
        self._hint.setText(hint)

    def add_button(self, button: Button) -> Button:
        """Offer a way on."""
        self._buttons.addWidget(button)
        return button


def _line(text: str, voice: str) -> PlainLabel:
    label = PlainLabel(text, voice=voice)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
