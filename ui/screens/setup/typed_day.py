"""A day as somebody types it into a form, and the fields that ask for two."""

from datetime import date

from pos.domain.errors import RefusedError
from ui.screens.setup.section import Field

HELP = "Year, month, day: 2027-01-31"
SHOWN_MAX = 40


class DayUnreadableError(RefusedError):
    """A day is written year, month, day, as in 2027-01-31. Facts: text."""


def read_day(typed: str) -> date:
    """Return the day that was typed.

    Raises:
        DayUnreadableError: It is none.
    """
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise DayUnreadableError(text=typed[:SHOWN_MAX]) from error


def find_day(typed: str) -> date | None:
    """Return the day that was typed, None when nothing was.

    Raises:
        DayUnreadableError: It is none.
    """
    return read_day(typed) if typed.strip() else None


def day_fields(first: date | None, last: date | None, *, end: str) -> tuple[Field, Field]:
    """Ask from when to when something is good, as `first` and `last`.

    Args:
        end: What the last day means when it is left empty.
    """
    return (
        Field(key="first", label="First day", value=_typed(first), help=HELP),
        Field(key="last", label="Last day", value=_typed(last), help=end),
    )


def _typed(day: date | None) -> str:
    return day.isoformat() if day else ""
