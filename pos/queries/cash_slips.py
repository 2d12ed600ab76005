"""The slip of a movement of cash, as it is printed."""

from uuid import UUID

import sqlalchemy as sa

from models.drawer import CashMovementRow, ShiftRow
from models.identity import UserRow
from pos.domain.cash_slip import CashSlip
from pos.uow import ReadTx

_MOVEMENTS = CashMovementRow.__table__
_SHIFTS = ShiftRow.__table__
_MOVER = UserRow.__table__.alias("mover")
_APPROVER = UserRow.__table__.alias("approver")
_SLIP = (
    sa.select(
        _MOVEMENTS.c.kind,
        _MOVEMENTS.c.amount_cents,
        sa.func.coalesce(_MOVEMENTS.c.reason, "").label("reason"),
        _MOVEMENTS.c.occurred_at.label("moved_at"),
        sa.func.coalesce(_MOVER.c.name, "").label("staff_name"),
        sa.func.coalesce(_APPROVER.c.name, "").label("approved_by"),
        _SHIFTS.c.number.label("shift_number"),
    )
    .select_from(
        _MOVEMENTS.join(_SHIFTS, _SHIFTS.c.id == _MOVEMENTS.c.shift_id)
        .outerjoin(_MOVER, _MOVER.c.id == _MOVEMENTS.c.staff_id)
        .outerjoin(_APPROVER, _APPROVER.c.id == _MOVEMENTS.c.approved_by)
    )
    .where(_MOVEMENTS.c.id == sa.bindparam("movement_id", type_=_MOVEMENTS.c.id.type))
)


def get_cash_slip(tx: ReadTx, movement_id: UUID) -> CashSlip:
    """Return what must be on the slip.

    Raises:
        sqlalchemy.exc.NoResultFound: The movement is not in this register.
    """
    row = tx.connection.execute(_SLIP, {"movement_id": movement_id}).mappings().one()
    return CashSlip(
        is_training=tx.register.is_training,
        **row,
        store_name=tx.register.store_name,
        register_code=tx.register.code,
        currency=tx.register.currency,
        timezone=tx.register.timezone.key,
    )
