"""How much travels at once: half as much after a time-out, twice as much while it goes quickly.

A line or a server may be a thousand times slower than another. What a slow one can carry is found
once and kept, so that the next round does not begin with the same time-out.
"""

from dataclasses import dataclass

QUICK_MS = 1_000
"""An answer within this time lets the next piece be twice as large."""

FACTS_FIRST = 100
ROWS_FIRST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What goes into one call.

    Attributes:
        facts: Facts in a push.
        rows: Keys of the feed, or rows of a snapshot, in a page.
    """

    facts: int = FACTS_FIRST
    rows: int = ROWS_FIRST


def grown(size: int, *, took_ms: int, size_max: int) -> int:
    """Return the size of the next piece after one that went through.

    Args:
        took_ms: How long the last one took.
        size_max: What central takes at most.
    """
    wanted = size * 2 if took_ms < QUICK_MS else size
    return max(min(wanted, size_max), 1)


def halved(size: int) -> int:
    """Return the size of the next piece after one that got no answer in time."""
    return max(size // 2, 1)


class PageSize:
    """How many rows the next page may have; it follows how long the last ones took.

    Attributes:
        rows: As many as that.
    """

    def __init__(self, rows: int, *, rows_max: int) -> None:
        self.rows = min(rows, rows_max)
        self._rows_max = rows_max

    def note(self, took_ms: int) -> None:
        """Hear how long a page took."""
        self.rows = grown(self.rows, took_ms=took_ms, size_max=self._rows_max)
