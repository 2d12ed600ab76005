"""Sale prices and club prices of the demo shop, dated around its last day."""

from dataclasses import dataclass
from datetime import date, timedelta

PRICE_STEP_CENTS = 5
"""Reduced prices end like those of a shop."""

CLUB_CODE = "CLUB"
CLUB_NAME = "Plum club"
MEMBER_ONE_IN = 4
"""Of the customers who have a card, so many are members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialList:
    """Lower prices for everything in a category.

    Attributes:
        starts_in_days: First day, counted from the shop's last day; None: it has always been there.
        ends_in_days: Last day, counted in the same way; None: no end.
        is_for_club: Only members of the club pay them.
    """

    code: str
    name: str
    category: str
    percent_off: int
    starts_in_days: int | None = None
    ends_in_days: int | None = None
    is_for_club: bool = False

    def price_cents(self, shelf_price_cents: int) -> int:
        """Return the price that is printed, a round one below the shelf price."""
        reduced = shelf_price_cents * (100 - self.percent_off) // 100
        return max(reduced - reduced % PRICE_STEP_CENTS, PRICE_STEP_CENTS)

    def first_day(self, last_day: date) -> date | None:
        """Return the first day, where the shop is."""
        return _day(last_day, self.starts_in_days)

    def last_day(self, last_day: date) -> date | None:
        """Return the last day, where the shop is; None: no end."""
        return _day(last_day, self.ends_in_days)


def _day(last_day: date, days: int | None) -> date | None:
    return None if days is None else last_day + timedelta(days=days)


SPECIAL_LISTS = (
    SpecialList(
        code="BREAKFAST",
        name="Breakfast week",
        category="breakfast",
        percent_off=15,
        starts_in_days=0,
        ends_in_days=6,
    ),
    SpecialList(
        code="BATHDAYS",
        name="Bath days",
        category="bath-toys",
        percent_off=20,
        starts_in_days=3,
        ends_in_days=9,
    ),
    SpecialList(
        code="CLUBNAPPIES",
        name="Plum club price",
        category="nappies",
        percent_off=10,
        starts_in_days=0,
        is_for_club=True,
    ),
)
"""What is reduced on the shop's last day, what will be from the next days on, and for whom."""
