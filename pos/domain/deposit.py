"""What is asked for at once of a sale with goods that are still to be made."""

from collections.abc import Iterable

from pos.domain.cart import CartLine
from pos.domain.money import divide
from pos.domain.pricing import PricedLine


def deposit_cents(lines: Iterable[tuple[CartLine, PricedLine]], *, percent: int) -> int:
    """Return a share of what is made to order, and all of what is at hand, in minor units.

    Args:
        lines: Of the cart, with what each costs.
        percent: The share, from 0 to 100.
    """
    sums = {True: 0, False: 0}
    for line, priced in lines:
        sums[line.made is not None] += priced.total_cents
    return sums[False] + divide(sums[True] * percent, 100)
