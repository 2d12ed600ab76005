"""How an order that waits to be fetched stands to the day for which it was promised. Pure."""

from datetime import date, timedelta
from enum import StrEnum


class Fetching(StrEnum):
    """What a list says of such an order."""

    LATER = "later"
    TODAY = "today"
    LATE = "late"
    NOT_COLLECTED = "not_collected"


def fetching_on(wanted_on: date, *, today: date, wait_days: int) -> Fetching:
    """Return how an order stands.

    Args:
        wanted_on: The day for which it was promised.
        today: The calendar day in the store.
        wait_days: Days after which one that nobody fetched is given up.
    """
    if wanted_on > today:
        return Fetching.LATER
    if wanted_on == today:
        return Fetching.TODAY
    is_given_up = wanted_on + timedelta(days=wait_days) < today
    return Fetching.NOT_COLLECTED if is_given_up else Fetching.LATE
