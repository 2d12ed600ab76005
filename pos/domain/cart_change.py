"""One change of the cart in hand: what went out of it, and what came back."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pos.domain.cart import Cart, CartLine


class VoidReason(StrEnum):
    """Why the journal has an entry of kind `void`."""

    CART_DISCARDED = "cart_discarded"
    CART_BROUGHT_BACK = "cart_brought_back"
    LINES_TAKEN_OUT = "lines_taken_out"
    LINES_BROUGHT_BACK = "lines_brought_back"
    PARKED_CART_EXPIRED = "parked_cart_expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class CartChange:
    """A cart before and after a change.

    Attributes:
        is_undo: It took an earlier change back.
        approval_id: What a second person's PIN gave for it; None: nobody was asked.
    """

    before: Cart
    after: Cart
    is_undo: bool = False
    approval_id: UUID | None = None

    @property
    def is_discard(self) -> bool:
        """Say whether a sale that was begun was given up: nothing is left of it."""
        return bool(self.before.lines) and not self.after.lines

    @property
    def taken_out(self) -> tuple[CartLine, ...]:
        """The lines that went out."""
        return _missing(self.before, self.after)

    @property
    def brought_back(self) -> tuple[CartLine, ...]:
        """The lines that undo brought back."""
        return _missing(self.after, self.before) if self.is_undo else ()

    @property
    def is_brought_back(self) -> bool:
        """Say whether undo brought a sale back that was given up."""
        return self.is_undo and not self.before.lines and bool(self.after.lines)


def _missing(cart: Cart, other: Cart) -> tuple[CartLine, ...]:
    """Return the lines of one cart that another has not."""
    kept = {line.line_id for line in other.lines}
    return tuple(line for line in cart.lines if line.line_id not in kept)
