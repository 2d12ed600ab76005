"""Hands over what was made for a customer: the order is completed, at whichever till of the store.

Nothing is handed over that is still to be paid; what the customer may owe on account stays owed.
"""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderLineRow, OrderRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowsWritten
from pos.domain.permission import Action
from pos.domain.sale import WAITING, FulfilmentState, SaleState
from pos.queries.promises import list_due_at_handover
from pos.queries.shifts import find_open_shift
from pos.runtime.changes import Topic
from pos.services.cash_movements import ShiftNotOpenError
from pos.services.order_steps import OrderStep, write_step
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_ORDERS = OrderRow.__table__
_LINES = OrderLineRow.__table__
_STATUS = sa.select(_ORDERS.c.status).where(
    _ORDERS.c.id == sa.bindparam("order_id"), _ORDERS.c.channel == "register"
)


class NothingToHandOverError(RefusedError):
    """It was handed over or cancelled already, or it is no order that waits here."""


class BalanceOwedError(RefusedError):
    """Something has to be paid before it is handed over. Facts: owed_cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """The wish to give a customer what was made for them."""

    actor: Actor
    order_id: UUID


def hand_over(tx: WriteTx, wish: HandOver) -> None:
    """Complete an order that waited to be fetched.

    Raises:
        PermissionDeniedError: The actor may not sell.
        NothingToHandOverError: It does not wait, or not any more.
        BalanceOwedError: It has to be paid first.
        ShiftNotOpenError: There is no shift in whose figures it counts.
    """
    require(tx, wish.actor, Action.RING_SALE)
    status = tx.connection.execute(_STATUS, {"order_id": wish.order_id}).scalar()
    if status not in WAITING:
        raise NothingToHandOverError
    owed_cents = sum(each.owed_cents for each in list_due_at_handover(tx, wish.order_id))
    if owed_cents:
        raise BalanceOwedError(owed_cents=owed_cents)
    shift = find_open_shift(tx)
    if shift is None:
        raise ShiftNotOpenError
    taken = OrderStep(
        order_id=wish.order_id,
        staff_id=wish.actor.staff_id,
        to_state=SaleState.COMPLETED,
        shift_id=shift.shift_id,
    )
    step = write_step(tx, taken)
    _complete(tx, wish.order_id)
    tx.record(
        Fact(
            kind="order.handed_over",
            version=1,
            table="orders",
            row_id=wish.order_id,
            operation=Operation.UPDATE,
            rows=(RowsWritten(table="order_status_history", rows=(step,)),),
        )
    )
    tx.touched(Topic.SALES, wish.order_id)


def _complete(tx: WriteTx, order_id: UUID) -> None:
    """Write what follows from the step; central works out its own."""
    tx.connection.execute(
        sa.update(_ORDERS)
        .where(_ORDERS.c.id == order_id)
        .values(
            status=str(SaleState.COMPLETED),
            fulfilment_status=str(FulfilmentState.FULFILLED),
            delivered_at=tx.now,
            updated_at=tx.now,
        )
    )
    tx.connection.execute(
        sa.update(_LINES)
        .where(_LINES.c.order_id == order_id)
        .values(fulfilled_qty=_LINES.c.quantity, updated_at=tx.now)
    )
