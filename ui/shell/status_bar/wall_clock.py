"""The shop's wall clock."""

from PySide6.QtCore import QTimer, Slot

from pos.runtime.clock import Clock
from ui.shell.status_bar.part import StatusPart
from ui.text.formats import Formats

TICK_MS = 5_000


class WallClock(StatusPart):
    """Shows weekday and time in the zone of the shop."""

    def __init__(self, clock: Clock, formats: Formats) -> None:
        super().__init__("wall-clock")
        self._clock = clock
        self._formats = formats
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.tick()

    @Slot()
    def tick(self) -> None:
        """Show the time it is."""
        self.say(self._formats.weekday_clock(self._clock.now()))
