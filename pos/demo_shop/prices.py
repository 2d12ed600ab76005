"""Prices as a shop sets them: sale prices with the usual endings, and what the goods cost it."""

from pos.domain.money import divide

_WHOLE_EURO_ENDINGS_FROM_CENTS = 1000
_PPM = 1_000_000


def sale_price(price_cents: int, *, off_percent: int) -> int:
    """Return a price marked down by about so many percent; 0 leaves it as it is.

    From 10.00 a sale price ends in .99, below in 9 cents.
    """
    if not off_percent:
        return price_cents
    step = 100 if price_cents >= _WHOLE_EURO_ENDINGS_FROM_CENTS else 10
    target = divide(price_cents * (100 - off_percent), 100)
    return divide(target, step) * step - 1


def cost_of(price_cents: int, *, rate_ppm: int, margin_percent: int) -> int:
    """Return what the goods cost without tax, given the price with tax and the margin on net."""
    net_cents = divide(price_cents * _PPM, _PPM + rate_ppm)
    return divide(net_cents * (100 - margin_percent), 100)
