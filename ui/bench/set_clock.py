"""A clock that stands where it was set, for shops that are the same on every run."""

from datetime import datetime, timedelta


class SetClock:
    """A clock that moves when it is told to."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment it was set to, UTC."""
        return self._moment

    def monotonic_ms(self) -> int:
        """Return the same moment in milliseconds."""
        return int(self._moment.timestamp() * 1000)

    def move(self, span: timedelta) -> None:
        """Let time pass."""
        self._moment += span
