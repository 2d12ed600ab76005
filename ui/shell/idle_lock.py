"""Locks the till when nobody has touched it for a while; the sale in hand stays (trust.md A-04)."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow

from pos.runtime.clock import Clock

LOOK_EVERY_MS = 5_000
MS_PER_S = 1_000

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class IdleLock(QObject):
    """Watches a window for signs of life.

    Signals:
        idle: Nobody gave one for as long as the shop lets a till stand open.
    """

    idle = Signal()

    def __init__(self, clock: Clock, *, after_s: int, parent: QObject | None = None) -> None:
        """Begin to watch.

        Args:
            after_s: Seconds without a touch, key or scan; 0 means that the till never locks.
        """
        super().__init__(parent)
        self._clock = clock
        self._after_ms = after_s * MS_PER_S
        self._alive_ms = clock.monotonic_ms()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        if after_s:
            self._timer.start()

    @property
    def is_watching(self) -> bool:
        """Say whether it looks at the clock."""
        return self._timer.isActive()

    def watch(self, window: QWindow) -> None:
        """Take what is done to a top-level window as a sign of life."""
        window.installEventFilter(self)

    @Slot()
    def note(self) -> None:
        """Note a sign of life."""
        self._alive_ms = self._clock.monotonic_ms()

    def end(self) -> None:
        """Watch no longer: the till is closed."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Say when it has been quiet for too long."""
        quiet_ms = self._clock.monotonic_ms() - self._alive_ms
        if self._after_ms and quiet_ms >= self._after_ms:
            self.note()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.note()
        return super().eventFilter(watched, event)
