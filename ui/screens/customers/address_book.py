"""What the customers screen writes about addresses, each a job for the writing lane."""

from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.postal_address import PostalAddress
from pos.services.addresses import (
    AddAddress,
    ChangeAddress,
    RemoveAddress,
    add_address,
    change_address,
    remove_address,
)
from pos.services.permissions import Actor
from ui.screens.customers.register_book import Job

if TYPE_CHECKING:
    from pos.uow import WriteTx


def adding_address(customer_id: UUID, address: PostalAddress) -> Job:
    """Write down another address of a customer."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        add_address(tx, AddAddress(actor=actor, customer_id=customer_id, address=address))
        return customer_id

    return job


def changing_address(customer_id: UUID, address_id: UUID, address: PostalAddress) -> Job:
    """Write down what is different about an address."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        change_address(
            tx,
            ChangeAddress(
                actor=actor, customer_id=customer_id, address_id=address_id, address=address
            ),
        )
        return customer_id

    return job


def removing_address(customer_id: UUID, address_id: UUID, *, is_removed: bool) -> Job:
    """Use an address no longer, or again."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        remove_address(
            tx,
            RemoveAddress(
                actor=actor, customer_id=customer_id, address_id=address_id, is_removed=is_removed
            ),
        )
        return customer_id

    return job
