"""What an ESC/POS printer is asked, and how its answers are read.

Answers arrive as one stream: single status bytes between messages of seven bytes that confirm a
barrier (`GS ( H` function 48). Both can be told apart by their first byte.
"""

from dataclasses import dataclass, field

BARRIERS = 10_000
"""Barrier numbers have four digits and start again after this many."""

_BARRIER_HEAD = b"\x37\x22"
_BARRIER_BYTES = 7
_STATUS_FIXED_MASK = 0x93
_STATUS_FIXED_BITS = 0x12


def ask_printer() -> bytes:
    """Ask whether it is on line (`DLE EOT 1`)."""
    return b"\x10\x04\x01"


def ask_cause() -> bytes:
    """Ask why it is off line (`DLE EOT 2`)."""
    return b"\x10\x04\x02"


def ask_paper() -> bytes:
    """Ask for the paper sensors (`DLE EOT 4`)."""
    return b"\x10\x04\x04"


def barrier(number: int) -> bytes:
    """Ask to be told when everything before this is on paper (`GS ( H`, function 48)."""
    return b"\x1d(H\x06\x00\x30\x30" + barrier_mark(number)


def barrier_mark(number: int) -> bytes:
    """Return the four digits that come back for a barrier."""
    return f"{number % BARRIERS:04d}".encode()


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """The answer to `ask_printer`."""

    byte: int

    @property
    def is_offline(self) -> bool:
        """True when it cannot print now."""
        return bool(self.byte & 0x08)


@dataclass(frozen=True, slots=True)
class CauseStatus:
    """The answer to `ask_cause`."""

    byte: int

    @property
    def is_cover_open(self) -> bool:
        """True when the cover stands open."""
        return bool(self.byte & 0x04)

    @property
    def is_paper_out(self) -> bool:
        """True when it stopped for lack of paper."""
        return bool(self.byte & 0x20)

    @property
    def has_error(self) -> bool:
        """True when the cutter or something else is blocked."""
        return bool(self.byte & 0x40)


@dataclass(frozen=True, slots=True)
class PaperStatus:
    """The answer to `ask_paper`."""

    byte: int

    @property
    def is_low(self) -> bool:
        """True when the roll is nearly used up."""
        return bool(self.byte & 0x0C)

    @property
    def is_out(self) -> bool:
        """True when no paper is there."""
        return bool(self.byte & 0x60)


@dataclass(slots=True)
class Replies:
    """Sorts a printer's answers.

    Attributes:
        statuses: Status bytes not yet looked at, oldest first.
        marks: Barriers that were confirmed.
    """

    statuses: list[int] = field(default_factory=list)
    marks: set[bytes] = field(default_factory=set)
    _rest: bytes = b""

    def feed(self, data: bytes) -> None:
        """Take bytes as they arrive, cut anywhere."""
        self._rest += data
        while self._rest and self._take():
            pass

    def take_status(self) -> int | None:
        """Return the oldest status byte, or None."""
        return self.statuses.pop(0) if self.statuses else None

    def _take(self) -> bool:
        if self._rest[:1] == _BARRIER_HEAD[:1]:
            if len(self._rest) < _BARRIER_BYTES:
                return False
            if self._rest[:2] == _BARRIER_HEAD:
                self.marks.add(self._rest[2:6])
                self._rest = self._rest[_BARRIER_BYTES:]
                return True
        elif self._rest[0] & _STATUS_FIXED_MASK == _STATUS_FIXED_BITS:
            self.statuses.append(self._rest[0])
        self._rest = self._rest[1:]
        return True
