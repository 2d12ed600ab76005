"""What sticks on something that was made, so that whoever hands it over finds it at once."""

from dataclasses import dataclass
from datetime import date

from pos.domain.receipt import CopyMark


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupLabel:
    """The label of an order that waits to be fetched.

    Attributes:
        number: Of the order; its last digits are what is called out.
        customer_name: None: a walk-in customer, who is known by the number.
        goods: Each thing with how many of it, as it is read.
        ready_on: The first day that was promised.
        owed_cents: What has to be paid when it is fetched, as it was when this came out.
        copy: Set when it may have come out before.
    """

    number: str
    store_name: str
    customer_name: str | None
    goods: tuple[str, ...]
    ready_on: date
    timezone: str
    currency: str
    owed_cents: int = 0
    is_training: bool = False
    copy: CopyMark | None = None

    @property
    def called(self) -> str:
        """The number as it is called out: its last digits without zeros."""
        return self.number.rpartition("-")[2].lstrip("0") or self.number
