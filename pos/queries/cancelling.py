"""What becomes of the money when an order that waits is cancelled."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from pos.domain.forfeit import CancelledLine, Forfeit, forfeit_of
from pos.domain.made_to_order import CancelTerms
from pos.domain.returns import LineRefund, refund_line
from pos.queries.promised_lines import PromisedLine, list_promised
from pos.queries.promises import list_promises
from pos.queries.returns import ReturnableLine, ReturnableOrder, find_returnable
from pos.uow import ReadTx

_O = OrderRow.__table__
_ORDER = sa.select(_O.c.number, _O.c.register_id).where(_O.c.id == sa.bindparam("order_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelling:
    """An order that waits, as it would be cancelled on a day.

    Attributes:
        order: With its tenders; what was promised stands last, since money goes back to the last.
        register_id: Who sold it; None: nobody here.
        lines: What is made for the customer and still to come, with what it is worth.
        forfeit: What is kept and given back.
        takes_all: Nothing of the order is with the customer.
    """

    order: ReturnableOrder
    register_id: UUID | None
    lines: tuple[tuple[ReturnableLine, LineRefund], ...]
    terms: tuple[CancelTerms, ...]
    forfeit: Forfeit
    takes_all: bool

    @property
    def free_until(self) -> date | None:
        """The first cut-off of its lines; None: it may be cancelled for nothing on any day."""
        return min((each.free_until for each in self.terms), default=None)


def find_cancelling(tx: ReadTx, order_id: UUID, *, today: date) -> Cancelling | None:
    """Return how an order would be cancelled; None: it does not wait, or not any more.

    Args:
        today: The calendar day in the store.
    """
    promised = {line.line_id: line for line in list_promised(tx, order_id)}
    found = tx.connection.execute(_ORDER, {"order_id": order_id}).first()
    order = find_returnable(tx, found.number) if found is not None and promised else None
    if found is None or order is None:
        return None
    lines = tuple(
        (line, refund_line(line.sold, line.sold.returnable_qty))
        for line in order.lines
        if line.sold.line_id in promised
    )
    cancelled = [_cancelled(refund, promised[refund.line_id]) for _, refund in lines]
    owed_cents = sum(each.owed_cents for each in list_promises(tx, order_id))
    kept = [line for line in order.lines if line.sold.line_id not in promised]
    return Cancelling(
        order=order,
        register_id=found.register_id,
        lines=lines,
        terms=tuple(each.terms for each in cancelled if each.terms is not None),
        forfeit=forfeit_of(cancelled, owed_cents=owed_cents, today=today),
        takes_all=not any(line.sold.returnable_qty for line in kept),
    )


def _cancelled(refund: LineRefund, line: PromisedLine) -> CancelledLine:
    return CancelledLine(worth_cents=refund.refund_cents, terms=line.made.terms)
