"""The note at the bottom of the main area that says what was done, with Undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.shell.free_place import find_place, taken_in
from ui.text import shell as words
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel, plane

SHOWN_MS = 6_000
GAP_PX = 24
HEIGHT_PX = 48
TEXT_MARGIN_PX = 16
BUTTON_MARGIN_PX = 8

MOVES_THINGS = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest})
"""Events of the area after which its content may stand elsewhere."""


class Toast(QWidget):
    """Floats over its area, clear of what can be touched or read there.

    A new message replaces the old one.
    """

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        plane(self, "toast")
        self._area = area
        self._undo: Callable[[], None] | None = None
        self._label = PlainLabel(voice="toast", name="toast-text")
        self._button = Button(words.undo(), look=Look.LINK, name="toast-undo")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._row.addWidget(self._button)
        self.setFixedHeight(HEIGHT_PX)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._connect()
        self.hide()

    def say(self, text: str, *, undo: Callable[[], None] | None) -> None:
        """Show a message for six seconds."""
        self._undo = undo
        self._label.setText(text)
        self._button.setVisible(undo is not None)
        end = TEXT_MARGIN_PX if undo is None else BUTTON_MARGIN_PX
        self._row.setContentsMargins(TEXT_MARGIN_PX, 2, end, 2)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() in MOVES_THINGS and self.isVisible():
            self._settle.start()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.hide)
        self._settle.timeout.connect(self._place)
        self._button.clicked.connect(self._take_back)
        self._area.installEventFilter(self)

    @Slot()
    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    @Slot()
    def _place(self) -> None:
        self.adjustSize()
        room = self._area.rect().adjusted(GAP_PX, GAP_PX, -GAP_PX, -GAP_PX)
        touched, read = taken_in(self._area, leave_out=self)
        place = find_place(self.size(), room, avoid=[*touched, *read])
        if place is None:
            place = find_place(self.size(), room, avoid=touched)
        self.move(place or _foot_of(room, self.rect()))


def _foot_of(room: QRect, toast: QRect) -> QPoint:
    toast.moveCenter(room.center())
    toast.moveBottom(room.bottom())
    return toast.topLeft()
