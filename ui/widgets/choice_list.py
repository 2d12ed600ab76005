"""A choice of one of many words, with the arrow that says so."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.shell import icons
from ui.shell.theme.tokens import Tone
from ui.shell.theme.wear import tokens_of

ARROW_MARGIN_PX = 14


class ChoiceList(QComboBox):
    """Shows the chosen words; the others come down when it is touched."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, chosen: str) -> None:
        super().__init__()
        self.offer(choices)
        self.setCurrentIndex(max(self.findData(chosen), 0))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other words; the first is chosen."""
        self.clear()
        for key, words in choices:
            self.addItem(words, key)

    @property
    def key(self) -> str:
        """The choice that holds; "" when there is none."""
        return str(self.currentData() or "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = tokens_of(self).tone(Tone.SECONDARY)
        arrow = icons.pixmap(
            "chevron-down", colour, icons.BUTTON_PX, scale=self.devicePixelRatioF()
        )
        place = QPoint(
            self.width() - icons.BUTTON_PX - ARROW_MARGIN_PX, (self.height() - icons.BUTTON_PX) // 2
        )
        QPainter(self).drawPixmap(place, arrow)
