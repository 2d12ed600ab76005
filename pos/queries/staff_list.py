"""Everybody who works or worked here and the roles that there are, for whoever manages them."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import RoleRow, StaffRow, UserRoleRow, UserRow
from pos.domain.permission import EVERYTHING
from pos.uow import ReadTx

CUSTOMER = "customer"
"""The code of the role that lets nobody work."""

_STAFF = StaffRow.__table__
_USERS = UserRow.__table__
_ROLES = RoleRow.__table__
_USER_ROLES = UserRoleRow.__table__

_EVERYBODY = (
    sa.select(
        _STAFF.c.user_id.label("staff_id"),
        _STAFF.c.employee_no,
        _STAFF.c.is_active,
        _STAFF.c.pin_hash.is_not(None).label("has_pin"),
        _USERS.c.name,
        _USERS.c.row_version.label("version"),
    )
    .join_from(_STAFF, _USERS, _USERS.c.id == _STAFF.c.user_id)
    .where(_STAFF.c.home_store_id.is_(None) | (_STAFF.c.home_store_id == sa.bindparam("store_id")))
    .order_by(_STAFF.c.is_active.desc(), _USERS.c.name)
)
_HELD = (
    sa.select(_USER_ROLES.c.user_id, _ROLES.c.id, _ROLES.c.name)
    .join_from(_USER_ROLES, _ROLES, _ROLES.c.id == _USER_ROLES.c.role_id)
    .order_by(_ROLES.c.rank)
)
_AT_WORK = sa.select(_ROLES.c.id, _ROLES.c.name, _ROLES.c.permissions, _ROLES.c.row_version).where(
    _ROLES.c.code != CUSTOMER
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEntry:
    """Somebody who works here or did.

    Attributes:
        role_id: Their highest role; None when they have none.
        role_names: All of them.
        version: What headquarters calls this state of the person.
    """

    staff_id: UUID
    employee_no: str
    name: str
    is_active: bool
    has_pin: bool
    role_id: UUID | None
    role_names: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEntry:
    """One role, lowest first."""

    role_id: UUID
    name: str
    permissions: tuple[str, ...]
    version: int

    @property
    def may_everything(self) -> bool:
        """Say whether nothing can be taken from it."""
        return EVERYTHING in self.permissions


def list_everybody(tx: ReadTx) -> tuple[StaffEntry, ...]:
    """Return who works at this store, then who left, each by name."""
    held: dict[UUID, list[tuple[UUID, str]]] = {}
    for row in tx.connection.execute(_HELD):
        held.setdefault(row.user_id, []).append((row.id, row.name))
    rows = tx.connection.execute(_EVERYBODY, {"store_id": tx.register.store_id}).mappings()
    return tuple(_entry(row, held.get(row["staff_id"], [])) for row in rows)


def list_roles(tx: ReadTx) -> tuple[RoleEntry, ...]:
    """Return the roles of people who work, the lowest first."""
    rows = tx.connection.execute(_AT_WORK.order_by(_ROLES.c.rank, _ROLES.c.name))
    return tuple(
        RoleEntry(
            role_id=row.id,
            name=row.name,
            permissions=tuple(row.permissions),
            version=row.row_version,
        )
        for row in rows
    )


def _entry(row: sa.RowMapping, roles: list[tuple[UUID, str]]) -> StaffEntry:
    return StaffEntry(
        **row,
        role_id=roles[-1][0] if roles else None,
        role_names=tuple(name for _, name in roles),
    )
