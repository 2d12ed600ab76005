"""Decides which ways to pay the shop accepts, their names, and the order in which they stand."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.payments import PaymentMethodRow
from pos.domain.errors import RefusedError
from pos.domain.payment import TenderKind
from pos.domain.permission import Action
from pos.domain.text import clean_text
from pos.runtime.changes import Topic
from pos.services.headquarters import EditedRow, SetupChange, write_setup
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

POSITION_MAX = 999

_METHODS = PaymentMethodRow.__table__


class MethodNameError(RefusedError):
    """A way to pay needs a name that no other has. Facts: name."""


class MethodPositionError(RefusedError):
    """The place in the order is a number from 0 to 999. No facts."""


class CashNeededError(RefusedError):
    """A till with a drawer takes cash: without it no shift adds up. No facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodWish:
    """The wish to change a way to pay."""

    actor: Actor
    method_id: UUID
    name: str
    is_active: bool
    position: int
    base_version: int | None = None


def change_method(tx: WriteTx, wish: MethodWish) -> None:
    """Change how a way to pay is called, whether it is accepted, and where it stands.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        MethodNameError: The name is empty or another one's.
        MethodPositionError: The place is out of range.
        CashNeededError: It is the only way to pay with cash.
        MovedOnError: Headquarters changed it meanwhile.
    """
    approved_by = require(tx, wish.actor, Action.CHANGE_SETTINGS)
    name = clean_text(wish.name)
    others = sa.select(_METHODS.c.name, _METHODS.c.kind, _METHODS.c.is_active).where(
        _METHODS.c.id != wish.method_id
    )
    rows = tx.connection.execute(others).all()
    if not name or name.lower() in {row.name.lower() for row in rows}:
        raise MethodNameError(name=name)
    if not 0 <= wish.position <= POSITION_MAX:
        raise MethodPositionError
    takes_cash = any(row.kind == TenderKind.CASH and row.is_active for row in rows)
    if not wish.is_active and not takes_cash:
        raise CashNeededError
    values = {"name": name, "is_active": wish.is_active, "position": wish.position}
    row = EditedRow(
        table=_METHODS, key=wish.method_id, values=values, base_version=wish.base_version
    )
    change = SetupChange(
        action="payment_method.changed",
        actor_id=wish.actor.staff_id,
        approved_by=approved_by,
        target=(_METHODS, wish.method_id),
        rows=(row,),
    )
    write_setup(tx, change)
    tx.touched(Topic.SETTINGS, wish.method_id)
