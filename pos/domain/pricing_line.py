"""A line before it is priced."""

from typing import NamedTuple

from pos.domain.discount import Discount
from pos.domain.offer import Kind
from pos.domain.quantity import Unit
from pos.domain.tax import TaxRate


class PricingLine(NamedTuple):
    """What the ladder needs to know of a line; a tuple, because a cart makes all anew on each scan.

    Attributes:
        quantity: Whole units, above 0.
        unit_price_cents: The list price of `price_unit_qty` units.
        price_unit_qty: How many units one unit price buys: 1000 for a price per kilogram.
        price_override_cents: The price that a person set instead; None: they did not.
        fixed_gross_cents: The amount printed on a priced scale label, which is then the value of
            the line whatever the quantity is; None: quantity times price.
        is_discountable: Offers, coupons and order discounts may touch it.
        special_price_cents: The price of a price list instead; None: the list price stands.
        price_name: The name of that price list.
        is_stackable: Offers and coupons may come off the special price as well.
        kinds: What kinds of goods it is, for offers and coupons.
    """

    name: str
    quantity: int
    unit_price_cents: int
    unit: Unit = Unit.EACH
    price_unit_qty: int = 1
    taxes: tuple[TaxRate, ...] = ()
    discount: Discount | None = None
    price_override_cents: int | None = None
    fixed_gross_cents: int | None = None
    is_discountable: bool = True
    special_price_cents: int | None = None
    price_name: str = ""
    is_stackable: bool = True
    kinds: tuple[Kind, ...] = ()
