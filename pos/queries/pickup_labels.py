"""The label of an order that waits, as it is now."""

from uuid import UUID

from pos.domain.pickup_label import PickupLabel
from pos.domain.work_ticket import WorkLine
from pos.queries.work_tickets import get_work_ticket
from pos.uow import ReadTx


def get_pickup_label(tx: ReadTx, order_id: UUID) -> PickupLabel:
    """Return what stands on the label of an order with goods that are made.

    Raises:
        sqlalchemy.exc.NoResultFound: This register does not know the order.
    """
    ticket = get_work_ticket(tx, order_id)
    return PickupLabel(
        number=ticket.number,
        store_name=ticket.store_name,
        customer_name=ticket.customer_name,
        goods=tuple(_said(line) for line in ticket.lines),
        ready_on=min(line.ready_on for line in ticket.lines),
        timezone=ticket.timezone,
        currency=ticket.currency,
        owed_cents=ticket.owed_cents,
        is_training=ticket.is_training,
    )


def _said(line: WorkLine) -> str:
    name = ", ".join((*filter(None, (line.name, line.variant_name)), *line.options))
    return f"{line.quantity} \N{MULTIPLICATION SIGN} {name}" if line.unit == "each" else name
