"""The figures of a shift: each is a sum over its documents, never over a span of time.

A return counts in the shift in which the goods came back (features.md L).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.identity import UserRow
from models.journal import JournalEntryRow
from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.day_report import (
    CashCount,
    CashierTotal,
    CashMovement,
    DayReport,
    DayReportKind,
    DocumentRange,
    JournalHead,
    TaxTotal,
    TenderTotal,
)
from pos.domain.shift import CashFigures
from pos.queries.drawer import DrawerCash, read_drawer
from pos.queries.turnover import read_turnover
from pos.uow import ReadTx

JOURNAL_MARK_DIGITS = 16

_SHIFTS = ShiftRow.__table__
_ORDERS = OrderRow.__table__
_LINES = OrderLineRow.__table__
_TAXES = OrderLineTaxRow.__table__
_PAYMENTS = PaymentRow.__table__
_REFUNDS = RefundRow.__table__
_METHODS = PaymentMethodRow.__table__
_RETURNS = ReturnRow.__table__
_RETURN_LINES = ReturnLineRow.__table__
_ENTRIES = JournalEntryRow.__table__
_OPENER = UserRow.__table__.alias("opener")
_CLOSER = UserRow.__table__.alias("closer")
_USERS = UserRow.__table__

_SHIFT_ID = sa.bindparam("shift_id", type_=_SHIFTS.c.id.type)
_SHIFT = (
    sa.select(_SHIFTS, _OPENER.c.name.label("opener"), _CLOSER.c.name.label("closer"))
    .select_from(
        _SHIFTS.outerjoin(_OPENER, _OPENER.c.id == _SHIFTS.c.opened_by).outerjoin(
            _CLOSER, _CLOSER.c.id == _SHIFTS.c.closed_by
        )
    )
    .where(_SHIFTS.c.id == _SHIFT_ID)
)


def _total(column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(column), 0)


_SALES = sa.select(
    _total(_ORDERS.c.subtotal_cents).label("gross_cents"),
    _total(_ORDERS.c.discount_cents).label("discount_cents"),
    _total(_ORDERS.c.tax_cents).label("tax_cents"),
    _total(_ORDERS.c.total_cents).label("total_cents"),
    sa.func.count().label("documents"),
    sa.func.min(_ORDERS.c.number).label("first"),
    sa.func.max(_ORDERS.c.number).label("last"),
).where(_ORDERS.c.shift_id == _SHIFT_ID)
_RETURNED = (
    sa.select(
        _total(_RETURN_LINES.c.refund_cents).label("refund_cents"),
        _total(_RETURN_LINES.c.tax_cents).label("tax_cents"),
        sa.func.count(sa.distinct(_RETURNS.c.id)).label("documents"),
    )
    .join_from(_RETURN_LINES, _RETURNS, _RETURNS.c.id == _RETURN_LINES.c.return_id)
    .where(_RETURNS.c.shift_id == _SHIFT_ID)
)
_BY_TAX = (
    sa.select(
        _TAXES.c.name,
        _TAXES.c.rate_ppm,
        _total(_TAXES.c.taxable_cents).label("base_cents"),
        _total(_TAXES.c.tax_cents).label("tax_cents"),
    )
    .join_from(_TAXES, _LINES, _LINES.c.id == _TAXES.c.order_line_id)
    .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
    .where(_ORDERS.c.shift_id == _SHIFT_ID)
    .group_by(_TAXES.c.name, _TAXES.c.rate_ppm)
)
_RETURNED_TAXES = (
    sa.select(_RETURN_LINES.c.taxes)
    .join_from(_RETURN_LINES, _RETURNS, _RETURNS.c.id == _RETURN_LINES.c.return_id)
    .where(_RETURNS.c.shift_id == _SHIFT_ID)
)
_IS_GIFT_CARD = sa.func.json_extract(_LINES.c.customization, "$.gift_card").is_not(None)
_CARDS_SOLD = (
    sa.select(_total(_LINES.c.total_cents))
    .join_from(_LINES, _ORDERS, _ORDERS.c.id == _LINES.c.order_id)
    .where(_ORDERS.c.shift_id == _SHIFT_ID, _IS_GIFT_CARD)
)
_CARDS_RETURNED = (
    sa.select(_total(_RETURN_LINES.c.refund_cents))
    .join_from(_RETURN_LINES, _RETURNS, _RETURNS.c.id == _RETURN_LINES.c.return_id)
    .join(_LINES, _LINES.c.id == _RETURN_LINES.c.order_line_id)
    .where(_RETURNS.c.shift_id == _SHIFT_ID, _IS_GIFT_CARD)
)
_TIPS = sa.select(_total(_PAYMENTS.c.tip_cents)).where(
    _PAYMENTS.c.shift_id == _SHIFT_ID, _PAYMENTS.c.captured_at.is_not(None)
)
# Promises count on the day of the sale, under their own name; a terminal's batch holds the tips.
_BY_TENDER = (
    sa.select(
        _METHODS.c.name,
        _METHODS.c.position,
        sa.func.count().label("times"),
        _total(_PAYMENTS.c.amount_cents + _PAYMENTS.c.tip_cents + _PAYMENTS.c.rounding_cents).label(
            "amount_cents"
        ),
    )
    .join_from(_PAYMENTS, _METHODS, _METHODS.c.id == _PAYMENTS.c.method_id)
    .where(
        _PAYMENTS.c.shift_id == _SHIFT_ID,
        _PAYMENTS.c.status.not_in(("failed", "cancelled")),
    )
    .group_by(_METHODS.c.name, _METHODS.c.position)
)
_BY_REFUND = (
    sa.select(
        _METHODS.c.name,
        _METHODS.c.position,
        sa.func.count().label("times"),
        _total(-_REFUNDS.c.amount_cents - _REFUNDS.c.rounding_cents).label("amount_cents"),
    )
    .join_from(_REFUNDS, _METHODS, _METHODS.c.id == _REFUNDS.c.method_id)
    .where(_REFUNDS.c.shift_id == _SHIFT_ID, _REFUNDS.c.status == "completed")
    .group_by(_METHODS.c.name, _METHODS.c.position)
)
_BY_CASHIER = (
    sa.select(
        sa.func.coalesce(_USERS.c.name, "").label("name"),
        sa.func.count().label("times"),
        _total(_ORDERS.c.total_cents).label("total_cents"),
    )
    .select_from(_ORDERS.outerjoin(_USERS, _USERS.c.id == _ORDERS.c.staff_id))
    .where(_ORDERS.c.shift_id == _SHIFT_ID)
    .group_by(_USERS.c.name)
)
_RETURNS_BY_CASHIER = (
    sa.select(
        sa.func.coalesce(_USERS.c.name, "").label("name"),
        sa.func.count(sa.distinct(_RETURNS.c.id)).label("times"),
        _total(-_RETURN_LINES.c.refund_cents).label("total_cents"),
    )
    .select_from(
        _RETURN_LINES.join(_RETURNS, _RETURNS.c.id == _RETURN_LINES.c.return_id).outerjoin(
            _USERS, _USERS.c.id == _RETURNS.c.staff_id
        )
    )
    .where(_RETURNS.c.shift_id == _SHIFT_ID)
    .group_by(_USERS.c.name)
)
_JOURNAL_HEAD = (
    sa.select(_ENTRIES.c.seq, _ENTRIES.c.hash)
    .where(_ENTRIES.c.register_id == sa.bindparam("register_id"))
    .order_by(_ENTRIES.c.seq.desc())
    .limit(1)
)


def read_day_report(
    tx: ReadTx, shift_id: UUID, *, kind: DayReportKind, printed_at: datetime
) -> DayReport:
    """Return the figures of a shift, X while it is open or Z once it is closed.

    Args:
        printed_at: When somebody asks, UTC.

    Raises:
        sqlalchemy.exc.NoResultFound: There is no such shift.
    """
    which = {"shift_id": shift_id}
    run = tx.connection.execute
    shift = run(_SHIFT, which).one()
    sales = run(_SALES, which).one()
    returned = run(_RETURNED, which).one()
    cards_sold = run(_CARDS_SOLD, which).scalar_one()
    cards_returned = run(_CARDS_RETURNED, which).scalar_one()
    refund_cents = returned.refund_cents - cards_returned
    sold_cents = sales.total_cents - cards_sold
    return DayReport(
        kind=kind,
        number=shift.number,
        store_name=tx.register.store_name,
        register_code=tx.register.code,
        currency=tx.register.currency,
        timezone=tx.register.timezone.key,
        opened_by=shift.opener or "",
        opened_at=shift.opened_at,
        closed_by=shift.closer,
        closed_at=shift.closed_at,
        printed_at=printed_at,
        gross_cents=sales.gross_cents - cards_sold,
        discount_cents=sales.discount_cents,
        returns_cents=refund_cents,
        total_cents=sold_cents - refund_cents,
        net_cents=sold_cents - sales.tax_cents - (refund_cents - returned.tax_cents),
        gift_cards_cents=cards_sold - cards_returned,
        tips_cents=run(_TIPS, which).scalar_one(),
        cash=_cash(read_drawer(tx, shift_id), counted_cents=shift.counted_cash_cents),
        documents=DocumentRange(
            first=sales.first, last=sales.last, sales=sales.documents, returns=returned.documents
        ),
        tenders=_tenders(run(_BY_TENDER, which), run(_BY_REFUND, which)),
        taxes=_taxes(run(_BY_TAX, which), run(_RETURNED_TAXES, which).scalars()),
        cashiers=_cashiers(run(_BY_CASHIER, which), run(_RETURNS_BY_CASHIER, which)),
        journal=_journal_head(tx),
        note=shift.note or "",
    )


def _cash(drawer: DrawerCash, *, counted_cents: int | None) -> CashCount:
    moved = tuple(
        CashMovement(kind=each.kind, amount_cents=each.amount_cents, reason=each.reason)
        for each in drawer.movements
    )
    return CashCount(
        opening_cents=drawer.opening_cents,
        sales_cents=drawer.sales_cents - drawer.refunds_cents,
        expected_cents=CashFigures(
            opening_cents=drawer.opening_cents,
            sales_cents=drawer.sales_cents,
            refunds_cents=drawer.refunds_cents,
            movements_cents=sum(each.amount_cents for each in moved),
        ).expected_cents,
        movements=moved,
        counted_cents=counted_cents,
    )


def _tenders(paid: Iterable[Any], refunded: Iterable[Any]) -> tuple[TenderTotal, ...]:
    totals: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in (*paid, *refunded):
        entry = totals[row.position, row.name]
        entry[0] += row.times
        entry[1] += row.amount_cents
    return tuple(
        TenderTotal(name=name, count=count, amount_cents=cents)
        for (_, name), (count, cents) in sorted(totals.items())
    )


def _taxes(sold: Iterable[Any], returned: Iterable[list[dict[str, Any]]]) -> tuple[TaxTotal, ...]:
    totals: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in sold:
        entry = totals[row.rate_ppm, row.name]
        entry[0] += row.base_cents
        entry[1] += row.tax_cents
    for share in (share for shares in returned for share in shares):
        entry = totals[share["rate_ppm"], share["name"]]
        entry[0] -= share["taxable_cents"]
        entry[1] -= share["tax_cents"]
    return tuple(
        TaxTotal(code=name, name=name, rate_ppm=rate, base_cents=base, tax_cents=tax)
        for (rate, name), (base, tax) in sorted(totals.items(), reverse=True)
    )


def _cashiers(sold: Iterable[Any], returned: Iterable[Any]) -> tuple[CashierTotal, ...]:
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in (*sold, *returned):
        entry = totals[row.name]
        entry[0] += row.times
        entry[1] += row.total_cents
    return tuple(
        CashierTotal(name=name, count=count, total_cents=cents)
        for name, (count, cents) in sorted(totals.items())
    )


def _journal_head(tx: ReadTx) -> JournalHead | None:
    here = {"register_id": tx.register.register_id}
    head = tx.connection.execute(_JOURNAL_HEAD, here).first()
    if head is None:
        return None
    sales, refunds = read_turnover(tx)
    return JournalHead(
        sequence=head.seq,
        mark=head.hash[:JOURNAL_MARK_DIGITS],
        perpetual_cents=sales - refunds,
    )
