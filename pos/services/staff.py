"""Hires people, changes what they are called and may do, and lets them go.

Nobody gives a right that they do not have, changes their own role, or takes it from the last person
who could give it back.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import StaffRow, UserRoleRow, UserRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action
from pos.domain.text import clean_text
from pos.queries.store_rules import day_in_store
from pos.runtime.changes import Topic
from pos.services.headquarters import (
    AddedRow,
    EditedRow,
    RemovedRow,
    RowChange,
    SetupChange,
    write_setup,
)
from pos.services.permissions import Actor, require
from pos.services.pin_tries import forget_tries
from pos.services.rights import (
    check_gift,
    keep_a_manager,
    manages,
    permissions_held,
    permissions_of,
)
from pos.uow import WriteTx

_USERS = UserRow.__table__
_STAFF = StaffRow.__table__
_USER_ROLES = UserRoleRow.__table__
_EMPLOYEE_NO = re.compile("[A-Za-z0-9-]{1,12}")


class StaffNameMissingError(RefusedError):
    """Somebody needs a name. No facts."""


class EmployeeNumberError(RefusedError):
    """An employee number is 1 to 12 letters, digits and hyphens. Facts: employee_no."""


class EmployeeNumberTakenError(RefusedError):
    """Somebody has that number, also if they left: it stands on their sales. Facts: employee_no."""


class OwnRightsError(RefusedError):
    """Nobody changes their own role or takes themselves off the list. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HireWish:
    """The wish to take somebody on; they choose their PIN afterwards."""

    actor: Actor
    name: str
    employee_no: str
    role_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EditStaffWish:
    """The wish to change what somebody is called or may do.

    Attributes:
        role_id: Their one role from now on; None leaves all as they are.
        base_version: The version of the person that was seen.
    """

    actor: Actor
    staff_id: UUID
    name: str
    role_id: UUID | None
    base_version: int | None = None


def hire(tx: WriteTx, wish: HireWish) -> UUID:
    """Take somebody on at this store and return who they are.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        StaffNameMissingError: They have no name.
        EmployeeNumberError: The number has a form that a badge cannot carry.
        EmployeeNumberTakenError: Somebody has it.
        BeyondOwnRightsError: The role may do what the actor may not.
    """
    approved_by = require(tx, wish.actor, Action.MANAGE_STAFF)
    name = _checked_name(wish.name)
    _check_number(tx, wish.employee_no)
    check_gift(tx, wish.actor, permissions_of(tx, wish.role_id))
    staff_id = tx.new_id()
    moment = {"created_at": tx.now, "updated_at": tx.now}
    person = {"id": staff_id, "name": name, **moment}
    work = {
        "user_id": staff_id,
        "employee_no": wish.employee_no,
        "home_store_id": tx.register.store_id,
        "hired_on": day_in_store(tx, tx.now),
        "is_active": True,
        **moment,
    }
    rows = (
        AddedRow(table=_USERS, values=person),
        AddedRow(table=_STAFF, values=work),
        _role_given(tx, staff_id, wish.role_id, by=wish.actor),
    )
    _write(tx, "staff.hired", wish.actor, staff_id, rows, approved_by=approved_by)
    return staff_id


def edit_staff(tx: WriteTx, wish: EditStaffWish) -> None:
    """Change somebody's name and role.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        StaffNameMissingError: The name is empty.
        OwnRightsError: It is the actor's own role.
        BeyondOwnRightsError: The old or the new role may do what the actor may not.
        LastManagerError: Nobody would be left to manage the staff.
        MovedOnError: Headquarters changed the person meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.MANAGE_STAFF)
    name = EditedRow(
        table=_USERS,
        key=wish.staff_id,
        values={"name": _checked_name(wish.name)},
        base_version=wish.base_version,
    )
    rows: list[RowChange] = [name, *_new_roles(tx, wish)]
    _write(tx, "staff.edited", wish.actor, wish.staff_id, rows, approved_by=approved_by)


def let_go(tx: WriteTx, actor: Actor, staff_id: UUID) -> None:
    """End somebody's work here: they cannot sign in any more; what they sold stays theirs.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        OwnRightsError: It is the actor.
        BeyondOwnRightsError: The person may do what the actor may not.
        LastManagerError: Nobody would be left to manage the staff.
    """
    approved_by = require(tx, actor, Action.MANAGE_STAFF)
    if staff_id == actor.staff_id:
        raise OwnRightsError
    check_gift(tx, actor, permissions_held(tx, staff_id))
    keep_a_manager(tx, without=staff_id)
    values = {"is_active": False, "left_on": day_in_store(tx, tx.now)}
    row = EditedRow(table=_STAFF, key=staff_id, values=values)
    _write(tx, "staff.left", actor, staff_id, (row,), approved_by=approved_by)


def take_back(tx: WriteTx, actor: Actor, staff_id: UUID) -> None:
    """Let somebody work here again, with the role that they had.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        BeyondOwnRightsError: The person may do what the actor may not.
    """
    approved_by = require(tx, actor, Action.MANAGE_STAFF)
    check_gift(tx, actor, permissions_held(tx, staff_id))
    row = EditedRow(table=_STAFF, key=staff_id, values={"is_active": True, "left_on": None})
    _write(tx, "staff.came_back", actor, staff_id, (row,), approved_by=approved_by)


def unlock(tx: WriteTx, actor: Actor, employee_no: str) -> None:
    """Let somebody who typed too many wrong PINs at this register try again at once.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
    """
    require(tx, actor, Action.MANAGE_STAFF)
    forget_tries(tx, employee_no)
    tx.touched(Topic.PEOPLE)


def _new_roles(tx: WriteTx, wish: EditStaffWish) -> list[RowChange]:
    held = tx.connection.execute(
        sa.select(_USER_ROLES.c.id, _USER_ROLES.c.role_id).where(
            _USER_ROLES.c.user_id == wish.staff_id
        )
    ).all()
    if wish.role_id is None or [row.role_id for row in held] == [wish.role_id]:
        return []
    if wish.staff_id == wish.actor.staff_id:
        raise OwnRightsError
    new = permissions_of(tx, wish.role_id)
    check_gift(tx, wish.actor, (*permissions_held(tx, wish.staff_id), *new))
    if not manages(new):
        keep_a_manager(tx, without=wish.staff_id)
    kept = [row for row in held if row.role_id == wish.role_id]
    gone = [RemovedRow(table=_USER_ROLES, key=row.id) for row in held if row not in kept]
    given = [] if kept else [_role_given(tx, wish.staff_id, wish.role_id, by=wish.actor)]
    return [*gone, *given]


def _role_given(tx: WriteTx, staff_id: UUID, role_id: UUID, *, by: Actor) -> AddedRow:
    values = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "user_id": staff_id,
        "role_id": role_id,
        "assigned_at": tx.now,
        "assigned_by": by.staff_id,
    }
    return AddedRow(table=_USER_ROLES, values=values)


def _checked_name(name: str) -> str:
    cleaned = clean_text(name)
    if not cleaned:
        raise StaffNameMissingError
    return cleaned


def _check_number(tx: WriteTx, employee_no: str) -> None:
    if not _EMPLOYEE_NO.fullmatch(employee_no):
        raise EmployeeNumberError(employee_no=employee_no[:40])
    taken = tx.connection.execute(
        sa.select(_STAFF.c.user_id).where(
            sa.func.lower(_STAFF.c.employee_no) == employee_no.lower()
        )
    ).first()
    if taken is not None:
        raise EmployeeNumberTakenError(employee_no=employee_no)


def _write(
    tx: WriteTx,
    action: str,
    actor: Actor,
    staff_id: UUID,
    rows: Iterable[RowChange],
    *,
    approved_by: UUID | None,
) -> None:
    change = SetupChange(
        action=action,
        actor_id=actor.staff_id,
        approved_by=approved_by,
        target=(_STAFF, staff_id),
        rows=tuple(rows),
    )
    write_setup(tx, change)
    tx.touched(Topic.PEOPLE, staff_id)
