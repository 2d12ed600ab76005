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
        usage_limit: How often in all; None: no limit.
        starts_on: First day in the shop's zone.
        ends_on: Last day; None: no end.
    """

    code: str | None
    name: str
    description: str
    discount: Discount
    starts_on: date
    ends_on: date | None
    min_purchase_cents: int | None = None
    max_discount_cents: int | None = None
    usage_limit: int | None = None
    per_user_limit: int | None = None
    categories: tuple[str, ...] = ()
    is_stackable: bool = False


def build_offers(*, last_day: date) -> tuple[Offer, ...]:
    """Return what can be redeemed on the shop's last day, what was, and what will be."""

    def day(offset: int) -> date:
        return last_day + timedelta(days=offset)

    return (
        Offer(
            code="WELCOME10",
            name="Welcome, 10 % off",
            description="For the first purchase with a customer card.",
            discount=Discount(percent_ppm=100_000),
            min_purchase_cents=2000,
            max_discount_cents=3000,
            per_user_limit=1,
            starts_on=day(-200),
            ends_on=None,
        ),
        Offer(
            code="BABY5",
            name="5.00 off for new parents",
            description="From 40.00, handed out by the maternity ward.",
            discount=Discount(amount_cents=500),
            min_purchase_cents=4000,
            usage_limit=250,
            per_user_limit=2,
            starts_on=day(-90),
            ends_on=day(90),
        ),
        Offer(
            code="CAKE15",
            name="15 % off cakes to order",
            description="For orders from the cake book.",
            discount=Discount(percent_ppm=150_000),
            categories=("cakes",),
            starts_on=day(-20),
            ends_on=day(25),
        ),
        Offer(
            code="WINTER20",
            name="20 % off jackets and knitwear",
            description="Before the new season comes in.",
            discount=Discount(percent_ppm=200_000),
            categories=("outdoor", "knitwear"),
            max_discount_cents=4000,
            starts_on=day(-12),
            ends_on=day(18),
        ),
        Offer(
            code="FRIENDS",
            name="Friends of the house, 5 % off",
            description="Adds to every other offer.",
            discount=Discount(percent_ppm=50_000),
            is_stackable=True,
            starts_on=day(-365),
            ends_on=None,
        ),
        Offer(
            code="NURSERY12",
            name="12.5 % off for nurseries",
            description="For institutions that show their card.",
            discount=Discount(percent_ppm=125_000),
            min_purchase_cents=10_000,
            starts_on=day(-300),
            ends_on=None,
        ),
        Offer(
            code="LASTMONTH",
            name="Five years of Puddle & Plum",
            description="Over: shows what a late coupon says at the till.",
            discount=Discount(percent_ppm=100_000),
            usage_limit=500,
            starts_on=day(-60),
            ends_on=day(-31),
        ),
        Offer(
            code="NEXTWEEK",
            name="Toy week, 15 % off",
            description="Not yet: shows what an early coupon says at the till.",
            discount=Discount(percent_ppm=150_000),
            categories=("toys",),
            starts_on=day(7),
            ends_on=day(13),
        ),
    )
