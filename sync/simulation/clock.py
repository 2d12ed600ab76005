"""Time that passes only when the script says so, and ids that chance makes."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from pos.runtime.ids import time_ordered_id

BEGINNING = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
"""A Monday morning."""

_COUNTER_BITS = 12
_RANDOM_BITS = 62


class VirtualTime:
    """The true time of the simulated world."""

    def __init__(self) -> None:
        self.moment = BEGINNING

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.moment += span


class VirtualClock:
    """One machine's clock: it may be wrong, and it may run fast or slow.

    Attributes:
        error: How far it is ahead of the true time.
        drift_ppm: How much it gains in a million; negative loses.
    """

    def __init__(self, time: VirtualTime) -> None:
        self._time = time
        self.error = timedelta(0)
        self.drift_ppm = 0

    def now(self) -> datetime:
        """Return the moment as this machine sees it."""
        passed = self._time.moment - BEGINNING
        gained_us = passed // timedelta(microseconds=1) * self.drift_ppm // 1_000_000
        return self._time.moment + self.error + timedelta(microseconds=gained_us)

    def monotonic_ms(self) -> int:
        """Return milliseconds since the beginning; never jumps."""
        return (self._time.moment - BEGINNING) // timedelta(milliseconds=1)


class ChanceIds:
    """UUIDv7 as `TimeOrderedIds` makes them, from the world's chance instead of the machine's."""

    def __init__(self, clock: VirtualClock, chance: Random) -> None:
        self._clock = clock
        self._chance = chance
        self._last = 0

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        moment_ms = int(self._clock.now().timestamp() * 1000)
        self._last = max(moment_ms << _COUNTER_BITS, self._last + 1)
        return time_ordered_id(self._last, random=self._chance.getrandbits(_RANDOM_BITS))
