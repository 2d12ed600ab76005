"""What lies on the demo shop's shelves before the history begins and after it ends."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from pos.demo_shop.catalogue import Catalogue, Product, Variant
from pos.demo_shop.chance import stream
from pos.demo_shop.past import PastDay

_OUT_ONE_IN = 25
_LOW_ONE_IN = 12
_LOW_SHARE = 5
_AISLES = "ABCDEFGH"
_BAYS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The stock of one variant, in its unit.

    Attributes:
        opening: Counted before the first past day; 0: nothing was there, no movement.
        remaining: Left after the last; what the shop opens with.
        low_at: From here on it is shown as low.
        place: Aisle and bay.
    """

    product: Product
    variant: Variant
    opening: int
    remaining: int
    low_at: int
    place: str


def stock_shelves(
    seed: int, catalogue: Catalogue, history: Iterable[PastDay]
) -> tuple[Holding, ...]:
    """Return the stock of every variant that is counted.

    The opening stock is what the history sells plus what shall remain, so that the past never
    sold what was not there and the shelves look kept today. What came back is on top.
    """
    sold, came_back = _flows(history)
    return tuple(
        _holding(
            stream(seed, "stock", variant.sku),
            product,
            variant,
            sold=sold[variant.sku],
            came_back=came_back[variant.sku],
        )
        for product, variant in catalogue.variants()
        if product.shelf.stock is not None
    )


def _flows(history: Iterable[PastDay]) -> tuple[Counter[str], Counter[str]]:
    """Return how much of each SKU left the shelves, and how much was put back."""
    sold, came_back = Counter[str](), Counter[str]()
    for day in history:
        for sale in day.sales:
            for line in sale.lines:
                sold[line.variant.sku] += line.quantity
        for back in day.returns:
            if back.is_restocked:
                came_back[back.line.variant.sku] += back.line.quantity
    return sold, came_back


def _holding(
    chance: Random, product: Product, variant: Variant, *, sold: int, came_back: int
) -> Holding:
    assert product.shelf.stock is not None
    lowest, highest = product.shelf.stock
    low_at = max(1, highest // _LOW_SHARE)
    left = _remaining(chance, lowest=lowest, highest=highest, low_at=low_at)
    return Holding(
        product=product,
        variant=variant,
        opening=left + sold,
        remaining=left + came_back,
        low_at=low_at,
        place=f"{chance.choice(_AISLES)}{1 + chance.randrange(_BAYS):02}",
    )


def _remaining(chance: Random, *, lowest: int, highest: int, low_at: int) -> int:
    if chance.randrange(_OUT_ONE_IN) == 0:
        return 0
    if chance.randrange(_LOW_ONE_IN) == 0:
        return chance.randint(1, low_at)
    return chance.randint(lowest, highest)
