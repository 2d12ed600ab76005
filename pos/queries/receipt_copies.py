"""Finds the receipt of a document by the number printed on it, marked as the copy it is."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.print_jobs import PrintJobRow
from models.returns import ReturnRow
from pos.domain.receipt import CopyMark, Receipt
from pos.queries.order_detail import OrderNotFoundError
from pos.queries.orders import find_order_id
from pos.queries.receipts import get_return_receipt, get_sale_receipt
from pos.uow import ReadTx

_RETURNS = ReturnRow.__table__
_JOBS = PrintJobRow.__table__
_FIND_RETURN = sa.select(_RETURNS.c.id).where(_RETURNS.c.number == sa.bindparam("number"))
_COUNT_COPIES = sa.select(sa.func.count()).where(
    _JOBS.c.doc_id == sa.bindparam("doc_id"), _JOBS.c.is_copy
)


def get_receipt_copy(tx: ReadTx, number: str, *, made_at: datetime) -> Receipt:
    """Return the receipt of a sale or a return, with the number that its next copy has.

    Args:
        made_at: When the copy is made, UTC.

    Raises:
        OrderNotFoundError: No document here has this number.
    """
    order_id = find_order_id(tx, number)
    if order_id is not None:
        return _marked(tx, get_sale_receipt(tx, order_id), doc_id=order_id, made_at=made_at)
    return_id = tx.connection.execute(_FIND_RETURN, {"number": number}).scalar_one_or_none()
    if return_id is None:
        raise OrderNotFoundError(number=number)
    return _marked(tx, get_return_receipt(tx, return_id), doc_id=return_id, made_at=made_at)


def next_copy(tx: ReadTx, doc_id: UUID, *, made_at: datetime) -> CopyMark:
    """Return the mark that the next copy of a document has."""
    copies = tx.connection.execute(_COUNT_COPIES, {"doc_id": doc_id}).scalar_one()
    return CopyMark(copy_no=copies + 1, made_at=made_at)


def _marked(tx: ReadTx, receipt: Receipt, *, doc_id: UUID, made_at: datetime) -> Receipt:
    return replace(receipt, copy=next_copy(tx, doc_id, made_at=made_at))
