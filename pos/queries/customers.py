"""Who the shop's customers are: for a cart, and by what they say or show.

A record that was folded into another one stays, so that whatever still names it finds the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderRow
from models.price_lists import CustomerGroupMemberRow, CustomerGroupRow
from models.search import CustomerSearchRow
from pos import customer_index
from pos.domain.customer import CartCustomer
from pos.domain.phone import looks_like_phone, searched_digits
from pos.full_text import INSIDE_LETTERS_MIN, folded
from pos.queries.customer_records import RECORDS_OF
from pos.queries.offers import find_used_offers
from pos.uow import ReadTx

HITS_SHOWN_MAX = 50
RECENT_MAX = 8
RECENT_ORDERS_MAX = 200
"""Among how many of the last sales the customers who came last are looked for."""

_USERS = UserRow.__table__
_SURVIVORS = UserRow.__table__.alias("survivors")
_ORDERS = OrderRow.__table__
_GROUPS = CustomerGroupRow.__table__
_MEMBERS = CustomerGroupMemberRow.__table__

_SURVIVOR_ID = sa.func.coalesce(_USERS.c.merged_into_id, _USERS.c.id)
_PERSON = (
    sa.select(_SURVIVORS)
    .join_from(_USERS, _SURVIVORS, _SURVIVORS.c.id == _SURVIVOR_ID)
    .where(_SURVIVORS.c.deleted_at.is_(None))
)
PERSON_OF = _PERSON.where(_USERS.c.id == sa.bindparam("customer_id"))
"""The record that stays of a customer. A merge leaves no chains: each folded record names it."""

_BY_CARD = _PERSON.where(_USERS.c.customer_no == sa.bindparam("card_no"))
_BY_WHOLE = (
    sa.select(_SURVIVORS.c.id)
    .join_from(_USERS, _SURVIVORS, _SURVIVORS.c.id == _SURVIVOR_ID)
    .join(CustomerSearchRow, CustomerSearchRow.customer_id == _SURVIVORS.c.id)
    .where(
        (_USERS.c.email == sa.bindparam("email")) | (_USERS.c.customer_no == sa.bindparam("card"))
    )
)
"""Whose address or card was typed to its end; staff and deleted people are not in the index."""

_GROUPS_OF = (
    sa.select(_GROUPS.c.id)
    .join_from(_MEMBERS, _GROUPS, _GROUPS.c.id == _MEMBERS.c.customer_group_id)
    .where(_MEMBERS.c.user_id.in_(RECORDS_OF), _GROUPS.c.deleted_at.is_(None))
)
_LIST = sa.select(
    _USERS.c.id.label("customer_id"),
    _USERS.c.name,
    sa.func.coalesce(_USERS.c.phone, "").label("phone"),
    sa.func.coalesce(_USERS.c.email, "").label("email"),
    sa.func.coalesce(_USERS.c.customer_no, "").label("card_no"),
    sa.func.coalesce(_USERS.c.note, "").label("note"),
).where(_USERS.c.id.in_(sa.bindparam("ids", expanding=True)))
_LAST_ORDERS = (
    sa.select(_ORDERS.c.id, _ORDERS.c.user_id, _ORDERS.c.placed_at)
    .where(_ORDERS.c.store_id == sa.bindparam("store_id"))
    .order_by(_ORDERS.c.placed_at.desc())
    .limit(RECENT_ORDERS_MAX)
    .subquery()
)
_LAST_SERVED = (
    sa.select(_SURVIVOR_ID)
    .join_from(_LAST_ORDERS, _USERS, _USERS.c.id == _LAST_ORDERS.c.user_id)
    .where(_USERS.c.deleted_at.is_(None))
    .group_by(_SURVIVOR_ID)
    .order_by(sa.func.max(_LAST_ORDERS.c.placed_at).desc(), sa.func.max(_LAST_ORDERS.c.id).desc())
    .limit(RECENT_MAX)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerListRow:
    """One customer in a list; what is not known is empty.

    Attributes:
        phone: E.164.
        card_no: What is on their card.
    """

    customer_id: UUID
    name: str
    phone: str
    email: str
    card_no: str
    note: str


def find_cart_customer(tx: ReadTx, customer_id: UUID) -> CartCustomer | None:
    """Return what a sale must know of a customer, or None if this till does not know them.

    A customer who was folded into another one is that one.
    """
    return _cart_customer(
        tx, tx.connection.execute(PERSON_OF, {"customer_id": customer_id}).first()
    )


def find_card_holder(tx: ReadTx, card_no: str) -> CartCustomer | None:
    """Return whose card this is, or None; an old card of a folded record is still the person's."""
    return _cart_customer(tx, tx.connection.execute(_BY_CARD, {"card_no": card_no}).first())


def find_customers(tx: ReadTx, text: str) -> tuple[CustomerListRow, ...]:
    """Return the customers that a text fits, the best first, at most `HITS_SHOWN_MAX`.

    Args:
        text: A telephone number or part of one, written in any way; or beginnings of the words of
            a name, an e-mail address or a card number, in any order and without accents.
    """
    ids = _find_ids(tx, text)
    wanted = folded(text.strip())
    rows = sorted(list_customers(tx, ids), key=lambda row: (_distance(row, wanted), row.name))
    return tuple(rows[:HITS_SHOWN_MAX])


def list_customers(tx: ReadTx, ids: Iterable[UUID]) -> tuple[CustomerListRow, ...]:
    """Return these customers, in this order."""
    wanted = list(ids)
    found = {
        row["customer_id"]: CustomerListRow(**row)
        for row in tx.connection.execute(_LIST, {"ids": wanted}).mappings()
    }
    return tuple(found[each] for each in wanted if each in found)


def list_recent(tx: ReadTx) -> tuple[CustomerListRow, ...]:
    """Return the customers who were served in this store last, the last one first."""
    which = {"store_id": tx.register.store_id}
    return list_customers(tx, tx.connection.execute(_LAST_SERVED, which).scalars())


def _find_ids(tx: ReadTx, text: str) -> list[UUID]:
    whole = tx.connection.execute(_BY_WHOLE, {"email": text.strip().lower(), "card": text.strip()})
    owners = list(whole.scalars())
    if owners:
        return owners
    digits = searched_digits(text)
    if looks_like_phone(text) and len(digits) >= INSIDE_LETTERS_MIN:
        return customer_index.find_by_digits(tx.connection, digits)
    return customer_index.find_by_words(tx.connection, text)


def _distance(row: CustomerListRow, wanted: str) -> int:
    """Say how far a hit is from what was typed: whose card or mail it is, comes before names."""
    if wanted in {row.email, row.card_no.lower(), row.phone}:
        return 0
    return 1 if folded(row.name).startswith(wanted) else 2


def _cart_customer(tx: ReadTx, row: sa.Row | None) -> CartCustomer | None:  # type: ignore[type-arg]
    if row is None:
        return None
    groups = tx.connection.execute(_GROUPS_OF, {"customer_id": row.id}).scalars()
    return CartCustomer(
        customer_id=row.id,
        name=row.name,
        group_ids=frozenset(groups),
        tax_exempt_no=row.tax_exempt_no or "",
        note=row.note or "",
        used_offers=find_used_offers(tx, row.id),
    )
