"""Prices other than the shelf price: of a group of customers, for some days, or both.

A special price only ever lowers what somebody pays. Of those that are for a customer the lowest
holds.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

Group: TypeAlias = UUID | str
"""What names a group of customers: its row, or a word in a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialPrice:
    """What an article costs on a price list that is valid today.

    Attributes:
        name: Of the price list, as printed.
        price_cents: Of as many units as the shelf price buys.
        group: Whom it is for; None: everybody.
        is_stackable: Offers and coupons may come off it as well.
        prior_price_cents: The lowest price of the 30 days before it began; None: not known.
    """

    name: str
    price_cents: int
    group: Group | None = None
    is_stackable: bool = True
    prior_price_cents: int | None = None


def find_lowest(
    prices: Sequence[SpecialPrice], groups: Collection[Group], *, shelf_price_cents: int
) -> SpecialPrice | None:
    """Return the price that holds for members of the groups; None: the shelf price does."""
    fitting = [
        price
        for price in prices
        if price.price_cents < shelf_price_cents and (price.group is None or price.group in groups)
    ]
    return min(fitting, key=lambda price: (price.price_cents, price.name), default=None)


def find_prior_price(price: SpecialPrice | None) -> int | None:
    """Return what may be shown as "was" beside a special price, or None when nothing may.

    Whoever announces a reduction must name the lowest price of the 30 days before it (98/6/EC,
    article 6a). A price for members only is no announcement to everybody, and a "was" that is not
    higher is none.
    """
    if price is None or price.group is not None or price.prior_price_cents is None:
        return None
    return price.prior_price_cents if price.prior_price_cents > price.price_cents else None
