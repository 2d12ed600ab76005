"""The note at the bottom of the main area that says what was done, with Undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.text import shell as words
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel, plane

SHOWN_MS = 6_000
GAP_PX = 24


class Toast(QWidget):
    """Floats over its area; a new message replaces the old one."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        plane(self, "toast")
        self._area = area
        self._undo: Callable[[], None] | None = None
        self._label = PlainLabel(voice="toast", name="toast-text")
        self._button = Button(words.undo(), look=Look.LINK, name="toast-undo")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.addWidget(self._label)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._connect()
        self.hide()

    def say(self, text: str, *, undo: Callable[[], None] | None) -> None:
        """Show a message for six seconds."""
        self._undo = undo
        self._label.setText(text)
        self._button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._take_back)
        self._area.installEventFilter(self)

    @Slot()
    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        self.setFixedHeight(48)
        self._label.setMinimumWidth(0)
        self.adjustSize()
        left = max(0, (self._area.width() - self.width()) // 2)
        self.move(left, self._area.height() - self.height() - GAP_PX)
