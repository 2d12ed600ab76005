"""The frame of a panel: a title, the way out, a place for its content, and buttons at its foot."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from ui.text import shell as words
from ui.widgets.button import TARGET_PX, Button, Look
from ui.widgets.label import PlainLabel

CORNER_PX = 8
"""Between the way out and the edges of the card."""


class PanelCard(QWidget):
    """A titled card; fill `body`, and add buttons from left to right.

    Signals:
        left: Somebody goes without an answer, as with Esc.
    """

    left = Signal()

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
        self.title.setContentsMargins(0, 0, TARGET_PX - CORNER_PX, 0)
        column.addWidget(self.title)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        column.addLayout(self._foot)
        self._way_out = Button(look=Look.LINK, icon="x", name="panel-close", says=words.close())
        self._way_out.setParent(self)
        # The keyboard has Esc; what is asked gets the focus.
        self._way_out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._way_out.clicked.connect(self.left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        corner = QRect(self.width() - TARGET_PX - CORNER_PX, CORNER_PX, TARGET_PX, TARGET_PX)
        self._way_out.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), corner))

    def take_scan(self, _code: str) -> bool:
        """Take a scanned code as the answer; False where none is asked for."""
        return False

    def add_button(self, button: Button) -> Button:
        """Put a button at the foot; a primary one takes the room that is left."""
        is_main = button.property("look") in {Look.PRIMARY.value, Look.SOFT.value}
        self._foot.addWidget(button, 1 if is_main else 0)
        return button
