"""Writes a step in the life of an order that was sold: where it was, where it is now, and why."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow, OrderStatusHistoryRow
from pos.domain.sale import SaleState
from pos.uow import WriteTx

_ORDERS = OrderRow.__table__
_HISTORY = OrderStatusHistoryRow.__table__
_STATUS = sa.select(_ORDERS.c.status).where(_ORDERS.c.id == sa.bindparam("order_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStep:
    """A step that somebody takes with an order.

    Attributes:
        to_state: Where it leads; None: it stays where it is, and something else happened.
        notes: In words, for who reads the history; None: the step says all.
        shift_id: In whose figures it counts; None: in nobody's.
    """

    order_id: UUID
    staff_id: UUID
    to_state: SaleState | None = None
    notes: str | None = None
    shift_id: UUID | None = None


def write_step(tx: WriteTx, step: OrderStep) -> dict[str, Any]:
    """Write a step from where the order is, and return its row; the order itself stays as it is.

    Raises:
        sqlalchemy.exc.NoResultFound: This register does not know the order.
    """
    status: str = tx.connection.execute(_STATUS, {"order_id": step.order_id}).scalar_one()
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "order_id": step.order_id,
        "from_status": status,
        "to_status": status if step.to_state is None else str(step.to_state),
        "notes": step.notes,
        "changed_by": step.staff_id,
        "register_id": tx.register.register_id,
        "shift_id": step.shift_id,
    }
    tx.connection.execute(sa.insert(_HISTORY), row)
    return row
