"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


class SetClock:
    """Tells the time it was set to."""

    def __init__(self, moment: datetime = MONDAY_MORNING) -> None:
        self.moment = moment
        self._monotonic_ms = 0

    def now(self) -> datetime:
        return self.moment

    def monotonic_ms(self) -> int:
        return self._monotonic_ms

    def advance(self, step: timedelta) -> None:
        self.moment += step
        self._monotonic_ms += step // timedelta(milliseconds=1)
