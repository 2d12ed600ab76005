"""Which other records may be about the same person: same number, same address, similar name."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from pos import customer_index
from pos.domain.phone import digits_of
from pos.full_text import folded, words_of
from pos.queries.customers import CustomerListRow, list_customers
from pos.uow import ReadTx

PROPOSALS_MAX = 5
NUMBER_END_DIGITS = 8
"""Two numbers that end alike are one, whichever way a web shop wrote down the rest."""

BEGINNING_LETTERS = 3
"""With so many letters of each word names are found that are written otherwise further on."""

ALIKE_MIN_PERCENT = 85
"""How much of two names must be the same: one wrong letter in a usual name is less."""


class Sameness(StrEnum):
    """Why two records may be about one person, the surest first."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Another record that may be about the same person."""

    customer: CustomerListRow
    sameness: Sameness


def list_duplicates(tx: ReadTx, customer_id: UUID) -> tuple[Duplicate, ...]:
    """Return the records that may be about this customer too, at most `PROPOSALS_MAX`."""
    (customer,) = list_customers(tx, [customer_id]) or (None,)
    if customer is None:
        return ()
    candidates = list_customers(tx, _candidates(tx, customer) - {customer_id})
    found = [
        Duplicate(customer=each, sameness=sameness)
        for each in candidates
        if (sameness := _find_sameness(customer, each)) is not None
    ]
    found.sort(key=lambda each: (list(Sameness).index(each.sameness), each.customer.name))
    return tuple(found[:PROPOSALS_MAX])


def _candidates(tx: ReadTx, customer: CustomerListRow) -> set[UUID]:
    return {key for keys in _searches(tx, customer) for key in keys}


def _searches(tx: ReadTx, customer: CustomerListRow) -> Iterator[list[UUID]]:
    number = digits_of(customer.phone)[-NUMBER_END_DIGITS:]
    if len(number) == NUMBER_END_DIGITS:
        yield customer_index.find_by_digits(tx.connection, number)
    if customer.email:
        box, _, _domain = _mailbox(customer.email).partition("@")
        yield customer_index.find_by_words(tx.connection, box)
    beginnings = " ".join(word[:BEGINNING_LETTERS] for word in words_of(customer.name))
    yield customer_index.find_by_words(tx.connection, beginnings)


def _find_sameness(one: CustomerListRow, other: CustomerListRow) -> Sameness | None:
    number, other_number = (digits_of(each.phone)[-NUMBER_END_DIGITS:] for each in (one, other))
    if number == other_number and len(number) == NUMBER_END_DIGITS:
        return Sameness.PHONE
    if one.email and other.email and _mailbox(one.email) == _mailbox(other.email):
        return Sameness.EMAIL
    return Sameness.NAME if _is_alike(one.name, other.name) else None


def _mailbox(email: str) -> str:
    """Return an address without the part behind a plus, which the same person gets as well."""
    box, _, domain = email.partition("@")
    return f"{box.partition('+')[0]}@{domain}".lower()


def _is_alike(name: str, other: str) -> bool:
    first, second = (" ".join(sorted(folded(each).split())) for each in (name, other))
    return SequenceMatcher(a=first, b=second).ratio() * 100 >= ALIKE_MIN_PERCENT
