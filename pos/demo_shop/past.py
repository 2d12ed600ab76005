"""A past day of the demo shop: its sales, its returns, and the cash in its drawer."""

from dataclasses import dataclass
from datetime import date, datetime

from pos.demo_shop.baskets import Picked
from pos.domain.discount import Discount
from pos.domain.payment import TenderEntry
from pos.domain.returns import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSale:
    """A sale that was made.

    Attributes:
        at: When it was completed, UTC.
        employee_no: Who rang it up.
        customer_no: None: a walk-in.
        line_cents: What each line came to after the discount; they sum to the total.
        cash_cents: What stayed in the drawer.
    """

    at: datetime
    employee_no: str
    customer_no: str | None
    lines: tuple[Picked, ...]
    discount: Discount | None
    tenders: tuple[TenderEntry, ...]
    line_cents: tuple[int, ...]
    total_cents: int
    cash_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReturn:
    """All units of a sold line, brought back on a later day.

    Attributes:
        at: When it was accepted, UTC.
        line_no: Which line of the sale, from 0.
        cash_cents: What was paid out of the drawer; 0: it went back to the card.
    """

    at: datetime
    sale: PastSale
    line_no: int
    reason: Reason
    cash_cents: int

    @property
    def line(self) -> Picked:
        """What came back."""
        return self.sale.lines[self.line_no]

    @property
    def is_restocked(self) -> bool:
        """Whether it is fit to be sold again."""
        return self.reason is not Reason.DEFECTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDay:
    """A day at the till, from opening the drawer to closing it.

    Attributes:
        opened_at: UTC, as `closed_at`.
        float_cents: Counted into the drawer in the morning.
        drop_cents: Carried to the safe before the close; 0: nothing was.
        counted_cents: Counted at the close, after the drop.
        difference_cents: Counted less expected.
    """

    day: date
    opened_at: datetime
    closed_at: datetime
    float_cents: int
    sales: tuple[PastSale, ...]
    returns: tuple[PastReturn, ...]
    drop_cents: int
    counted_cents: int
    difference_cents: int

    @property
    def cash_cents(self) -> int:
        """Cash taken in sales without the change that was given, less what was paid back."""
        taken = sum(sale.cash_cents for sale in self.sales)
        return taken - sum(back.cash_cents for back in self.returns)
