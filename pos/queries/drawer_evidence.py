"""Reads what a drawer's difference may come from: the documents of its shift and what was usual."""

from uuid import UUID

import sqlalchemy as sa

from models.carts import CartRow
from models.drawer import CashMovementRow, ShiftRow
from models.orders import OrderRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from models.returns import ReturnRow
from pos.domain.denominations import cash_kinds
from pos.domain.drawer_evidence import (
    CashPile,
    Evidence,
    HeldSale,
    Movement,
    PaidRefund,
    Payment,
)
from pos.queries.store_rules import read_pricing_rules
from pos.uow import ReadTx

EARLIER_SHIFTS = 10
"""So many shifts before it are looked at for what is paid in or out again and again."""

_SHIFTS = ShiftRow.__table__
_ORDERS = OrderRow.__table__
_PAYMENTS = PaymentRow.__table__
_REFUNDS = RefundRow.__table__
_RETURNS = ReturnRow.__table__
_METHODS = PaymentMethodRow.__table__
_MOVEMENTS = CashMovementRow.__table__
_CARTS = CartRow.__table__
_SHIFT_ID = sa.bindparam("shift_id", type_=_SHIFTS.c.id.type)
_IS_CASH = (_METHODS.c.kind == "cash").label("is_cash")

_SHIFT = sa.select(
    _SHIFTS.c.number, _SHIFTS.c.opened_at, _SHIFTS.c.opening_float_cents, _SHIFTS.c.opening_detail
).where(_SHIFTS.c.id == _SHIFT_ID)
_PAID = (
    sa.select(
        _ORDERS.c.number,
        _PAYMENTS.c.captured_at.label("at"),
        _IS_CASH,
        (_PAYMENTS.c.amount_cents + _PAYMENTS.c.tip_cents + _PAYMENTS.c.rounding_cents).label(
            "stayed_cents"
        ),
        sa.func.coalesce(_PAYMENTS.c.tendered_cents, _PAYMENTS.c.amount_cents).label(
            "tendered_cents"
        ),
        sa.func.coalesce(_PAYMENTS.c.change_cents, 0).label("change_cents"),
    )
    .join_from(_PAYMENTS, _METHODS, _METHODS.c.id == _PAYMENTS.c.method_id)
    .join(_ORDERS, _ORDERS.c.id == _PAYMENTS.c.order_id)
    .where(_PAYMENTS.c.shift_id == _SHIFT_ID, _PAYMENTS.c.captured_at.is_not(None))
)
_REFUNDED = (
    sa.select(
        _RETURNS.c.number,
        _RETURNS.c.created_at.label("at"),
        _IS_CASH,
        (_REFUNDS.c.amount_cents + _REFUNDS.c.rounding_cents).label("amount_cents"),
    )
    .join_from(_REFUNDS, _METHODS, _METHODS.c.id == _REFUNDS.c.method_id)
    .join(_RETURNS, _RETURNS.c.id == _REFUNDS.c.return_id)
    .where(_REFUNDS.c.shift_id == _SHIFT_ID, _REFUNDS.c.status == "completed")
)
_MOVED = (
    sa.select(
        _MOVEMENTS.c.kind,
        _MOVEMENTS.c.amount_cents,
        sa.func.coalesce(_MOVEMENTS.c.reason, "").label("reason"),
        _MOVEMENTS.c.occurred_at.label("at"),
        _SHIFTS.c.number.label("shift_number"),
    )
    .join_from(_MOVEMENTS, _SHIFTS, _SHIFTS.c.id == _MOVEMENTS.c.shift_id)
    .where(
        _SHIFTS.c.register_id == sa.bindparam("register_id"),
        _SHIFTS.c.number.between(sa.bindparam("first"), sa.bindparam("last")),
    )
    .order_by(_MOVEMENTS.c.occurred_at)
)
_HELD = sa.select(
    sa.func.coalesce(_CARTS.c.label, "").label("label"),
    _CARTS.c.parked_at.label("at"),
    _CARTS.c.total_cents,
).where(
    _CARTS.c.status == "parked",
    _CARTS.c.register_id == sa.bindparam("register_id"),
    _CARTS.c.parked_at >= sa.bindparam("since", type_=_CARTS.c.parked_at.type),
)


def read_evidence(
    tx: ReadTx, shift_id: UUID, *, counted: CashPile, others_over_cents: int | None
) -> Evidence:
    """Return what is known of a shift whose drawer is off.

    Args:
        counted: The count that is off.
        others_over_cents: Counted minus expected of all other ways to pay; None: not counted.
    """
    here = {"register_id": tx.register.register_id}
    which = {"shift_id": shift_id}
    run = tx.connection.execute
    shift = run(_SHIFT, which).one()
    moved = tuple(
        Movement(**row)
        for row in run(
            _MOVED, {**here, "first": shift.number - EARLIER_SHIFTS, "last": shift.number}
        ).mappings()
    )
    return Evidence(
        opening=pile_of(shift.opening_float_cents, shift.opening_detail),
        counted=counted,
        worths_cents=cash_kinds(tx.register.currency).all,
        payments=tuple(Payment(**row) for row in run(_PAID, which).mappings()),
        refunds=tuple(PaidRefund(**row) for row in run(_REFUNDED, which).mappings()),
        movements=tuple(each for each in moved if each.shift_number == shift.number),
        earlier=tuple(each for each in moved if each.shift_number != shift.number),
        held=tuple(
            HeldSale(**row) for row in run(_HELD, {**here, "since": shift.opened_at}).mappings()
        ),
        cash_step_cents=read_pricing_rules(tx).cash_step_cents,
        others_over_cents=others_over_cents,
    )


def pile_of(total_cents: int, detail: dict[str, int] | None) -> CashPile:
    """Return a count as it is kept in a shift."""
    pieces = tuple((int(worth), number) for worth, number in (detail or {}).items())
    return CashPile(total_cents=total_cents, pieces=pieces)
