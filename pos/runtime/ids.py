"""The only source of identifiers: UUIDv7 (RFC 9562, 5.7), so rows sort by when they were made."""

import os
import struct
import threading
from typing import Protocol
from uuid import UUID

from pos.runtime.clock import Clock

_COUNTER_BITS = 12
_COUNTER = (1 << _COUNTER_BITS) - 1
_MILLISECONDS = (1 << 48) - 1
_VERSION_7 = 7 << 76 | 2 << 62
"""Version and variant, at their places among the 128 bits."""

_RANDOM = struct.Struct(">Q")
_SPARE_BITS = 2  # 62 are wanted
_DRAWN_AT_ONCE = 64


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
        self._drawn = _RANDOM.iter_unpack(b"")

    def new_id(self) -> UUID:
        """Return a UUIDv7: 48 bits of Unix milliseconds, a 12-bit counter, 62 random bits."""
        moment_ms = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            self._last = max(moment_ms << _COUNTER_BITS, self._last + 1)
            return time_ordered_id(self._last, random=self._draw() >> _SPARE_BITS)

    def _draw(self) -> int:
        """Return 64 random bits; the system is asked for those of many ids at once."""
        bits: int
        for (bits,) in self._drawn:
            return bits
        self._drawn = _RANDOM.iter_unpack(os.urandom(_RANDOM.size * _DRAWN_AT_ONCE))
        return self._draw()


def time_ordered_id(stamp: int, *, random: int) -> UUID:
    """Lay out a UUIDv7.

    Args:
        stamp: Milliseconds since 1970 in the upper 48 bits, a counter in the lower 12.
        random: 62 bits that tell apart ids of the same stamp.
    """
    milliseconds, counter = stamp >> _COUNTER_BITS & _MILLISECONDS, stamp & _COUNTER
    return UUID(int=milliseconds << 80 | counter << 64 | _VERSION_7 | random)
