"""How low a person may set a price before somebody else has to agree."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.cart import CartLine
from pos.domain.money import Rounding, rounder
from pos.domain.tax import charge_line, plan_taxes

WHOLE_PERCENT = 100


class FloorKind(StrEnum):
    """What the floor is measured by."""

    NONE = "none"
    COST = "cost"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFloor:
    """The floor of a store.

    Attributes:
        percent_below: How far below the list price it lies, where it is measured by that.
    """

    kind: FloorKind = FloorKind.NONE
    percent_below: int = 0

    def is_below(self, line: CartLine, price_cents: int) -> bool:
        """Say whether a price is below the floor; what a shop does not know the cost of has none.

        Args:
            line: Whose price it is.
            price_cents: Of one price unit, with the taxes that are inside.
        """
        if self.kind is FloorKind.PERCENT:
            floor = line.list_price_cents * (WHOLE_PERCENT - self.percent_below)
            return price_cents * WHOLE_PERCENT < floor
        if self.kind is FloorKind.COST and line.cost_cents is not None:
            net_cents, _taxes = charge_line(
                plan_taxes(line.taxes), price_cents, divide=rounder(Rounding.HALF_UP)
            )
            return net_cents < line.cost_cents
        return False
