"""What was paid for goods that are still to be made and fetched: the shop owes it until then.

A deposit is what was paid with the sale beyond what the customer took along.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.orders import OrderLineRow, OrderRow, OrderStatusHistoryRow
from models.payments import PaymentRow, RefundRow
from pos.domain.day_report import Deposits
from pos.domain.made_to_order import KEY
from pos.domain.sale import WAITING, SaleState
from pos.uow import ReadTx

_O = OrderRow.__table__
_L = OrderLineRow.__table__
_P = PaymentRow.__table__
_F = RefundRow.__table__
_H = OrderStatusHistoryRow.__table__
_SHIFT_ID = sa.bindparam("shift_id", type_=ShiftRow.__table__.c.id.type)

_IS_MADE = _L.c.customization[(KEY, "ready_on")].as_string().is_not(None)
_HAS_MADE = sa.exists().where(_L.c.order_id == _O.c.id, _L.c.customization.is_not(None), _IS_MADE)


def _sum(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(column), 0)


_PAID = (
    sa.select(_sum(_P.c.amount_cents))
    .where(
        _P.c.order_id == _O.c.id,
        _P.c.captured_at.is_not(None),
        _P.c.settles_payment_id.is_(None),
    )
    .correlate(_O)
    .scalar_subquery()
)
_TAKEN_ALONG = (
    sa.select(_sum(_L.c.total_cents))
    .where(_L.c.order_id == _O.c.id, sa.or_(_L.c.customization.is_(None), ~_IS_MADE))
    .correlate(_O)
    .scalar_subquery()
)
_DEPOSIT = sa.func.max(0, _PAID - _TAKEN_ALONG)
# What goes back with a step is written in its transaction, at its moment.
_GIVEN_BACK = (
    sa.select(_sum(_F.c.amount_cents))
    .join_from(_F, _P, _P.c.id == _F.c.payment_id)
    .where(
        _F.c.order_id == _H.c.order_id,
        _F.c.created_at == _H.c.created_at,
        _P.c.captured_at.is_not(None),
    )
    .correlate(_H)
    .scalar_subquery()
)
_TAKEN = sa.select(_sum(_DEPOSIT)).where(_O.c.shift_id == _SHIFT_ID, _HAS_MADE)
_ENDED = (
    sa.select(_sum(_DEPOSIT).label("ended"), _sum(_GIVEN_BACK).label("given_back"))
    .join_from(_H, _O, _O.c.id == _H.c.order_id)
    .where(
        _H.c.shift_id == _SHIFT_ID,
        _H.c.from_status.in_(WAITING),
        _H.c.to_status.in_((SaleState.COMPLETED, SaleState.CANCELLED)),
        _HAS_MADE,
    )
)


_OWED = sa.select(_sum(_DEPOSIT)).where(
    _O.c.store_id == sa.bindparam("store_id"), _O.c.status.in_(WAITING), _HAS_MADE
)


def read_deposits(tx: ReadTx, shift_id: UUID, *, totals: Mapping[str, Any] | None) -> Deposits:
    """Return the deposits that came in a shift, and those that were due to nobody after it.

    Args:
        totals: The figures frozen at the close, which know what was owed then; None: it is open.
    """
    which = {"shift_id": shift_id}
    ended = tx.connection.execute(_ENDED, which).one()
    if totals is None:
        owed = tx.connection.execute(_OWED, {"store_id": tx.register.store_id}).scalar_one()
    else:
        owed = totals.get("deposits_owed_cents", 0)
    return Deposits(
        taken_cents=tx.connection.execute(_TAKEN, which).scalar_one(),
        used_cents=ended.ended - ended.given_back,
        given_back_cents=ended.given_back,
        owed_cents=owed,
    )
