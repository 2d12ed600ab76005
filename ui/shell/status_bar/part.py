"""One part of the status bar: an icon, a word and a colour, never a colour alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.shell.theme.tokens import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel

ICON_PX = 16


class StatusPart(QWidget):
    """Shows one state.

    Signals:
        pressed: The person wants to know more.
    """

    pressed = Signal()

    def __init__(self, name: str, *, icon: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon = IconLabel(icon or "circle", size_px=ICON_PX)
        self._icon.setVisible(bool(icon))
        self._label = PlainLabel(voice="status")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._label)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, *, icon: str = "", tone: Tone = Tone.OK) -> None:
        """Show a word, an icon and its colour."""
        self._label.setText(text)
        self.setAccessibleName(text)
        if icon:
            self._icon.show_icon(icon, tone)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()
