"""What a line of the cart shows, as a frozen value; it names nothing of Qt."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CartRow:
    """One line of a cart.

    Attributes:
        quantity: As people write it.
        detail: Price of one, discount, note.
        wishes: What was wished of goods made for the customer, a line each, below the detail.
        off: What was taken off, with a minus; "" means nothing.
        is_return: The goods come back.
    """

    key: UUID
    quantity: str
    name: str
    detail: str
    amount: str
    says: str
    wishes: tuple[str, ...] = ()
    off: str = ""
    is_return: bool = False
