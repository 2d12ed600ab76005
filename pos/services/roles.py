"""Makes roles, and decides what each of them may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import RoleRow, StaffRow, UserRoleRow
from pos.domain.errors import RefusedError
from pos.domain.permission import EVERYTHING, Action
from pos.domain.role_right import RoleRight, right_of, with_right
from pos.domain.text import clean_text
from pos.runtime.changes import Topic
from pos.services.headquarters import AddedRow, EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.services.rights import LastManagerError, check_gift, manages, permissions_of
from pos.services.staff import OwnRightsError
from pos.uow import WriteTx

_ROLES = RoleRow.__table__
_USER_ROLES = UserRoleRow.__table__
_STAFF = StaffRow.__table__


class RoleNameError(RefusedError):
    """A role needs a name that no other role has. Facts: name."""


class EverythingRoleError(RefusedError):
    """This role may do everything, and that cannot be taken from it. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsWish:
    """The wish to decide who may do one action.

    Attributes:
        rights: What each role shall be allowed; roles that are not named stay as they are.
        base_versions: The version of each role that the person saw.
    """

    actor: Actor
    action: Action
    rights: Mapping[UUID, RoleRight]
    base_versions: Mapping[UUID, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWish:
    """The wish for a new role that may at first do what another may."""

    actor: Actor
    name: str
    like_role_id: UUID


def decide_rights(tx: WriteTx, wish: RightsWish) -> None:
    """Decide what roles may do about one action.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        BeyondOwnRightsError: The actor may not do it themselves in that size.
        OwnRightsError: It is a right of the actor's own role.
        EverythingRoleError: The role may do everything for good.
        LastManagerError: Nobody would be left to manage the staff.
        MovedOnError: Headquarters changed a role meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.MANAGE_STAFF)
    edited = []
    for role_id, right in wish.rights.items():
        before = permissions_of(tx, role_id)
        if EVERYTHING in before and right != right_of(before, wish.action):
            raise EverythingRoleError
        after = with_right(before, wish.action, right)
        if after == before:
            continue
        _check_decision(tx, wish.actor, role_id, before=before, after=after)
        edited.append(
            EditedRow(
                table=_ROLES,
                key=role_id,
                values={"permissions": list(after)},
                base_version=wish.base_versions.get(role_id),
            )
        )
    if not edited:
        return
    change = SetupChange(
        action="role.rights_decided",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_ROLES, edited[0].key),
        rows=edited,
    )
    write_setup(tx, change)
    if not _somebody_manages(tx):
        raise LastManagerError
    tx.touched(Topic.PEOPLE)


def add_role(tx: WriteTx, wish: RoleWish) -> UUID:
    """Make a role and return its id.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        RoleNameError: It has no name, or that of another.
        BeyondOwnRightsError: The other role may do what the actor may not.
        EverythingRoleError: The other role may do everything; that is not given to a second one.
    """
    approved_by = require(tx, wish.actor, Action.MANAGE_STAFF)
    name = clean_text(wish.name)
    names = tx.connection.execute(sa.select(sa.func.lower(_ROLES.c.name))).scalars().all()
    if not name or name.lower() in names:
        raise RoleNameError(name=name)
    permissions = permissions_of(tx, wish.like_role_id)
    if EVERYTHING in permissions:
        raise EverythingRoleError
    check_gift(tx, wish.actor, permissions)
    role_id = tx.new_id()
    rank = tx.connection.execute(
        sa.select(_ROLES.c.rank).where(_ROLES.c.id == wish.like_role_id)
    ).scalar_one()
    values = {
        "id": role_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "code": f"role-{role_id}",
        "name": name,
        "permissions": list(permissions),
        "rank": rank,
        "is_system": False,
    }
    change = SetupChange(
        action="role.added",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_ROLES, role_id),
        rows=(AddedRow(table=_ROLES, values=values),),
    )
    write_setup(tx, change)
    tx.touched(Topic.PEOPLE)
    return role_id


def _check_decision(
    tx: WriteTx,
    actor: Actor,
    role_id: UUID,
    *,
    before: tuple[str, ...],
    after: tuple[str, ...],
) -> None:
    is_own = sa.select(_USER_ROLES.c.id).where(
        _USER_ROLES.c.user_id == actor.staff_id, _USER_ROLES.c.role_id == role_id
    )
    if tx.connection.execute(is_own).first() is not None:
        raise OwnRightsError
    check_gift(tx, actor, set(before) ^ set(after))


def _somebody_manages(tx: WriteTx) -> bool:
    """Say whether anybody who can sign in may manage the staff."""
    roles = tx.connection.execute(
        sa.select(_ROLES.c.permissions)
        .join_from(_USER_ROLES, _ROLES, _ROLES.c.id == _USER_ROLES.c.role_id)
        .join(_STAFF, _STAFF.c.user_id == _USER_ROLES.c.user_id)
        .where(_STAFF.c.is_active, _STAFF.c.pin_hash.is_not(None))
    ).scalars()
    return any(manages(codes) for codes in roles)
