"""The wish to complete a sale or to take what was left of one, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pos.domain.cart import Cart
from pos.domain.payment import TenderEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteSale:
    """The wish to post what lies in the cart.

    Attributes:
        sale_id: Made when the payment began; it becomes the order's id.
        total_cents: What the cashier and the customer saw.
        staff_id: Who rings it up.
        agreed_at: When it was priced as shown, UTC: offers that ended since then still hold for a
            while. None: now.
    """

    sale_id: UUID
    cart: Cart
    tenders: tuple[TenderEntry, ...]
    total_cents: int
    staff_id: UUID
    agreed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectPromise:
    """The wish to take all that is left of a promise.

    Attributes:
        collection_id: Made when the payment began; asked twice, posted once.
        total_cents: What was shown as owed.
        tenders: How it is paid; none: it came through a bank or a courier, past this drawer.
        reference: By what that is found again; "" for none.
        staff_id: Who takes it.
        hands_over: The customer takes along what was made for them.
    """

    collection_id: UUID
    staff_id: UUID
    payment_id: UUID
    total_cents: int
    tenders: tuple[TenderEntry, ...] = ()
    reference: str = ""
    hands_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedSale:
    """What was posted.

    Attributes:
        change_cents: Cash to give back.
        rounding_cents: What the coins added (plus) or forgave (minus).
        was_posted_before: This wish had been carried out already.
    """

    order_id: UUID
    number: str
    total_cents: int
    change_cents: int
    rounding_cents: int
    was_posted_before: bool = False
