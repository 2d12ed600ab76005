"""On which day something that is made to order can be ready. Pure: days come in, a day comes out.

It takes its lead days, counted in days on which the shop is open, and falls on an open day that
has room left. `check_day` is the rule; `earliest_day` is the first day that it lets pass.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pos.domain.errors import RefusedError

AHEAD_DAYS_MAX = 366
"""Nothing is promised for a later day than this many days from today."""

CLOSED_DAYS_FORM = "weekdays and days as in `sun; mon; 2026-12-25`"

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)


class ClosedDaysUnreadableError(RefusedError):
    """Closed days are three letters of a weekday, or year, month, day. Facts: text."""


class ReadyTooEarlyError(RefusedError):
    """It takes longer to make. Facts: earliest (of the days with room)."""


class ReadyTooLateError(RefusedError):
    """Nothing is promised so far ahead. Facts: latest."""


class ClosedThatDayError(RefusedError):
    """The shop is closed on that day. Facts: day."""


class DayFullError(RefusedError):
    """Not all pieces have room on the day. Facts: day, left (how many have)."""


class NoDayFreeError(RefusedError):
    """No day within the time ahead has room for so much. Facts: pieces, per_day (0: no limit)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDays:
    """When the shop is closed.

    Attributes:
        weekdays: As `date.weekday` counts them: 0 is Monday.
    """

    weekdays: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekdays or day in self.days


def parse_closed_days(text: str) -> ClosedDays:
    """Read closed days as the setting keeps them; empty: the shop is open every day.

    Raises:
        ClosedDaysUnreadableError: A part is neither a weekday nor a day.
    """
    words = [word.strip().lower() for word in text.split(";") if word.strip()]
    weekdays = frozenset(_WEEKDAYS.index(word) for word in words if word in _WEEKDAYS)
    days = frozenset(_read_day(word) for word in words if word not in _WEEKDAYS)
    return ClosedDays(weekdays=weekdays, days=days)


def _read_day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise ClosedDaysUnreadableError(text=word) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What is to be made, and what is known of the days ahead.

    Attributes:
        today: The calendar day in the store.
        lead_days: Open days that it takes; 0: it can be ready today.
        pieces: How many are wanted for one day.
        per_day: Pieces that the shop can have ready on one day; 0: no limit.
        taken: Pieces that are promised already, by day.
    """

    today: date
    lead_days: int = 0
    pieces: int = 1
    closed: ClosedDays = ClosedDays()
    per_day: int = 0
    taken: Mapping[date, int] = field(default_factory=dict)

    def room_on(self, day: date) -> bool:
        """Say whether the day has room for all the pieces."""
        return not self.per_day or self.taken.get(day, 0) + self.pieces <= self.per_day

    @property
    def latest(self) -> date:
        """The last day that may be promised."""
        return self.today + AHEAD_DAYS_MAX * _DAY


def earliest_day(making: Making) -> date:
    """Return the first open day after the lead days that has room.

    Raises:
        NoDayFreeError: None of the days ahead has.
    """
    day = next(free_days(making), None)
    if day is None:
        raise NoDayFreeError(pieces=making.pieces, per_day=making.per_day)
    return day


def free_days(making: Making) -> Iterator[date]:
    """Yield the days that may be promised, the earliest first."""
    return (day for day in _made_by(making) if making.room_on(day))


def check_day(making: Making, day: date) -> None:
    """Refuse a day that may not be promised.

    Raises:
        ReadyTooLateError: It is too far ahead.
        ClosedThatDayError: The shop is closed.
        ReadyTooEarlyError: It takes longer to make.
        DayFullError: There is no room left.
        NoDayFreeError: It is too early, and no later day has room.
    """
    if day > making.latest:
        raise ReadyTooLateError(latest=making.latest)
    if day in making.closed:
        raise ClosedThatDayError(day=day)
    if day < next(_made_by(making), making.latest):
        raise ReadyTooEarlyError(earliest=earliest_day(making))
    if not making.room_on(day):
        left = max(making.per_day - making.taken.get(day, 0), 0)
        raise DayFullError(day=day, left=left)


def _made_by(making: Making) -> Iterator[date]:
    """Yield the open days ahead on which it is done, whatever else is promised for them."""
    open_days = (
        making.today + ahead * _DAY
        for ahead in range(AHEAD_DAYS_MAX + 1)
        if making.today + ahead * _DAY not in making.closed
    )
    worked = 0
    for day in open_days:
        # Today is a day to hand over on, but no whole day to make it in.
        worked += day > making.today
        if worked >= making.lead_days:
            yield day
