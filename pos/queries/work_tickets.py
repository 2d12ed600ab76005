"""What is to be made for an order, as it goes to whoever makes it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderLineRow, OrderRow, OrderStatusHistoryRow
from pos.domain.made_to_order import find_made_to_order
from pos.domain.moved_day import MovedDay, find_moved_day
from pos.domain.work_ticket import WorkLine, WorkTicket
from pos.queries.promises import list_promises
from pos.uow import ReadTx

_O = OrderRow.__table__
_L = OrderLineRow.__table__
_U = UserRow.__table__
_H = OrderStatusHistoryRow.__table__
_ORDER = (
    sa.select(
        _O.c.number,
        _O.c.customer_name,
        _O.c.customer_notes.label("note"),
        _O.c.placed_at.label("taken_at"),
        _O.c.currency,
        sa.func.coalesce(_U.c.name, "").label("taken_by"),
    )
    .select_from(_O.outerjoin(_U, _U.c.id == _O.c.staff_id))
    .where(_O.c.id == sa.bindparam("order_id"))
)
_LINES_OF = (
    sa.select(_L)
    .where(_L.c.order_id == sa.bindparam("order_id"), _L.c.customization.is_not(None))
    .order_by(_L.c.line_no)
)

_NOTES_OF = (
    sa.select(_H.c.notes)
    .where(_H.c.order_id == sa.bindparam("order_id"), _H.c.notes.is_not(None))
    .order_by(_H.c.created_at, _H.c.id)
)


def get_work_ticket(tx: ReadTx, order_id: UUID) -> WorkTicket:
    """Return what is to be made, the first day first.

    Raises:
        sqlalchemy.exc.NoResultFound: This register does not know the order.
    """
    which = {"order_id": order_id}
    order = tx.connection.execute(_ORDER, which).mappings().one()
    moves = _moves_of(tx, order_id)
    found = [_find_line(row, moves) for row in tx.connection.execute(_LINES_OF, which).mappings()]
    lines = sorted((line for line in found if line is not None), key=lambda line: line.ready_on)
    return WorkTicket(
        **order,
        store_name=tx.register.store_name,
        timezone=tx.register.timezone.key,
        lines=tuple(lines),
        owed_cents=sum(promise.owed_cents for promise in list_promises(tx, order_id)),
        is_training=tx.register.is_training,
    )


def _moves_of(tx: ReadTx, order_id: UUID) -> dict[date, MovedDay]:
    """Return the newest move to each day; two tills may have moved one order apart."""
    notes = tx.connection.execute(_NOTES_OF, {"order_id": order_id}).scalars()
    moves = [move for move in map(find_moved_day, notes) if move is not None]
    return {move.after: move for move in moves}


def _find_line(row: sa.RowMapping, moves: Mapping[date, MovedDay]) -> WorkLine | None:
    made = find_made_to_order(row["customization"])
    if made is None:
        return None
    return WorkLine(
        name=row["product_name"],
        variant_name=row["variant_name"],
        quantity=row["quantity"],
        unit=row["unit"],
        ready_on=made.ready_on,
        message=made.message or None,
        options=tuple(map(str, made.chosen)),
        note=row["note"],
        moved_from=moves[made.ready_on].before if made.ready_on in moves else None,
    )
