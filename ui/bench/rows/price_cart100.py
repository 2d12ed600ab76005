"""price.cart100: a hundred lines with discounts, a coupon and two taxes."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple
from uuid import UUID

from pos.domain.cart import Cart, CartLine
from pos.domain.cart_pricing import price_cart
from pos.domain.discount import Discount
from pos.domain.pricing import PricingRules
from pos.domain.tax import TaxRate
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import wall_us

LINES = 100
PPM = 1_000_000
COUPON_CENTS = 1_500
LINE_DISCOUNT_PPM = 50_000
STANDARD = TaxRate(code="standard", name="VAT 20 %", rate_ppm=200_000, is_included=True)
REDUCED = TaxRate(code="reduced", name="VAT 10 %", rate_ppm=100_000, is_included=True)
RULES = PricingRules(currency="EUR", prices_include_tax=True)


class TupleLine(NamedTuple):
    """A line as the rawest arithmetic takes it; the discount is in parts per million."""

    quantity: int
    price_cents: int
    discount_ppm: int
    rate_ppm: int


def tuple_lines() -> list[TupleLine]:
    """Return the hundred lines: every third has a discount, two taxes take turns."""
    return [
        TupleLine(
            quantity=1 + number % 3,
            price_cents=199 + 37 * number,
            discount_ppm=0 if number % 3 else LINE_DISCOUNT_PPM,
            rate_ppm=(STANDARD if number % 2 else REDUCED).rate_ppm,
        )
        for number in range(LINES)
    ]


def cart_of(lines: list[TupleLine]) -> Cart:
    """Return the same lines as the till has them."""
    by_rate = {rate.rate_ppm: (rate,) for rate in (STANDARD, REDUCED)}
    return Cart(
        cart_id=UUID(int=1),
        currency=RULES.currency,
        order_discount=Discount(amount_cents=COUPON_CENTS),
        lines=tuple(
            CartLine(
                line_id=UUID(int=number),
                variant_id=UUID(int=number),
                sku=f"SKU-{number}",
                name=f"Article {number}",
                list_price_cents=line.price_cents,
                unit_price_cents=line.price_cents,
                quantity=line.quantity,
                taxes=by_rate[line.rate_ppm],
                discount=Discount(percent_ppm=line.discount_ppm) if line.discount_ppm else None,
            )
            for number, line in enumerate(lines)
        ),
    )


class PricedTuples(NamedTuple):
    """What the raw arithmetic returns: the same figures as `PricedBasket`.

    Attributes:
        lines: Gross, discount, share of the coupon, net and tax of each.
        taxes: Net and tax by rate.
    """

    lines: list[tuple[int, int, int, int, int]]
    taxes: dict[int, tuple[int, int]]
    gross_cents: int
    discount_cents: int
    net_cents: int
    tax_cents: int


def price_tuples(lines: list[TupleLine], coupon_cents: int) -> PricedTuples:
    """Price the lines by integers alone."""
    grosses = [line[0] * line[1] for line in lines]
    values = [
        (2 * gross * (PPM - line[2]) + PPM) // (2 * PPM)
        for gross, line in zip(grosses, lines, strict=True)
    ]
    shares = share_out(coupon_cents, values)
    priced = []
    taxes: dict[int, tuple[int, int]] = {}
    for gross, value, share, line in zip(grosses, values, shares, lines, strict=True):
        rate, total = line[3], value - share
        tax = (2 * total * rate + PPM + rate) // (2 * (PPM + rate))
        priced.append((gross, gross - value, share, total - tax, tax))
        net_before, tax_before = taxes.get(rate, (0, 0))
        taxes[rate] = (net_before + total - tax, tax_before + tax)
    return PricedTuples(
        lines=priced,
        taxes=taxes,
        gross_cents=sum(grosses),
        discount_cents=sum([line[1] + line[2] for line in priced]),
        net_cents=sum([line[3] for line in priced]),
        tax_cents=sum([line[4] for line in priced]),
    )


def share_out(total: int, weights: list[int]) -> list[int]:
    """Return the total in proportion to the weights, by largest remainder."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda at: -(total * weights[at] % whole))
    for place in remainders[: total - sum(shares)]:
        shares[place] += 1
    return shares


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    lines = tuple_lines()
    cart = cart_of(lines)
    _check_equal(cart, lines)
    yield Trial(
        value=lambda: [wall_us(partial(price_cart, RULES, cart)) for _ in range(kit.samples)],
        limit=lambda: [
            wall_us(partial(price_tuples, lines, COUPON_CENTS)) for _ in range(kit.samples)
        ],
    )


def _check_equal(cart: Cart, lines: list[TupleLine]) -> None:
    """Stop where the limit does not do the same work."""
    priced, raw = price_cart(RULES, cart), price_tuples(lines, COUPON_CENTS)
    same_lines = [
        (one.gross_cents, one.line_discount_cents, one.order_discount_cents, one.net_cents)
        for one in priced.lines
    ] == [one[:4] for one in raw.lines]
    if not same_lines or (priced.net_cents, priced.tax_cents) != (raw.net_cents, raw.tax_cents):
        raise ArithmeticError(priced.total_cents)


ROW = Row(
    name="price.cart100",
    value="a cart of 100 lines with discounts, a coupon and two taxes",
    limit="the same arithmetic on tuples of integers",
    unit="us",
    goal=Goal(judged=Judged.RATIO, must=4, stretch=2.5),
    open=_open,
    samples=Samples(quick=5, full=300),
)
