"""The figures of a shift: each is a sum over its documents, never over a span of time.

A return counts in the shift in which the goods came back (features.md L).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.identity import UserRow
from models.orders import OrderLineRow, OrderLineTaxRow, OrderRow
from models.payments import PaymentRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.day_report import (
    CashCount,
    CashierTotal,
    CashMovement,
    ClosedFigures,
    DayReport,
    DayReportKind,
    DocumentRange,
    TaxTotal,
)
from pos.domain.difference_detective import find_causes
from pos.domain.drawer_evidence import CashPile
from pos.domain.shift import CashFigures
from pos.queries.deposits import read_deposits
from pos.queries.drawer import DrawerCash, read_drawer
from pos.queries.drawer_evidence import pile_of, read_evidence
from pos.queries.shift_journal import (
    find_close,
    find_journal_head,
    list_late_documents,
    read_shift_events,
)
from pos.queries.shift_tenders import read_tenders
from pos.uow import ReadTx

APPROVAL_SAID = {"approved": "approved", "missing": "missing"}
"""What the report says of a difference; a small one needs no word."""

_SHIFTS = ShiftRow.__table__
_ORDERS = OrderRow.__table__
_LINES = OrderLineRow.__table__
_TAXES = OrderLineTaxRow.__table__
_PAYMENTS = PaymentRow.__table__
_RETURNS = ReturnRow.__table__
_RETURN_LINES = ReturnLineRow.__table__
_OPENER = UserRow.__table__.alias("opener")
_CLOSER = UserRow.__table__.alias("closer")
_APPROVER = UserRow.__table__.alias("approver")
_PREVIOUS = ShiftRow.__table__.alias("previous")
_USERS = UserRow.__table__

_SHIFT_ID = sa.bindparam("shift_id", type_=_SHIFTS.c.id.type)
_SHIFT = (
    sa.select(
        _SHIFTS,
        _OPENER.c.name.label("opener"),
        _CLOSER.c.name.label("closer"),
        _APPROVER.c.name.label("approver"),
        _PREVIOUS.c.number.label("previous_number"),
    )
    .select_from(
        _SHIFTS.outerjoin(_OPENER, _OPENER.c.id == _SHIFTS.c.opened_by)
        .outerjoin(_CLOSER, _CLOSER.c.id == _SHIFTS.c.closed_by)
        .outerjoin(_APPROVER, _APPROVER.c.id == _SHIFTS.c.variance_approved_by)
        .outerjoin(_PREVIOUS, _PREVIOUS.c.id == _SHIFTS.c.previous_shift_id)
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
    close = find_close(tx, shift_id)
    late = () if close is None else list_late_documents(tx, shift_id, close=close)
    sales = run(_SALES, which).one()
    returned = run(_RETURNED, which).one()
    cards_sold = run(_CARDS_SOLD, which).scalar_one()
    cards_returned = run(_CARDS_RETURNED, which).scalar_one()
    refund_cents = returned.refund_cents - cards_returned
    sold_cents = sales.total_cents - cards_sold
    report = DayReport(
        kind=kind,
        number=shift.number,
        store_name=tx.register.store_name,
        register_code=tx.register.code,
        currency=tx.register.currency,
        timezone=tx.register.timezone.key,
        is_training=tx.register.is_training,
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
        deposits=read_deposits(tx, shift_id, totals=shift.totals),
        cash=_cash(read_drawer(tx, shift_id), shift),
        documents=DocumentRange(
            first=sales.first, last=sales.last, sales=sales.documents, returns=returned.documents
        ),
        tenders=read_tenders(tx, shift_id, counted=shift.tender_counts or {}),
        taxes=_taxes(run(_BY_TAX, which), run(_RETURNED_TAXES, which).scalars()),
        cashiers=_cashiers(run(_BY_CASHIER, which), run(_RETURNS_BY_CASHIER, which)),
        journal=find_journal_head(tx, close=close, totals=shift.totals),
        events=read_shift_events(tx, shift_id),
        note=shift.note or "",
        opening_note=shift.opening_note or "",
        approval=APPROVAL_SAID.get(shift.variance_approval, ""),
        approved_by=shift.approver or "",
        previous_number=shift.previous_number,
        late=late,
        closed_with=_closed_with(shift) if late else None,
    )
    if kind is DayReportKind.X:
        return report
    counted = pile_of(shift.counted_cash_cents or 0, shift.count_detail)
    return with_causes(tx, shift_id, report, counted=counted)


def with_causes(tx: ReadTx, shift_id: UUID, report: DayReport, *, counted: CashPile) -> DayReport:
    """Return a report with what may have taken its drawer off; the same where it is right."""
    difference = report.cash.difference_cents
    if not difference:
        return report
    counts = [each.difference_cents for each in report.tenders if each.difference_cents is not None]
    evidence = read_evidence(
        tx, shift_id, counted=counted, others_over_cents=sum(counts) if counts else None
    )
    return replace(report, causes=find_causes(difference, evidence))


def _closed_with(shift: Any) -> ClosedFigures | None:  # noqa: ANN401 - a row
    if shift.totals is None:
        return None
    return ClosedFigures(
        total_cents=shift.totals["total_cents"],
        expected_cents=shift.expected_cash_cents,
        difference_cents=shift.variance_cents,
    )


def _cash(drawer: DrawerCash, shift: Any) -> CashCount:  # noqa: ANN401 - a row
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
        counted_cents=shift.counted_cash_cents,
        first_counted_cents=shift.first_counted_cents,
        last_close_cents=shift.opening_expected_cents,
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
