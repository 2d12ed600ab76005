"""A PIN pad with what goes with it: what was wrong, how long to wait, and a button."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.runtime.clock import Clock
from ui.text import pins as words
from ui.widgets.button import Button, Look
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.pin_pad import PinPad

TICK_MS = 250


class PinEntry(QWidget):
    """Takes a PIN; while the person must wait it takes none and counts down.

    Signals:
        entered: What was typed, when Enter or the button was pressed.
        waited: The time to wait is over.
    """

    entered = Signal(str)
    waited = Signal()

    def __init__(self, clock: Clock, *, confirm: str, name: str = "pin-entry") -> None:
        super().__init__()
        self.setObjectName(name)
        self._clock = clock
        self._trouble = ""
        self._until: datetime | None = None
        self._is_open = True
        self.strip = InlineStrip(name="pin-strip")
        self.pad = PinPad(says=words.pin(), back=words.erase())
        self.confirm = Button(confirm, look=Look.PRIMARY, name="pin-confirm")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self.pad, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.confirm)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self.setFocusProxy(self.pad)
        self._timer.timeout.connect(self._tick)
        self.pad.entered.connect(self.entered)
        self.confirm.clicked.connect(self.pad.enter)

    def show_state(self, *, is_open: bool, trouble: str, until: datetime | None) -> None:
        """Say what was wrong, and whether a PIN may be typed now.

        Args:
            is_open: Somebody was chosen, and nothing is being checked.
            trouble: What was wrong; "" for nothing.
            until: When the next PIN may be tried, UTC; None means at once.
        """
        self._is_open, self._trouble, self._until = is_open, trouble, until
        self._timer.start()
        self._tick()

    def clear(self) -> None:
        """Forget what was typed."""
        self.pad.clear()

    def take_focus(self) -> bool:
        """Put the focus in the field; False while no PIN may be typed."""
        if self.pad.isEnabled():
            self.pad.setFocus()
        return self.pad.isEnabled()

    @Slot()
    def _tick(self) -> None:
        left_s = self._seconds_left()
        if left_s == 0:
            self._timer.stop()
        waiting = words.wait(left_s) if left_s else ""
        self.strip.say("\n".join(part for part in (self._trouble, waiting) if part))
        was_enabled = self.pad.isEnabled()
        is_enabled = self._is_open and not left_s
        self.pad.setEnabled(is_enabled)
        self.confirm.setEnabled(is_enabled)
        if self._until is not None and left_s == 0:
            self._until = None
            self.waited.emit()
        if is_enabled and not was_enabled:
            self.pad.setFocus()

    def _seconds_left(self) -> int:
        if self._until is None:
            return 0
        left = (self._until - self._clock.now()).total_seconds()
        return max(0, -int(-left // 1))
