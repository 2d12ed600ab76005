"""The only source of identifiers: UUIDv7 (RFC 9562, 5.7), so rows sort by when they were made."""

import os
import threading
from typing import Protocol
from uuid import UUID

from pos.runtime.clock import Clock

_COUNTER_BITS = 12
_RANDOM_BYTES = 8
_SPARE_BITS = 2  # 62 are wanted


class IdSource(Protocol):
    """Makes identifiers that no other node will ever make."""

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        ...


class TimeOrderedIds:
    """UUIDv7 in strictly rising order within this process, also when the clock steps back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = 0

    def new_id(self) -> UUID:
        """Return a UUIDv7: 48 bits of Unix milliseconds, a 12-bit counter, 62 random bits."""
        moment_ms = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            self._last = max(moment_ms << _COUNTER_BITS, self._last + 1)
            stamp = self._last
        random = int.from_bytes(os.urandom(_RANDOM_BYTES), "big") >> _SPARE_BITS
        return time_ordered_id(stamp, random=random)


def time_ordered_id(stamp: int, *, random: int) -> UUID:
    """Lay out a UUIDv7.

    Args:
        stamp: Milliseconds since 1970 in the upper 48 bits, a counter in the lower 12.
        random: 62 bits that tell apart ids of the same stamp.
    """
    milliseconds, counter = divmod(stamp, 1 << _COUNTER_BITS)
    value = (milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | counter << 64 | 2 << 62 | random
    return UUID(int=value)
