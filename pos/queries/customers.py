"""Who the shop's customers are: for a cart, by what they show or say, and in full.

A record that was folded into another one stays, so that whatever still names it finds the person.
"""

from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.price_lists import CustomerGroupMemberRow, CustomerGroupRow
from pos.domain.customer import CartCustomer
from pos.uow import ReadTx

MERGES_MAX = 16
"""How often one record may have been folded into the next, after two tills merged apart."""

_USERS = UserRow.__table__
_GROUPS = CustomerGroupRow.__table__
_MEMBERS = CustomerGroupMemberRow.__table__

_FIND = sa.select(
    _USERS.c.id,
    _USERS.c.name,
    _USERS.c.note,
    _USERS.c.tax_exempt_no,
    _USERS.c.merged_into_id,
).where(_USERS.c.id == sa.bindparam("customer_id"))
_GROUPS_OF = (
    sa.select(_GROUPS.c.id)
    .join_from(_MEMBERS, _GROUPS, _GROUPS.c.id == _MEMBERS.c.customer_group_id)
    .where(_MEMBERS.c.user_id == sa.bindparam("customer_id"), _GROUPS.c.deleted_at.is_(None))
)


def find_cart_customer(tx: ReadTx, customer_id: UUID) -> CartCustomer | None:
    """Return what a sale must know of a customer, or None if this till does not know them.

    A customer who was folded into another one is that one.
    """
    for _ in range(MERGES_MAX):
        row = tx.connection.execute(_FIND, {"customer_id": customer_id}).first()
        if row is None:
            return None
        if row.merged_into_id is None:
            groups = tx.connection.execute(_GROUPS_OF, {"customer_id": row.id}).scalars()
            return CartCustomer(
                customer_id=row.id,
                name=row.name,
                group_ids=frozenset(groups),
                tax_exempt_no=row.tax_exempt_no or "",
                note=row.note or "",
            )
        customer_id = row.merged_into_id
    return None
