"""Chooses PINs: the person types their own; one that is in use is refused as an easy one is."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.identity import StaffRow
from pos.domain.permission import Action
from pos.domain.pin import PinTooEasyError, check_choice
from pos.queries.settings import read_settings
from pos.runtime.changes import Topic
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.people import check_pin, hash_pin, is_pin_of
from pos.services.permissions import Actor, PermissionDeniedError, require
from pos.services.pin_tries import forget_tries
from pos.services.rights import check_gift, permissions_held
from pos.uow import WriteTx

_STAFF = StaffRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class PinWish:
    """The wish to give somebody a new PIN, which they typed themselves.

    Attributes:
        current: The person's PIN until now, when they change it by themselves; "" when whoever
            manages the staff lets them choose a new one.
    """

    actor: Actor
    staff_id: UUID
    pin: str
    current: str = ""


def choose_pin(tx: WriteTx, wish: PinWish) -> bool:
    """Give somebody a new PIN and forget their wrong tries; False when `current` was wrong.

    Raises:
        PermissionDeniedError: It is somebody else's, and the actor does not manage the staff.
        ApprovalNeededError: Somebody with the right must approve.
        BeyondOwnRightsError: The person may do what the actor may not.
        PinNotAllowedError: Too short, too long, or not of digits only.
        PinTooEasyError: It is easily guessed, or in use.
    """
    person = tx.connection.execute(
        sa.select(_STAFF.c.employee_no, _STAFF.c.row_version).where(
            _STAFF.c.user_id == wish.staff_id, _STAFF.c.is_active
        )
    ).one_or_none()
    if person is None:
        raise PermissionDeniedError(action=Action.MANAGE_STAFF)
    approved_by = None
    if wish.staff_id != wish.actor.staff_id or not wish.current:
        approved_by = require(tx, wish.actor, Action.MANAGE_STAFF)
        # Whoever sets a PIN could sign in with it.
        check_gift(tx, wish.actor, permissions_held(tx, wish.staff_id))
    elif check_pin(tx, employee_no=person.employee_no, pin=wish.current).member is None:
        return False
    digits_min = read_settings(tx).pin_digits_min
    check_choice(wish.pin, digits_min=digits_min, employee_no=person.employee_no)
    _refuse_taken(tx, wish)
    values = {"pin_hash": hash_pin(wish.pin), "pin_changed_at": tx.now}
    write_setup(
        tx,
        SetupChange(
            action="staff.pin_chosen",
            actor_id=wish.actor.staff_id,
            approved_by=approved_by,
            target=(_STAFF, wish.staff_id),
            rows=(EditedRow(table=_STAFF, key=wish.staff_id, values=values),),
        ),
    )
    forget_tries(tx, person.employee_no)
    tx.touched(Topic.PEOPLE, wish.staff_id)
    return True


def _refuse_taken(tx: WriteTx, wish: PinWish) -> None:
    others = tx.connection.execute(
        sa.select(_STAFF.c.pin_hash).where(
            _STAFF.c.user_id != wish.staff_id, _STAFF.c.is_active, _STAFF.c.pin_hash.is_not(None)
        )
    ).scalars()
    # All are looked at, so that the time it takes does not tell whose it is.
    matches = [is_pin_of(each, wish.pin) for each in others]
    if any(matches):
        raise PinTooEasyError
