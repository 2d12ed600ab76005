"""What is asked when a promised day is to be moved, and the job that finds it out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from pos.queries.promised_lines import PromisedLine, list_days_to_move_to, list_promised
from pos.uow import ReadTx


@dataclass(frozen=True, slots=True, kw_only=True)
class DayGroup:
    """All of an order that is promised for one day.

    Attributes:
        days: Those to which it can be moved, the earliest first; none: there is no room.
    """

    day: date
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuestion:
    """Which day is to be moved, and to which.

    Attributes:
        groups: At least one, each with days to move to.
    """

    number: str
    groups: tuple[DayGroup, ...]


def days_to_move(order_id: UUID, *, now: datetime) -> Callable[[ReadTx], tuple[DayGroup, ...]]:
    """Return the job that finds the promised days of an order that can be moved."""

    def job(tx: ReadTx) -> tuple[DayGroup, ...]:
        by_day = groupby(list_promised(tx, order_id), key=_day_of)
        groups = [
            DayGroup(day=day, days=list_days_to_move_to(tx, tuple(lines), now=now))
            for day, lines in by_day
        ]
        return tuple(group for group in groups if group.days)

    return job


def _day_of(line: PromisedLine) -> date:
    return line.made.ready_on
