"""Which carts were put aside in this store."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartLineRow, CartRow
from models.identity import UserRow
from pos.uow import ReadTx

PARKED_MAX = 200
"""Parked carts that are listed; older ones come into sight as newer ones are taken up."""

_CARTS = CartRow.__table__
_LINES = CartLineRow.__table__
_USERS = UserRow.__table__
_CUSTOMERS = _USERS.alias("customers")
_LINES_OF_CART = sa.select(sa.func.count()).where(_LINES.c.cart_id == _CARTS.c.id).scalar_subquery()
_PARKED = (
    sa.select(
        _CARTS.c.id.label("cart_id"),
        sa.func.coalesce(_CARTS.c.label, "").label("label"),
        _CARTS.c.parked_at,
        sa.func.coalesce(_USERS.c.name, "").label("cashier"),
        sa.func.coalesce(_CUSTOMERS.c.name, "").label("customer_name"),
        _LINES_OF_CART.label("lines"),
        _CARTS.c.total_cents,
    )
    .select_from(
        _CARTS.outerjoin(_USERS, _USERS.c.id == _CARTS.c.staff_id).outerjoin(
            _CUSTOMERS, _CUSTOMERS.c.id == _CARTS.c.user_id
        )
    )
    .where(_CARTS.c.status == "parked", _CARTS.c.store_id == sa.bindparam("store_id"))
    .order_by(_CARTS.c.parked_at.desc())
    .limit(PARKED_MAX)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedCart:
    """A parked cart in the list of those.

    Attributes:
        label: The name it was parked under, or its first article.
        parked_at: UTC.
    """

    cart_id: UUID
    label: str
    parked_at: datetime
    cashier: str
    customer_name: str
    lines: int
    total_cents: int


def list_parked(tx: ReadTx) -> tuple[ParkedCart, ...]:
    """Return the parked carts of this store, newest first."""
    rows = tx.connection.execute(_PARKED, {"store_id": tx.register.store_id})
    return tuple(ParkedCart(**row) for row in rows.mappings())
