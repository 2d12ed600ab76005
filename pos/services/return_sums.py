"""Brings the sums that a return changes up to date: on sold lines, tenders and the order.

They are projections of returns and refunds (schema.md 2.6). Central works out its own from the rows
of the return, so they do not travel.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderLineRow, OrderRow
from models.payments import PaymentRow
from pos.domain.returns import PaidTender, RefundPart
from pos.domain.sale import TenderState, payment_state
from pos.services.return_rows import Taking
from pos.uow import WriteTx

_ORDERS = OrderRow.__table__
_LINES = OrderLineRow.__table__
_PAYMENTS = PaymentRow.__table__


def bring_sums_up_to_date(tx: WriteTx, taking: Taking, parts: tuple[RefundPart, ...]) -> None:
    """Write the new sums."""
    for goods, line, _ in taking.refunds:
        returned = line.sold.returned_qty + goods.quantity
        _put(tx, _LINES, line.sold.line_id, {"returned_qty": returned})
    tenders = {tender.payment_id: tender for tender in taking.order.tenders}
    for part in parts:
        tender = tenders[part.payment_id]
        refunded = tender.refunded_cents + part.amount_cents
        sums = {
            "refunded_cents": refunded,
            "status": str(_tender_state(tender, refunded)),
            "refunded_at": tx.now,
        }
        _put(tx, _PAYMENTS, part.payment_id, sums)
    if taking.refund_cents:
        refunded = taking.order.refunded_cents + taking.refund_cents
        total = taking.order.total_cents
        state = payment_state(
            [(_held(tender), tender.amount_cents) for tender in taking.order.tenders],
            total_cents=total,
            refunded_cents=refunded,
        )
        sums = {"refunded_cents": refunded, "payment_status": str(state)}
        _put(tx, _ORDERS, taking.order.order_id, sums)


def _held(tender: PaidTender) -> TenderState:
    return TenderState.CAPTURED if tender.is_collected else TenderState.PENDING


def _tender_state(tender: PaidTender, refunded_cents: int) -> TenderState:
    """Return where a tender is after a refund; a promise stays one, for less."""
    if not tender.is_collected:
        return TenderState.PENDING
    is_all = refunded_cents >= tender.amount_cents
    return TenderState.REFUNDED if is_all else TenderState.PARTIALLY_REFUNDED


def _put(tx: WriteTx, table: sa.Table, row_id: UUID, sums: dict[str, Any]) -> None:
    values = {**sums, "updated_at": tx.now}
    tx.connection.execute(sa.update(table).where(table.c.id == row_id).values(values))
