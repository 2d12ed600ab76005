"""What came in by each way to pay in a shift, and what was counted of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from pos.domain.day_report import TenderTotal
from pos.uow import ReadTx

CASH = "cash"

_PAYMENTS = PaymentRow.__table__
_REFUNDS = RefundRow.__table__
_METHODS = PaymentMethodRow.__table__
_SHIFT_ID = sa.bindparam("shift_id", type_=ShiftRow.__table__.c.id.type)
_METHOD = (_METHODS.c.code, _METHODS.c.kind, _METHODS.c.name, _METHODS.c.position)


def _total(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(column), 0).label("amount_cents")


_SETTLED = PaymentRow.__table__.alias("settled")
_WAS_KEPT = sa.exists().where(_SETTLED.c.settles_payment_id == _PAYMENTS.c.id)

# Promises count on the day of the sale, under their own name, also when they were kept later. On
# the day when they are kept, what came for them counts, and they are taken off.
# A terminal's batch holds the tips.
_BY_TENDER = (
    sa.select(
        *_METHOD,
        sa.func.count().label("times"),
        _total(_PAYMENTS.c.amount_cents + _PAYMENTS.c.tip_cents + _PAYMENTS.c.rounding_cents),
    )
    .join_from(_PAYMENTS, _METHODS, _METHODS.c.id == _PAYMENTS.c.method_id)
    .where(
        _PAYMENTS.c.shift_id == _SHIFT_ID,
        _PAYMENTS.c.status.not_in(("failed", "cancelled")) | _WAS_KEPT,
    )
    .group_by(*_METHOD)
)
_BY_KEPT = (
    sa.select(*_METHOD, sa.func.count().label("times"), _total(-_SETTLED.c.amount_cents))
    .join_from(_SETTLED, _PAYMENTS, _PAYMENTS.c.id == _SETTLED.c.settles_payment_id)
    .join(_METHODS, _METHODS.c.id == _PAYMENTS.c.method_id)
    .where(_SETTLED.c.shift_id == _SHIFT_ID)
    .group_by(*_METHOD)
)
_BY_REFUND = (
    sa.select(
        *_METHOD,
        sa.func.count().label("times"),
        _total(-_REFUNDS.c.amount_cents - _REFUNDS.c.rounding_cents),
    )
    .join_from(_REFUNDS, _METHODS, _METHODS.c.id == _REFUNDS.c.method_id)
    .where(_REFUNDS.c.shift_id == _SHIFT_ID, _REFUNDS.c.status == "completed")
    .group_by(*_METHOD)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTender:
    """A way to pay besides cash that was used in a shift, to be counted when it ends."""

    code: str
    name: str


def read_tenders(
    tx: ReadTx, shift_id: UUID, *, counted: Mapping[str, int]
) -> tuple[TenderTotal, ...]:
    """Return the sums of a shift by way to pay, in the shop's order.

    Args:
        counted: What was counted of each, by code; cash is counted in the drawer.
    """
    totals: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in _rows(tx, shift_id, (_BY_TENDER, _BY_REFUND, _BY_KEPT)):
        entry = totals[row.position, row.name, row.code]
        entry[0] += row.times
        entry[1] += row.amount_cents
    return tuple(
        TenderTotal(
            code=code,
            name=name,
            count=count,
            amount_cents=cents,
            counted_cents=counted.get(code),
        )
        for (_, name, code), (count, cents) in sorted(totals.items())
    )


def list_other_tenders(tx: ReadTx, shift_id: UUID) -> tuple[OtherTender, ...]:
    """Return the ways to pay besides cash that were used in a shift, without their sums."""
    used = {
        (row.position, row.code): OtherTender(code=row.code, name=row.name)
        for row in _rows(tx, shift_id, (_BY_TENDER, _BY_REFUND))
        if row.kind != CASH
    }
    return tuple(tender for _, tender in sorted(used.items()))


def _rows(tx: ReadTx, shift_id: UUID, queries: Iterable[sa.Select[Any]]) -> Iterable[Any]:
    which = {"shift_id": shift_id}
    return (row for query in queries for row in tx.connection.execute(query, which))
