"""What should be in the drawer: a sum over the documents of one shift."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.drawer import CashMovementRow, ShiftRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from pos.uow import ReadTx

_SHIFTS = ShiftRow.__table__
_PAYMENTS = PaymentRow.__table__
_REFUNDS = RefundRow.__table__
_METHODS = PaymentMethodRow.__table__
_MOVEMENTS = CashMovementRow.__table__

# What stayed in the drawer is what was handed over minus the change: amount, tip and rounding.
_STAYED = _PAYMENTS.c.amount_cents + _PAYMENTS.c.tip_cents + _PAYMENTS.c.rounding_cents
_CASH_IN = (
    sa.select(sa.func.coalesce(sa.func.sum(_STAYED), 0))
    .join_from(_PAYMENTS, _METHODS, _METHODS.c.id == _PAYMENTS.c.method_id)
    .where(
        _PAYMENTS.c.shift_id == sa.bindparam("shift_id"),
        _METHODS.c.kind == "cash",
        _PAYMENTS.c.captured_at.is_not(None),
    )
)
_CASH_OUT = (
    sa.select(sa.func.coalesce(sa.func.sum(_REFUNDS.c.amount_cents + _REFUNDS.c.rounding_cents), 0))
    .join_from(_REFUNDS, _METHODS, _METHODS.c.id == _REFUNDS.c.method_id)
    .where(
        _REFUNDS.c.shift_id == sa.bindparam("shift_id"),
        _METHODS.c.kind == "cash",
        _REFUNDS.c.status == "completed",
    )
)
_MOVED = sa.select(
    _MOVEMENTS.c.kind,
    _MOVEMENTS.c.amount_cents,
    sa.func.coalesce(_MOVEMENTS.c.reason, "").label("reason"),
).where(_MOVEMENTS.c.shift_id == sa.bindparam("shift_id"))
_OPENING = sa.select(_SHIFTS.c.opening_float_cents).where(_SHIFTS.c.id == sa.bindparam("shift_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedCash:
    """Cash put in or taken out apart from sales; positive into the drawer."""

    kind: str
    amount_cents: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerCash:
    """Where the drawer's cash came from.

    Attributes:
        sales_cents: Cash taken, change given back already taken off.
        refunds_cents: Cash given back for goods, positive.
    """

    opening_cents: int
    sales_cents: int
    refunds_cents: int
    movements: tuple[MovedCash, ...]


def read_drawer(tx: ReadTx, shift_id: UUID) -> DrawerCash:
    """Return the cash of a shift by where it came from and went."""
    which = {"shift_id": shift_id}
    run = tx.connection.execute
    return DrawerCash(
        opening_cents=run(_OPENING, which).scalar_one(),
        sales_cents=run(_CASH_IN, which).scalar_one(),
        refunds_cents=run(_CASH_OUT, which).scalar_one(),
        movements=tuple(MovedCash(**row) for row in run(_MOVED, which).mappings()),
    )
