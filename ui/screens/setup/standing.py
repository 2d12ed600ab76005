"""Whether what is good for some days counts today, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from ui.text.formats import Formats

STATUS_PX = 196
"""The width of a column with the longest of these words."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands.

    Attributes:
        is_quiet: It does not count, and will not by itself.
    """

    words: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days on which something is good, in the store's days.

    Attributes:
        first: None: since ever.
        last: The last whole day; None: until somebody ends it.
    """

    first: date | None
    last: date | None


def standing_on(today: date, span: Span, *, is_on: bool, formats: Formats) -> Standing:
    """Say how something stands that somebody can switch off, and that is good for some days."""
    if not is_on:
        return Standing(words="off", is_quiet=True)
    if span.last is not None and span.last < today:
        over_since = formats.calendar_day(span.last + _ONE_DAY)
        return Standing(words=f"over since {over_since}", is_quiet=True)
    if span.first is not None and span.first > today:
        return Standing(words=f"begins on {formats.calendar_day(span.first)}")
    if span.last is not None:
        return Standing(words=f"until {formats.calendar_day(span.last)}")
    return Standing(words="on")
