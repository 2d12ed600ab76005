"""What one screen hands over to another that is no code of a scanner: a customer."""

from uuid import UUID

_CUSTOMER = "customer:"


def bring_customer(customer_id: UUID) -> str:
    """Return what to hand over so that the other screen takes this customer."""
    return f"{_CUSTOMER}{customer_id}"


def find_brought_customer(brought: str) -> UUID | None:
    """Return the customer that was handed over, or None when it was something else."""
    if not brought.startswith(_CUSTOMER):
        return None
    return UUID(brought.removeprefix(_CUSTOMER))
