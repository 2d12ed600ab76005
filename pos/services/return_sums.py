"""Brings the sums that a return changes up to date: on sold lines, tenders and the order."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderLineRow, OrderRow
from models.payments import PaymentRow
from pos.domain.fact import RowChanged
from pos.domain.returns import RefundPart
from pos.services.return_rows import Taking
from pos.uow import WriteTx

_ORDERS = OrderRow.__table__
_LINES = OrderLineRow.__table__
_PAYMENTS = PaymentRow.__table__


def bring_sums_up_to_date(
    tx: WriteTx, taking: Taking, parts: tuple[RefundPart, ...]
) -> tuple[RowChanged, ...]:
    """Write the new sums and return what changed, for the fact (schema.md 2.6)."""
    changes = [*_lines(tx, taking), *_tenders(tx, taking, parts)]
    if taking.refund_cents:
        changes.append(_order(tx, taking))
    return tuple(changes)


def _lines(tx: WriteTx, taking: Taking) -> list[RowChanged]:
    return [
        _change(
            tx,
            _LINES,
            line.sold.line_id,
            before={"returned_qty": line.sold.returned_qty},
            after={"returned_qty": line.sold.returned_qty + goods.quantity},
        )
        for goods, line, _ in taking.refunds
    ]


def _tenders(tx: WriteTx, taking: Taking, parts: tuple[RefundPart, ...]) -> list[RowChanged]:
    tenders = {tender.payment_id: tender for tender in taking.order.tenders}
    changes = []
    for part in parts:
        tender = tenders[part.payment_id]
        refunded = tender.refunded_cents + part.amount_cents
        after = {
            "refunded_cents": refunded,
            "status": _word(refunded, tender.amount_cents),
            "refunded_at": tx.now,
        }
        before = {"refunded_cents": tender.refunded_cents}
        changes.append(_change(tx, _PAYMENTS, part.payment_id, before=before, after=after))
    return changes


def _order(tx: WriteTx, taking: Taking) -> RowChanged:
    refunded = taking.order.refunded_cents + taking.refund_cents
    after = {
        "refunded_cents": refunded,
        "payment_status": _word(refunded, taking.order.total_cents),
    }
    before = {"refunded_cents": taking.order.refunded_cents}
    return _change(tx, _ORDERS, taking.order.order_id, before=before, after=after)


def _word(refunded_cents: int, paid_cents: int) -> str:
    return "refunded" if refunded_cents >= paid_cents else "partially_refunded"


def _change(
    tx: WriteTx, table: sa.Table, row_id: UUID, *, before: dict[str, Any], after: dict[str, Any]
) -> RowChanged:
    tx.connection.execute(
        sa.update(table).where(table.c.id == row_id).values(**after, updated_at=tx.now)
    )
    return RowChanged(table=table.name, row_id=row_id, before=before, after=after)
