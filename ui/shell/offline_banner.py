"""The banner over the main area while the till works without its central."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.shell.theme.tokens import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel, plane

HEIGHT_PX = 31


class OfflineBanner(QWidget):
    """Says since when, what waits, and that selling goes on."""

    def __init__(self) -> None:
        super().__init__()
        plane(self, "offline")
        self.setObjectName("offline-banner")
        self.setFixedHeight(HEIGHT_PX)
        self._label = PlainLabel(voice="offline")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("cloud-off", size_px=16, tone=Tone.WARN))
        row.addWidget(self._label, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show the banner; "" takes it away."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
