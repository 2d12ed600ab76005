"""The only source of time."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; a test sets it, the till reads the machine's."""

    def now(self) -> datetime:
        """Return the moment, aware and in UTC."""
        ...

    def monotonic_ms(self) -> int:
        """Return milliseconds since some fixed moment; never jumps when the clock is set."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the machine's wall time, aware and in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one place

    def monotonic_ms(self) -> int:
        """Return the machine's monotonic time in milliseconds."""
        return time.monotonic_ns() // 1_000_000
