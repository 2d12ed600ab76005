"""Coupons and offers of the demo shop, dated around its last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from pos.domain.discount import Discount


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A coupon, or a discount that needs none.

    Attributes:
        code: Upper case; None: it applies by itself.
        categories: Where it holds; empty means everywhere.
        buy_pieces: Pieces at their full price, for `get_pieces` reduced ones; 0: of no such kind.
        usage_limit: How often in all; None: no limit.
        starts_in_days: First day, counted from the shop's last day; negative: it has begun.
        ends_in_days: Last day, counted in the same way; None: no end.
    """

    code: str | None
    name: str
    description: str
    discount: Discount
    starts_in_days: int
    ends_in_days: int | None
    min_purchase_cents: int | None = None
    max_discount_cents: int | None = None
    usage_limit: int | None = None
    per_user_limit: int | None = None
    buy_pieces: int = 0
    get_pieces: int = 0
    categories: tuple[str, ...] = ()
    is_stackable: bool = False

    @property
    def key(self) -> str:
        """What names it among the shop's offers."""
        return self.code or self.name

    def starts_on(self, last_day: date) -> date:
        """Return the first day, where the shop is."""
        return last_day + timedelta(days=self.starts_in_days)

    def ends_on(self, last_day: date) -> date | None:
        """Return the last day, where the shop is; None: no end."""
        if self.ends_in_days is None:
            return None
        return last_day + timedelta(days=self.ends_in_days)


OFFERS = (
    Offer(
        code=None,
        name="3 puzzles for 2",
        description="The cheapest of three is free.",
        discount=Discount(percent_ppm=1_000_000),
        buy_pieces=2,
        get_pieces=1,
        categories=("puzzles",),
        starts_in_days=0,
        ends_in_days=30,
    ),
    Offer(
        code=None,
        name="Second pair at half price",
        description="Sneakers, in any size.",
        discount=Discount(percent_ppm=500_000),
        buy_pieces=1,
        get_pieces=1,
        categories=("sneakers",),
        starts_in_days=0,
        ends_in_days=13,
    ),
    Offer(
        code=None,
        name="20.00 off from 250.00",
        description="For everybody who furnishes a nursery.",
        discount=Discount(amount_cents=2_000),
        min_purchase_cents=25_000,
        starts_in_days=0,
        ends_in_days=None,
        is_stackable=True,
    ),
    Offer(
        code="WELCOME10",
        name="Welcome, 10 % off",
        description="For the first purchase with a customer card.",
        discount=Discount(percent_ppm=100_000),
        min_purchase_cents=2000,
        max_discount_cents=3000,
        per_user_limit=1,
        starts_in_days=-200,
        ends_in_days=None,
    ),
    Offer(
        code="BABY5",
        name="5.00 off for new parents",
        description="From 40.00, handed out by the maternity ward.",
        discount=Discount(amount_cents=500),
        min_purchase_cents=4000,
        usage_limit=250,
        per_user_limit=2,
        starts_in_days=-90,
        ends_in_days=90,
    ),
    Offer(
        code="CAKE15",
        name="15 % off cakes to order",
        description="For orders from the cake book.",
        discount=Discount(percent_ppm=150_000),
        categories=("cakes",),
        starts_in_days=-20,
        ends_in_days=25,
    ),
    Offer(
        code="WINTER20",
        name="20 % off jackets and knitwear",
        description="Before the new season comes in.",
        discount=Discount(percent_ppm=200_000),
        categories=("outdoor", "knitwear"),
        max_discount_cents=4000,
        starts_in_days=-12,
        ends_in_days=18,
    ),
    Offer(
        code="FRIENDS",
        name="Friends of the house, 5 % off",
        description="Adds to every other offer.",
        discount=Discount(percent_ppm=50_000),
        is_stackable=True,
        starts_in_days=-365,
        ends_in_days=None,
    ),
    Offer(
        code="NURSERY12",
        name="12.5 % off for nurseries",
        description="For institutions that show their card.",
        discount=Discount(percent_ppm=125_000),
        min_purchase_cents=10_000,
        starts_in_days=-300,
        ends_in_days=None,
    ),
    Offer(
        code="LASTMONTH",
        name="Five years of Puddle & Plum",
        description="Over: shows what a late coupon says at the till.",
        discount=Discount(percent_ppm=100_000),
        usage_limit=500,
        starts_in_days=-60,
        ends_in_days=-31,
    ),
    Offer(
        code="NEXTWEEK",
        name="Toy week, 15 % off",
        description="Not yet: shows what an early coupon says at the till.",
        discount=Discount(percent_ppm=150_000),
        categories=("toys",),
        starts_in_days=7,
        ends_in_days=13,
    ),
)
"""What can be redeemed on the shop's last day, what was over by then, and what is to come."""
