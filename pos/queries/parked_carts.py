"""Which carts were put aside in this store, at whichever till."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.carts import CartLineRow, CartRow
from models.identity import UserRow
from models.operations import RegisterRow
from pos.uow import ReadTx

PARKED_MAX = 200
"""Parked carts that are listed; older ones come into sight as newer ones are taken up."""

_CARTS = CartRow.__table__
_LINES = CartLineRow.__table__
_USERS = UserRow.__table__
_CUSTOMERS = _USERS.alias("customers")
_REGISTERS = RegisterRow.__table__
_HOLDERS = _REGISTERS.alias("holders")
_SUCCESSORS = _CARTS.alias("successors")
_HERE: sa.BindParameter[UUID] = sa.bindparam("register_id", type_=_CARTS.c.register_id.type)
_LINES_OF_CART = sa.select(sa.func.count()).where(_LINES.c.cart_id == _CARTS.c.id).scalar_subquery()
_IS_GONE_ON_WITH = sa.exists().where(
    _SUCCESSORS.c.origin_cart_id == _CARTS.c.id, _SUCCESSORS.c.status == "open"
)
_PARKED = (
    sa.select(
        _CARTS.c.id.label("cart_id"),
        sa.func.coalesce(_CARTS.c.label, "").label("label"),
        _CARTS.c.parked_at,
        sa.func.coalesce(_USERS.c.name, "").label("cashier"),
        sa.func.coalesce(_CUSTOMERS.c.name, "").label("customer_name"),
        _LINES_OF_CART.label("lines"),
        _CARTS.c.total_cents,
        sa.func.coalesce(_REGISTERS.c.code, "").label("register_code"),
        (_CARTS.c.register_id == _HERE).label("is_own"),
        sa.case((_CARTS.c.locked_by_register_id == _HERE, ""), else_=_HOLDERS.c.code).label(
            "held_at"
        ),
    )
    .select_from(
        _CARTS.outerjoin(_USERS, _USERS.c.id == _CARTS.c.staff_id)
        .outerjoin(_CUSTOMERS, _CUSTOMERS.c.id == _CARTS.c.user_id)
        .outerjoin(_REGISTERS, _REGISTERS.c.id == _CARTS.c.register_id)
        .outerjoin(_HOLDERS, _HOLDERS.c.id == _CARTS.c.locked_by_register_id)
    )
    .where(
        _CARTS.c.status == "parked",
        _CARTS.c.channel == "register",
        _CARTS.c.store_id == sa.bindparam("store_id"),
        sa.or_(_CARTS.c.expires_at.is_(None), _CARTS.c.expires_at > sa.bindparam("now")),
        ~_IS_GONE_ON_WITH,
    )
    .order_by(_CARTS.c.parked_at.desc())
    .limit(PARKED_MAX)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedCart:
    """A parked cart in the list of those.

    Attributes:
        label: The name it was parked under, or its first article.
        parked_at: UTC.
        register_code: The till that parked it.
        is_own: That is this till.
        held_at: The other till that has taken it up; "": nobody has.
    """

    cart_id: UUID
    label: str
    parked_at: datetime
    cashier: str
    customer_name: str
    lines: int
    total_cents: int
    register_code: str = ""
    is_own: bool = True
    held_at: str = ""


def list_parked(tx: ReadTx, *, now: datetime) -> tuple[ParkedCart, ...]:
    """Return the parked carts of this store, newest first, without those whose time is over."""
    here = {
        "store_id": tx.register.store_id,
        "register_id": tx.register.register_id,
        "now": now,
    }
    rows = tx.connection.execute(_PARKED, here)
    return tuple(
        ParkedCart(**{**row, "is_own": bool(row["is_own"]), "held_at": row["held_at"] or ""})
        for row in rows.mappings()
    )
