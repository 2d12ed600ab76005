"""A promised day that was moved, as the history of the order keeps it in the note of a step."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from pos.domain.errors import RefusedError


class MoveNeedsReasonError(RefusedError):
    """Nobody moves a promised day without saying why."""


class SameDayError(RefusedError):
    """It was promised for that day already. Facts: day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDay:
    """What was promised, what is promised now, and why."""

    before: date
    after: date
    reason: str

    def note(self) -> str:
        """Return it as the step keeps it, which a person can read, too."""
        return f"{self.before.isoformat()} > {self.after.isoformat()} {self.reason}"


def find_moved_day(note: str | None) -> MovedDay | None:
    """Return the move that a step keeps; None: the step is another one."""
    found = _NOTE.fullmatch(note or "")
    if found is None:
        return None
    with suppress(ValueError):  # Digits that are no day: somebody's own note.
        return MovedDay(
            before=date.fromisoformat(found["before"]),
            after=date.fromisoformat(found["after"]),
            reason=found["reason"],
        )
    return None


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NOTE = re.compile(rf"(?P<before>{_DAY}) > (?P<after>{_DAY}) (?P<reason>.+)", re.DOTALL)
