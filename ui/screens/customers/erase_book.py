"""What the customers screen reads and writes when somebody is erased, each a job for a lane."""

from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.erasure import ErasurePreview, ErasureReason
from pos.queries.erasure import find_erasure
from pos.services.erasure import EraseCustomer, erase_customer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.services.permissions import Actor
    from pos.uow import ReadTx, WriteTx


def previewing(customer_id: UUID) -> "Callable[[ReadTx], ErasurePreview | None]":
    """Read what erasing a customer would do."""
    return lambda tx: find_erasure(tx, customer_id)


def erasing(customer_id: UUID, reason: ErasureReason) -> "Callable[[WriteTx, Actor], None]":
    """Erase a customer."""
    return lambda tx, actor: erase_customer(
        tx, EraseCustomer(actor=actor, customer_id=customer_id, reason=reason)
    )
