"""Tells a scanner's burst of characters from a person typing; it names nothing of Qt."""

from dataclasses import dataclass
from enum import Enum

GAP_MS = 50
CHARACTERS_MIN = 6
CHARACTERS_MAX = 512
"""Longer than any code that a wedge sends; what follows is not collected."""

CARD_TRACKS = ("%B", ";")
"""How the tracks of a magnetic stripe begin. Card data never enters the till."""


class Heard(Enum):
    """What a key turned out to be."""

    START = "the first character of what may become a burst"
    MORE = "a character that follows fast"
    SCAN = "the suffix after a burst: a scan is complete"
    OTHER = "not part of a burst"


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstRules:
    """How a scanner types.

    Attributes:
        gap_ms: Longest time between two of its characters.
        characters_min: Fewer characters are never a scan.
    """

    gap_ms: int = GAP_MS
    characters_min: int = CHARACTERS_MIN


class Burst:
    """Collects characters by the time at which they were typed.

    Times must be those of the key events, not of their arrival: a window that stalls for a moment
    gets all keys at once, and a clock would see one long gap in the middle of a code.
    """

    def __init__(self, rules: BurstRules) -> None:
        self.rules = rules
        self._characters: list[str] = []
        self._last_ms: int | None = None

    @property
    def text(self) -> str:
        """What was collected so far."""
        return "".join(self._characters)

    @property
    def is_scan(self) -> bool:
        """Say whether a suffix would now close a scan."""
        return len(self._characters) >= self.rules.characters_min

    def hear(self, character: str, *, at_ms: int) -> Heard:
        """Take the next printable character."""
        follows = self._follows(at_ms)
        self._last_ms = at_ms
        if not follows:
            self._characters = [character]
            return Heard.START
        if len(self._characters) < CHARACTERS_MAX:
            self._characters.append(character)
        return Heard.MORE

    def close(self, *, at_ms: int) -> Heard:
        """Take a suffix key (Enter or Tab)."""
        if self.is_scan and self._follows(at_ms):
            return Heard.SCAN
        self.forget()
        return Heard.OTHER

    def forget(self) -> None:
        """Begin anew."""
        self._characters = []
        self._last_ms = None

    def _follows(self, at_ms: int) -> bool:
        return self._last_ms is not None and 0 <= at_ms - self._last_ms <= self.rules.gap_ms


def is_card_track(code: str) -> bool:
    """Say whether a burst is the magnetic stripe of a payment card."""
    return code.startswith(CARD_TRACKS)
