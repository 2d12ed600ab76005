"""Thirty past days of the demo shop, sale by sale, before anything is written.

Amounts are worked out with the till's own price ladder and tenders, so that posting the same
baskets later must give the same cents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from pos.demo_shop.baskets import Picked, Stall, choose_errand, fill_basket, lay_out
from pos.demo_shop.catalogue import RATES_PPM, Catalogue
from pos.demo_shop.chance import stream
from pos.demo_shop.past import PastDay, PastSale
from pos.demo_shop.past_returns import choose_returns
from pos.demo_shop.people import STAFF, Customer
from pos.demo_shop.tenders import choose_tenders
from pos.domain.discount import Discount
from pos.domain.payment import TenderKind, settle
from pos.domain.pricing import PricingRules, price_lines
from pos.domain.pricing_line import PricingLine
from pos.domain.quantity import Unit
from pos.domain.tax import TaxRate

DAYS = 30
FLOAT_CENTS = 15_000

_SUNDAY = 6
_SATURDAY = 5
_OPENING_HOURS = {_SUNDAY: (8, 12)}
_USUAL_HOURS = (8, 18)
_SALES_A_DAY = {_SATURDAY: (28, 36), _SUNDAY: (12, 18)}
_USUAL_SALES = (18, 25)
_HOUR_WEIGHTS = {8: 6, 9: 8, 10: 10, 11: 9, 12: 7, 13: 6, 14: 7, 15: 10, 16: 12, 17: 12, 18: 7}
_DIFFERENCES_CENTS = (0, 0, 0, 0, 0, 0, 0, -50, 20, -5, 100, -120)
_SHOWS_CARD_PERCENT = 28
_GETS_DISCOUNT_ONE_IN = 14
_ORDER_DISCOUNTS_PPM = (50_000, 100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shop:
    """What every past day draws from."""

    seed: int
    stall: Stall
    customers: tuple[Customer, ...]
    rules: PricingRules
    zone: ZoneInfo


def plan_history(
    seed: int,
    catalogue: Catalogue,
    customers: tuple[Customer, ...],
    *,
    last_day: date,
    rules: PricingRules,
    zone: ZoneInfo,
) -> tuple[PastDay, ...]:
    """Return the days before `last_day`, oldest first.

    Args:
        rules: How the store prices; its prices include tax.
        zone: Where the store is; its opening hours are local.
    """
    shop = _Shop(seed=seed, stall=lay_out(catalogue), customers=customers, rules=rules, zone=zone)
    days: list[PastDay] = []
    float_cents = FLOAT_CENTS
    for days_ago in range(DAYS, 0, -1):
        day = last_day - timedelta(days=days_ago)
        past = _past_day(shop, day, float_cents=float_cents, earlier=days)
        days.append(past)
        float_cents = past.counted_cents
    return tuple(days)


def _past_day(shop: _Shop, day: date, *, float_cents: int, earlier: Sequence[PastDay]) -> PastDay:
    chance = stream(shop.seed, "day", day.isoformat())
    first_hour, last_hour = _OPENING_HOURS.get(day.weekday(), _USUAL_HOURS)
    count = chance.randint(*_SALES_A_DAY.get(day.weekday(), _USUAL_SALES))
    sales = tuple(
        _past_sale(shop, chance, at)
        for at in _moments(chance, day, hours=(first_hour, last_hour), count=count, zone=shop.zone)
    )
    back_at = _utc(day, time(first_hour + 2, 30), shop.zone)
    returns = choose_returns(stream(shop.seed, "returns", day.isoformat()), earlier, at=back_at)
    in_drawer = float_cents + sum(sale.cash_cents for sale in sales)
    in_drawer -= sum(back.cash_cents for back in returns)
    drop_cents = max(0, (in_drawer - FLOAT_CENTS) // 500 * 500)
    difference_cents = chance.choice(_DIFFERENCES_CENTS)
    return PastDay(
        day=day,
        opened_at=_utc(day, time(first_hour - 1, 45), shop.zone),
        closed_at=_utc(day, time(last_hour + 1, 20), shop.zone),
        float_cents=float_cents,
        sales=sales,
        returns=returns,
        drop_cents=drop_cents,
        counted_cents=in_drawer - drop_cents + difference_cents,
        difference_cents=difference_cents,
    )


def _moments(
    chance: Random, day: date, *, hours: tuple[int, int], count: int, zone: ZoneInfo
) -> list[datetime]:
    """Return distinct moments within the opening hours, in order."""
    choices = range(hours[0], hours[1] + 1)
    weights = [_HOUR_WEIGHTS[hour] for hour in choices]
    seconds: set[int] = set()
    while len(seconds) < count:
        hour = chance.choices(choices, weights=weights)[0]
        seconds.add(hour * 3600 + chance.randrange(3600))
    return [
        _utc(day, time(second // 3600, second // 60 % 60, second % 60), zone)
        for second in sorted(seconds)
    ]


def _past_sale(shop: _Shop, chance: Random, at: datetime) -> PastSale:
    errand = choose_errand(chance, hour=at.astimezone(shop.zone).hour)
    lines = fill_basket(chance, errand, shop.stall)
    is_known = errand.has_name or chance.randrange(100) < _SHOWS_CARD_PERCENT
    gets_discount = is_known and chance.randrange(_GETS_DISCOUNT_ONE_IN) == 0
    discount = Discount(percent_ppm=chance.choice(_ORDER_DISCOUNTS_PPM)) if gets_discount else None
    priced = price_lines(
        shop.rules, [_pricing_line(line) for line in lines], order_discount=discount
    )
    total_cents = priced.total_cents
    tenders = choose_tenders(chance, total_cents)
    paid = settle(
        total_cents,
        tenders,
        cash_step_cents=shop.rules.cash_step_cents,
        rounding=shop.rules.rounding,
    )
    return PastSale(
        at=at,
        employee_no=chance.choices(STAFF, weights=(5, 4, 1))[0].employee_no,
        customer_no=chance.choice(shop.customers).customer_no if is_known else None,
        lines=lines,
        discount=discount,
        tenders=tenders,
        line_cents=tuple(line.total_cents for line in priced.lines),
        total_cents=total_cents,
        cash_cents=sum(
            tender.amount_cents + tender.rounding_cents
            for tender in paid.payments
            if tender.kind is TenderKind.CASH
        ),
    )


def _pricing_line(line: Picked) -> PricingLine:
    product = line.product
    rate = TaxRate(
        code=product.tax, name=product.tax, rate_ppm=RATES_PPM[product.tax], is_included=True
    )
    return PricingLine(
        name=product.name,
        quantity=line.quantity,
        unit=Unit(product.shelf.unit),
        price_unit_qty=product.shelf.price_unit_qty,
        unit_price_cents=line.variant.price_cents,
        taxes=(rate,),
        is_discountable=product.shelf.is_discountable,
    )


def _utc(day: date, local: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, local, tzinfo=zone).astimezone(UTC)
