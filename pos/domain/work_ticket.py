"""What whoever makes something to order needs on paper; it stays with the goods until the end."""

from dataclasses import dataclass
from datetime import date, datetime

from pos.domain.receipt import CopyMark


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One thing to make.

    Attributes:
        unit: "each", "g", "ml" or "mm".
        ready_on: The day that the customer was promised.
        moved_from: The day for which it was promised before; None: it was not moved.
        message: What shall stand on it; None: nothing.
        options: What was chosen of each option, as it is read.
    """

    name: str
    variant_name: str
    quantity: int
    unit: str
    ready_on: date
    message: str | None
    note: str | None
    moved_from: date | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTicket:
    """All that is to be made for one order; what it costs is nobody's business there.

    Attributes:
        number: Of the order.
        customer_name: None: a walk-in customer, who is known by the number.
        note: Of the whole order; None: there is none.
        taken_at: When it was ordered, UTC.
        lines: What is due first stands first.
        owed_cents: What has to be paid when it is fetched, as it was when this came out.
        copy: Set when it may have come out before.
    """

    number: str
    store_name: str
    customer_name: str | None
    note: str | None
    taken_by: str
    taken_at: datetime
    timezone: str
    currency: str
    lines: tuple[WorkLine, ...]
    owed_cents: int = 0
    is_training: bool = False
    copy: CopyMark | None = None

    @property
    def is_changed(self) -> bool:
        """Say whether it takes the place of a ticket that came out before."""
        return any(line.moved_from for line in self.lines)
