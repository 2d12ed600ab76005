"""The frame of a panel: a title, a place for its content, and buttons at its foot."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel


class PanelCard(QWidget):
    """A titled card; fill `body`, and add buttons from left to right."""

    def __init__(self, title: str, *, width_px: int = 480, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedWidth(width_px)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        self.title = PlainLabel(title, voice="dialog")
        self.title.setWordWrap(True)
        column.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        column.addLayout(self._foot)

    def take_scan(self, _code: str) -> bool:
        """Take a scanned code as the answer; False where none is asked for."""
        return False

    def add_button(self, button: Button) -> Button:
        """Put a button at the foot; a primary one takes the room that is left."""
        is_main = button.property("look") in {Look.PRIMARY.value, Look.SOFT.value}
        self._foot.addWidget(button, 1 if is_main else 0)
        return button
