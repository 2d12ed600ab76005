"""What one screen hands over to another that is no code of a scanner: a customer, a balance."""

from dataclasses import dataclass
from uuid import UUID

_CUSTOMER = "customer:"
_BALANCE = "balance:"
_FETCHED = "fetched:"


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBalance:
    """A promise that is to be kept.

    Attributes:
        hands_over: What was made is handed over with it.
    """

    payment_id: UUID
    hands_over: bool


def bring_balance(payment_id: UUID, *, hands_over: bool) -> str:
    """Return what to hand over so that the other screen takes what is owed."""
    return f"{_FETCHED if hands_over else _BALANCE}{payment_id}"


def find_brought_balance(brought: str) -> BroughtBalance | None:
    """Return the promise that was handed over, or None when it was something else."""
    for start in (_BALANCE, _FETCHED):
        if brought.startswith(start):
            payment_id = UUID(brought.removeprefix(start))
            return BroughtBalance(payment_id=payment_id, hands_over=start == _FETCHED)
    return None


def bring_customer(customer_id: UUID) -> str:
    """Return what to hand over so that the other screen takes this customer."""
    return f"{_CUSTOMER}{customer_id}"


def find_brought_customer(brought: str) -> UUID | None:
    """Return the customer that was handed over, or None when it was something else."""
    if not brought.startswith(_CUSTOMER):
        return None
    return UUID(brought.removeprefix(_CUSTOMER))
