"""Who works here and what they may do."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import RoleRow, StaffRow, UserRoleRow, UserRow
from pos.domain.permission import Grants, parse_grants
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

_STAFF = StaffRow.__table__
_USERS = UserRow.__table__
_ROLES = RoleRow.__table__
_USER_ROLES = UserRoleRow.__table__

_RANK = (
    sa.select(sa.func.max(_ROLES.c.rank))
    .join_from(_USER_ROLES, _ROLES, _ROLES.c.id == _USER_ROLES.c.role_id)
    .where(_USER_ROLES.c.user_id == _STAFF.c.user_id)
    .scalar_subquery()
)
_ROLE_NAME = (
    sa.select(_ROLES.c.name)
    .join_from(_USER_ROLES, _ROLES, _ROLES.c.id == _USER_ROLES.c.role_id)
    .where(_USER_ROLES.c.user_id == _STAFF.c.user_id)
    .order_by(_ROLES.c.rank.desc())
    .limit(1)
    .scalar_subquery()
)
_AT_WORK = (
    sa.select(
        _STAFF.c.user_id.label("staff_id"),
        _STAFF.c.employee_no,
        _USERS.c.name,
        sa.func.coalesce(_ROLE_NAME, "").label("role_name"),
        (_STAFF.c.pin_hash.is_not(None)).label("has_pin"),
    )
    .join_from(_STAFF, _USERS, _USERS.c.id == _STAFF.c.user_id)
    .where(
        _STAFF.c.is_active,
        _STAFF.c.home_store_id.is_(None) | (_STAFF.c.home_store_id == sa.bindparam("store_id")),
    )
    .order_by(sa.func.coalesce(_RANK, 0), _USERS.c.name)
)
_PERMISSIONS = PreparedQuery(
    sa.select(_ROLES.c.permissions)
    .join_from(_USER_ROLES, _ROLES, _ROLES.c.id == _USER_ROLES.c.role_id)
    .join(_STAFF, _STAFF.c.user_id == _USER_ROLES.c.user_id)
    .where(_USER_ROLES.c.user_id == sa.bindparam("staff_id"), _STAFF.c.is_active)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTile:
    """Somebody who may sign in at this register.

    Attributes:
        role_name: Their highest role, for the tile.
        has_pin: False until a PIN was chosen; then they cannot sign in.
    """

    staff_id: UUID
    employee_no: str
    name: str
    role_name: str
    has_pin: bool


def list_staff(tx: ReadTx) -> tuple[StaffTile, ...]:
    """Return who may work at this store's registers, cashiers before managers."""
    rows = tx.connection.execute(_AT_WORK, {"store_id": tx.register.store_id})
    return tuple(StaffTile(**row) for row in rows.mappings())


def find_staff_member(tx: ReadTx, employee_no: str) -> StaffTile | None:
    """Return an active member of this store's staff, or None."""
    rows = tx.connection.execute(
        _AT_WORK.where(_STAFF.c.employee_no == employee_no), {"store_id": tx.register.store_id}
    )
    row = rows.mappings().first()
    return None if row is None else StaffTile(**row)


def read_grants(tx: ReadTx, staff_id: UUID) -> Grants:
    """Return what a member of staff may do, over all their roles: nothing once they left."""
    roles = _PERMISSIONS.all(tx.connection, {"staff_id": staff_id})
    return parse_grants(code for role in roles for code in role.permissions)
