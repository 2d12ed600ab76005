"""What a till may know of a customer's children: how old about, what for, and until when.

The name, the birth date and the gender stay in central; a till never asks for them.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pos.domain.errors import RefusedError

YEARS_MAX = 18
"""Older ones are customers themselves."""


class ChildPurpose(StrEnum):
    """What the parent agreed to."""

    SIZE_ADVICE = "size_advice"
    BIRTHDAY = "birthday"


class FamilyAnswer(StrEnum):
    """What central says to a change."""

    DONE = "done"
    NOT_ALLOWED = "not_allowed"
    NO_CUSTOMER = "no_customer"


class BirthMonthError(RefusedError):
    """A child is born in a month of the last `YEARS_MAX` years, or is due within one. No facts."""


class ConsentMissingError(RefusedError):
    """Nothing is kept of a child unless the parent agreed. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChild:
    """A child as a till hears of it.

    Attributes:
        months_from: The age band begins here; below 0: not born yet.
        months_to: It ends before here; None: it has no end.
        keep_until: The last day on which it is known.
    """

    child_id: UUID
    months_from: int
    months_to: int | None
    purpose: ChildPurpose
    keep_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedChild:
    """What a parent tells of a child.

    Attributes:
        child_id: Made here, so that telling it twice notes it once.
        birth_month: The first day of the month, also of one to come; the day is nobody's business.
        keep_until: The last day on which it is known.
        has_consent: The parent agreed, to this purpose.
    """

    child_id: UUID
    birth_month: date
    purpose: ChildPurpose
    keep_until: date
    has_consent: bool


def check_child(child: NotedChild, *, today: date) -> None:
    """Refuse what must not be kept.

    Raises:
        ConsentMissingError: The parent did not agree.
        BirthMonthError: No child of a customer was born then.
    """
    if not child.has_consent:
        raise ConsentMissingError
    month = child.birth_month
    oldest, latest = date(today.year - YEARS_MAX, 1, 1), date(today.year + 1, today.month, 1)
    if month.day != 1 or not oldest <= month <= latest:
        raise BirthMonthError


def read_birth_month(text: str) -> date:
    """Return the first day of a month that was typed as 3/2025, 03.2025 or 2025-03.

    Raises:
        BirthMonthError: It is no month.
    """
    found = _MONTH_FIRST.fullmatch(text.strip()) or _YEAR_FIRST.fullmatch(text.strip())
    if found is None:
        raise BirthMonthError
    return date(int(found["year"]), int(found["month"]), 1)


_MONTH = "(?P<month>0?[1-9]|1[0-2])"
_YEAR = "(?P<year>[12][0-9]{3})"
_MONTH_FIRST = re.compile(rf"{_MONTH}[ ./-]{_YEAR}")
_YEAR_FIRST = re.compile(rf"{_YEAR}[ ./-]{_MONTH}")
