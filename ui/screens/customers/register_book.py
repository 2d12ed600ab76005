"""What the customers screen reads and writes, each a job for a lane."""

from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.contact import CustomerDetails
from pos.queries.customer_details import find_customer
from pos.queries.customer_duplicates import list_duplicates
from pos.queries.customers import CustomerListRow, find_card_holder, find_customers, list_recent
from pos.services.customer_merge import MergeCustomers, merge_customers
from pos.services.customers import AddCustomer, ChangeCustomer, add_customer, change_customer
from pos.services.permissions import Actor
from ui.screens.customers.state import ShownCustomer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.uow import ReadTx, WriteTx


def looking(words: str) -> "Callable[[ReadTx], tuple[CustomerListRow, ...]]":
    """Find customers; without words, those who came last."""
    return lambda tx: find_customers(tx, words) if words.strip() else list_recent(tx)


def opening(customer_id: UUID) -> "Callable[[ReadTx], ShownCustomer | None]":
    """Read a customer, and who may be the same person."""

    def job(tx: "ReadTx") -> ShownCustomer | None:
        customer = find_customer(tx, customer_id)
        if customer is None:
            return None
        return ShownCustomer(
            customer=customer, duplicates=list_duplicates(tx, customer.customer_id)
        )

    return job


def opening_card(card_no: str) -> "Callable[[ReadTx], ShownCustomer | None]":
    """Read whose card it is."""

    def job(tx: "ReadTx") -> ShownCustomer | None:
        holder = find_card_holder(tx, card_no)
        return None if holder is None else opening(holder.customer_id)(tx)

    return job


def adding(details: CustomerDetails) -> "Callable[[WriteTx, Actor], UUID]":
    """Write down a new customer."""
    return lambda tx, actor: add_customer(tx, AddCustomer(actor=actor, details=details))


def changing(customer_id: UUID, details: CustomerDetails) -> "Callable[[WriteTx, Actor], UUID]":
    """Write down what is different about a customer."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        change_customer(tx, ChangeCustomer(actor=actor, customer_id=customer_id, details=details))
        return customer_id

    return job


def merging(*, kept_id: UUID, folded_id: UUID) -> "Callable[[WriteTx, Actor], UUID]":
    """Make one customer of two records."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        merge_customers(tx, MergeCustomers(actor=actor, kept_id=kept_id, folded_id=folded_id))
        return kept_id

    return job
