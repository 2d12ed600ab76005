"""How much the demo shop's customers like each product, as the popularity job would find it."""

from collections import Counter
from collections.abc import Iterable

from pos.demo_shop.past import PastDay

_PER_TWO_UNITS = 1
_PER_ORDER = 2
_GRAMS_AS_ONE_UNIT = 500


def sum_popularity(history: Iterable[PastDay]) -> Counter[str]:
    """Return the score of each style code: half a point per unit, two per order (schema.md 7)."""
    units = Counter[str]()
    orders = Counter[str]()
    for day in history:
        for sale in day.sales:
            for line in sale.lines:
                style_code = line.product.style_code
                is_weighed = line.product.shelf.unit == "g"
                units[style_code] += (
                    -(-line.quantity // _GRAMS_AS_ONE_UNIT) if is_weighed else line.quantity
                )
                orders[style_code] += 1
    return Counter(
        {
            style_code: count * _PER_ORDER + units[style_code] // 2 * _PER_TWO_UNITS
            for style_code, count in orders.items()
        }
    )
