"""What the customers screen reads and writes, each a job for a lane."""

from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from pos.domain.contact import CustomerDetails
from pos.queries.customer_details import Customer, find_customer
from pos.queries.customer_duplicates import list_duplicates
from pos.queries.customers import CustomerListRow, find_card_holder, find_customers, list_recent
from pos.queries.store_rules import read_country
from pos.services.credit_limit import LimitWish, limit_credit
from pos.services.customer_merge import MergeCustomers, merge_customers
from pos.services.customers import AddCustomer, ChangeCustomer, add_customer, change_customer
from pos.services.permissions import Actor
from pos.services.store_credit import MoveCredit, give_credit, take_credit_back
from ui.screens.customers.state import ShownCustomer
from ui.screens.customers.view_protocol import CreditAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.uow import ReadTx, WriteTx

Job: TypeAlias = "Callable[[WriteTx, Actor], UUID]"
"""Writes something about a customer, and returns who is to be shown then."""


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
            customer=customer,
            country=read_country(tx),
            duplicates=list_duplicates(tx, customer.customer_id),
        )

    return job


def opening_card(card_no: str) -> "Callable[[ReadTx], ShownCustomer | None]":
    """Read whose card it is."""

    def job(tx: "ReadTx") -> ShownCustomer | None:
        holder = find_card_holder(tx, card_no)
        return None if holder is None else opening(holder.customer_id)(tx)

    return job


def adding(details: CustomerDetails) -> Job:
    """Write down a new customer."""
    return lambda tx, actor: add_customer(tx, AddCustomer(actor=actor, details=details))


def changing(customer_id: UUID, details: CustomerDetails) -> Job:
    """Write down what is different about a customer."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        change_customer(tx, ChangeCustomer(actor=actor, customer_id=customer_id, details=details))
        return customer_id

    return job


def merging(*, kept_id: UUID, folded_id: UUID) -> Job:
    """Make one customer of two records."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        merge_customers(tx, MergeCustomers(actor=actor, kept_id=kept_id, folded_id=folded_id))
        return kept_id

    return job


def moving_credit(customer_id: UUID, answer: CreditAnswer) -> Job:
    """Give a customer credit, or take it back."""
    move = give_credit if answer.is_given else take_credit_back

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        move(
            tx,
            MoveCredit(
                actor=actor,
                customer_id=customer_id,
                amount_cents=answer.amount_cents,
                reason=answer.reason,
            ),
        )
        return customer_id

    return job


def limiting(customer: Customer, limit_cents: int | None) -> Job:
    """Say how much a customer may owe; None: nothing."""

    def job(tx: "WriteTx", actor: Actor) -> UUID:
        limit_credit(
            tx,
            LimitWish(
                actor=actor,
                customer_id=customer.customer_id,
                limit_cents=limit_cents,
                base_version=customer.version,
            ),
        )
        return customer.customer_id

    return job
