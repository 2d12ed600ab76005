"""Who may give rights to whom: nobody gives what they do not have, and somebody always can."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from models.identity import RoleRow, StaffRow, UserRoleRow
from pos.domain.errors import RefusedError
from pos.domain.permission import Action, Grants, parse_grants
from pos.queries.people import read_grants
from pos.services.permissions import Actor
from pos.uow import WriteTx

_STAFF = StaffRow.__table__
_ROLES = RoleRow.__table__
_USER_ROLES = UserRoleRow.__table__


class BeyondOwnRightsError(RefusedError):
    """Nobody gives away a right that they do not have. Facts: action."""


class LastManagerError(RefusedError):
    """Nobody would be left who may manage the staff. No facts."""


def check_gift(tx: WriteTx, actor: Actor, permissions: Iterable[str]) -> None:
    """Refuse to give or take rights that the actor does not have.

    Raises:
        BeyondOwnRightsError: One of the permission codes lets more than the actor may.
    """
    own, given = read_grants(tx, actor.staff_id), parse_grants(permissions)
    beyond = next((each for each in Action if not _has(own, given, each)), None)
    if beyond is not None:
        raise BeyondOwnRightsError(action=beyond)


def permissions_of(tx: WriteTx, role_id: UUID) -> tuple[str, ...]:
    """Return the permission codes of a role."""
    codes = tx.connection.execute(
        sa.select(_ROLES.c.permissions).where(_ROLES.c.id == role_id)
    ).scalar_one()
    return tuple(codes)


def permissions_held(tx: WriteTx, staff_id: UUID) -> tuple[str, ...]:
    """Return the permission codes of all roles of a person, also of one who left."""
    roles = tx.connection.execute(
        sa.select(_ROLES.c.permissions)
        .join_from(_USER_ROLES, _ROLES, _ROLES.c.id == _USER_ROLES.c.role_id)
        .where(_USER_ROLES.c.user_id == staff_id)
    ).scalars()
    return tuple(code for codes in roles for code in codes)


def keep_a_manager(tx: WriteTx, *, without: UUID) -> None:
    """Refuse when nobody else with a PIN may manage the staff.

    Raises:
        LastManagerError: This person is the only one.
    """
    others = tx.connection.execute(
        sa.select(_STAFF.c.user_id).where(
            _STAFF.c.is_active, _STAFF.c.pin_hash.is_not(None), _STAFF.c.user_id != without
        )
    ).scalars()
    if not any(manages(permissions_held(tx, each)) for each in others.all()):
        raise LastManagerError


def manages(permissions: Iterable[str]) -> bool:
    """Say whether these codes let somebody manage the staff without asking anybody."""
    return parse_grants(permissions).may_approve(Action.MANAGE_STAFF)


def _has(own: Grants, given: Grants, action: Action) -> bool:
    """Say whether somebody may do an action as far as those rights would let somebody else."""
    if own.everything:
        return True
    if given.everything:
        return False
    wanted = [each for each in given.grants if each.action is action]
    return all(
        any(
            mine.covers(each.ceiling) and not (mine.needs_approval and not each.needs_approval)
            for mine in own.grants
            if mine.action is action
        )
        for each in wanted
    )
