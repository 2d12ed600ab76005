"""How somebody sets right what a shelf holds: pure values, before anything is posted."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """What the typed quantity means."""

    ADD = "add"
    TAKE = "take"
    SET = "set"


class AdjustReason(StrEnum):
    """Why; the code is kept with the movement, the words are the screen's."""

    COUNTED = "counted"
    FOUND = "found"
    DAMAGED = "damaged"
    EXPIRED = "expired"
    LOST = "lost"
    OWN_USE = "own_use"
    DELIVERED = "delivered"
    OTHER = "other"
    UNDONE = "undone"


OFFERED = tuple(reason for reason in AdjustReason if reason is not AdjustReason.UNDONE)
"""What a person may choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What a person answered.

    Attributes:
        quantity: In the variant's unit, not below 0.
    """

    how: How
    quantity: int
    reason: AdjustReason

    @property
    def counted(self) -> int | None:
        """What is really there; None: only the difference is known."""
        return self.quantity if self.how is How.SET else None

    @property
    def delta(self) -> int | None:
        """How much more or, below 0, less is there; None: it was counted."""
        match self.how:
            case How.ADD:
                return self.quantity
            case How.TAKE:
                return -self.quantity
            case How.SET:
                return None


def level_after(how: How, quantity: int, *, on_hand: int) -> int:
    """Return what the shelf will hold."""
    match how:
        case How.ADD:
            return on_hand + quantity
        case How.TAKE:
            return on_hand - quantity
        case How.SET:
            return quantity
