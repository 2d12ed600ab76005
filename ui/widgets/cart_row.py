"""What a line of the cart shows, as a frozen value; it names nothing of Qt."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CartRow:
    """One line of a cart.

    Attributes:
        quantity: As people write it.
        detail: Price of one, discount, note.
        off: What was taken off, with a minus; "" means nothing.
        is_return: The goods come back.
    """

    key: UUID
    quantity: str
    name: str
    detail: str
    amount: str
    says: str
    off: str = ""
    is_return: bool = False
