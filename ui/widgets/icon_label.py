"""An icon that is not a button."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from ui.shell import icons
from ui.shell.theme.tokens import Tone
from ui.shell.theme.wear import RESTYLED, tokens_of


class IconLabel(QLabel):
    """Shows an icon in a tone of the theme that its window wears."""

    def __init__(
        self, icon: str, *, size_px: int = icons.BUTTON_PX, tone: Tone = Tone.SECONDARY
    ) -> None:
        super().__init__()
        self._icon = icon
        self._size_px = size_px
        self._tone = tone
        self.setFixedSize(size_px, size_px)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_icon(self, icon: str, tone: Tone) -> None:
        """Change the icon and its tone."""
        self._icon, self._tone = icon, tone
        self._draw()

    def event(self, event: QEvent) -> bool:
        if event.type() in RESTYLED:
            self._draw()
        return super().event(event)

    def _draw(self) -> None:
        colour = tokens_of(self).tone(self._tone)
        stroke = "1.5" if self._size_px >= icons.EMPTY_PX else "2"
        self.setPixmap(
            icons.pixmap(
                self._icon, colour, self._size_px, scale=self.devicePixelRatioF(), stroke=stroke
            )
        )
