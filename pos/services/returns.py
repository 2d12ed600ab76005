"""Takes goods back against a receipt.

How much may come back is counted in the same transaction that writes the return, so it can never
be more than was sold. The customer gets what was paid, to the tenders it was paid with.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderLineRow, OrderRow
from models.payments import PaymentRow, RefundRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowChanged, RowsWritten
from pos.domain.money import divide
from pos.domain.payment import TenderKind
from pos.domain.permission import Action
from pos.domain.pricing import PricingRules
from pos.domain.returns import (
    Disposition,
    LineRefund,
    Reason,
    RefundPart,
    ReturnTooLateError,
    SoldLine,
    check_return_day,
    plan_refund,
    refund_line,
    round_cash_refund,
)
from pos.queries.payment_methods import read_method_ids
from pos.queries.returns import (
    ReturnableLine,
    ReturnableOrder,
    find_returnable,
    list_sold_taxes,
)
from pos.queries.settings import read_settings
from pos.queries.shifts import OpenShift, find_open_shift
from pos.queries.store_rules import read_pricing_rules
from pos.runtime.changes import Topic
from pos.services import print_jobs, turnover
from pos.services.journal import Entry, write_entry
from pos.services.permissions import Actor, require
from pos.services.stock import Movement, keep_tracked, move
from pos.uow import ReadTx, WriteTx

_ORDERS = OrderRow.__table__
_LINES = OrderLineRow.__table__
_PAYMENTS = PaymentRow.__table__
_RETURNS = ReturnRow.__table__
_REFUNDS = RefundRow.__table__


class ReceiptNotFoundError(RefusedError):
    """This register does not know the receipt. Facts: number."""


class NothingToReturnError(RefusedError):
    """No line was chosen."""


class NoTenderForRefundError(RefusedError):
    """A part of the refund fits no tender of the sale. Facts: unplaced_cents, currency."""


class ReturnNeedsShiftError(RefusedError):
    """The drawer of this register has no open shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedGoods:
    """Some units of a sold line that come back.

    Attributes:
        quantity: In the line's unit, at least 1.
    """

    order_line_id: UUID
    quantity: int
    reason: Reason = Reason.OTHER
    disposition: Disposition = Disposition.RESTOCK
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptReturn:
    """The wish to take goods back.

    Attributes:
        return_id: Made when the return began; asked twice, posted once.
        number: The number on the receipt.
    """

    return_id: UUID
    number: str
    goods: tuple[ReturnedGoods, ...]
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedReturn:
    """What was posted.

    Attributes:
        refund_cents: What the goods are worth to the customer.
        payout_cents: What was given back, cash rounded to the coin.
        parts: By tender of the sale.
    """

    return_id: UUID
    number: str
    refund_cents: int
    payout_cents: int
    parts: tuple[RefundPart, ...]
    was_posted_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taking:
    """A return while it is being written."""

    wish: AcceptReturn
    order: ReturnableOrder
    shift: OpenShift
    number: str
    approved_by: UUID | None
    refunds: tuple[tuple[ReturnedGoods, ReturnableLine, LineRefund], ...]

    @property
    def refund_cents(self) -> int:
        """What all the goods are worth."""
        return sum(refund.refund_cents for _, _, refund in self.refunds)


def accept_return(tx: WriteTx, wish: AcceptReturn) -> AcceptedReturn:
    """Post a return: lines, refunds, stock, journal, receipt and fact.

    Raises:
        ReceiptNotFoundError: Nobody here sold this.
        NothingToReturnError: No goods were chosen.
        NotReturnableError: More than what is left of a line.
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: It is too much, or too late, for the actor alone.
        NoTenderForRefundError: The sale's tenders cannot take it back.
        ReturnNeedsShiftError: Open a shift first.
    """
    posted = find_accepted_return(tx, wish.return_id)
    if posted is not None:
        return posted
    taking = _begin(tx, wish)
    plan = plan_refund(taking.refund_cents, taking.order.tenders) if taking.refund_cents else None
    parts = plan.parts if plan else ()
    if plan and plan.unplaced_cents:
        raise NoTenderForRefundError(
            unplaced_cents=plan.unplaced_cents, currency=taking.order.currency
        )
    return _post(tx, taking, parts)


def find_accepted_return(tx: ReadTx, return_id: UUID) -> AcceptedReturn | None:
    """Return what was posted under this id, or None: the answer to a second press."""
    number = tx.connection.execute(
        sa.select(_RETURNS.c.number).where(_RETURNS.c.id == return_id)
    ).scalar_one_or_none()
    if number is None:
        return None
    amount, rounding = tx.connection.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(_REFUNDS.c.amount_cents), 0),
            sa.func.coalesce(sa.func.sum(_REFUNDS.c.rounding_cents), 0),
        ).where(_REFUNDS.c.return_id == return_id)
    ).one()
    return AcceptedReturn(
        return_id=return_id,
        number=number,
        refund_cents=amount,
        payout_cents=amount + rounding,
        parts=(),
        was_posted_before=True,
    )


def _begin(tx: WriteTx, wish: AcceptReturn) -> _Taking:
    order = find_returnable(tx, wish.number)
    if order is None:
        raise ReceiptNotFoundError(number=wish.number)
    shift = find_open_shift(tx)
    if shift is None:
        raise ReturnNeedsShiftError
    refunds = _price(order, wish.goods)
    total = sum(refund.refund_cents for _, _, refund in refunds)
    return _Taking(
        wish=wish,
        order=order,
        shift=shift,
        approved_by=_allow(tx, wish.actor, order, today=shift.business_date, refund_cents=total),
        number=f"{tx.register.number_prefix}-R{tx.next_number('return'):06d}",
        refunds=refunds,
    )


def _price(
    order: ReturnableOrder, goods: tuple[ReturnedGoods, ...]
) -> tuple[tuple[ReturnedGoods, ReturnableLine, LineRefund], ...]:
    if not goods:
        raise NothingToReturnError
    lines = {line.sold.line_id: line for line in order.lines}
    priced = []
    for each in goods:
        line = lines.pop(each.order_line_id, None)
        if line is None:
            raise ReceiptNotFoundError(number=order.number)
        priced.append((each, line, refund_line(line.sold, each.quantity)))
    return tuple(priced)


def _allow(
    tx: WriteTx, actor: Actor, order: ReturnableOrder, *, today: date, refund_cents: int
) -> UUID | None:
    """Return who approved it; a late return and a large one need a manager."""
    settings = read_settings(tx)
    try:
        check_return_day(order.sold_on or today, today=today, days=settings.return_days)
    except ReturnTooLateError:
        return require(tx, actor, Action.RETURN_LATE, size=refund_cents)
    if refund_cents > settings.return_approval_cents:
        return require(tx, actor, Action.RETURN_LARGE, size=refund_cents)
    return require(tx, actor, Action.ACCEPT_RETURN, size=refund_cents)


def _post(tx: WriteTx, taking: _Taking, parts: tuple[RefundPart, ...]) -> AcceptedReturn:
    rules = read_pricing_rules(tx)
    header = _return_row(tx, taking)
    lines = [
        _line_row(tx, taking, goods=goods, line=line, refund=refund, line_no=number)
        for number, (goods, line, refund) in enumerate(taking.refunds, start=1)
    ]
    refunds = [_refund_row(tx, taking, part, rules) for part in parts]
    run = tx.connection.execute
    run(sa.insert(_RETURNS), header)
    run(sa.insert(ReturnLineRow.__table__), lines)
    if refunds:
        run(sa.insert(_REFUNDS), refunds)
    movements = move(tx, _movements(tx, taking))
    changes = _project(tx, taking, parts)
    journal = write_entry(tx, _journal_entry(tx, taking, parts))
    _ask_for_paper(tx, taking, parts)
    written = (
        RowsWritten(table="returns", rows=(header,)),
        RowsWritten(table="return_lines", rows=tuple(lines)),
        RowsWritten(table="refunds", rows=tuple(refunds)),
        RowsWritten(table="stock_movements", rows=movements),
        RowsWritten(table="journal_entries", rows=(journal,)),
    )
    tx.record(
        Fact(
            kind="return.accepted",
            version=1,
            table="returns",
            row_id=taking.wish.return_id,
            rows=tuple(part for part in written if part.rows),
            changes=changes,
        )
    )
    tx.touched(Topic.SALES, taking.order.order_id)
    tx.touched(Topic.SHIFTS)
    return AcceptedReturn(
        return_id=taking.wish.return_id,
        number=taking.number,
        refund_cents=taking.refund_cents,
        payout_cents=sum(row["amount_cents"] + row["rounding_cents"] for row in refunds),
        parts=parts,
    )


def _ask_for_paper(tx: WriteTx, taking: _Taking, parts: tuple[RefundPart, ...]) -> None:
    staff_id = taking.wish.actor.staff_id
    if any(part.kind is TenderKind.CASH for part in parts):
        print_jobs.enqueue_drawer_kick(tx, staff_id=staff_id)
    print_jobs.enqueue_receipt(tx, "returns", taking.wish.return_id, staff_id=staff_id)


def _return_row(tx: WriteTx, taking: _Taking) -> dict[str, Any]:
    return {
        "id": taking.wish.return_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "number": taking.number,
        "order_id": taking.order.order_id,
        "kind": "return",
        "status": "completed",
        "user_id": taking.order.customer_id,
        "store_id": tx.register.store_id,
        "register_id": tx.register.register_id,
        "shift_id": taking.shift.shift_id,
        "staff_id": taking.wish.actor.staff_id,
        "approved_by": taking.approved_by,
        "requested_at": tx.now,
        "approved_at": tx.now,
        "received_at": tx.now,
        "completed_at": tx.now,
    }


def _line_row(
    tx: WriteTx,
    taking: _Taking,
    *,
    goods: ReturnedGoods,
    line: ReturnableLine,
    refund: LineRefund,
    line_no: int,
) -> dict[str, Any]:
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "return_id": taking.wish.return_id,
        "line_no": line_no,
        "order_line_id": line.sold.line_id,
        "variant_id": line.variant_id,
        "quantity": goods.quantity,
        "reason_code": str(goods.reason),
        "condition": "new" if goods.disposition is Disposition.RESTOCK else "opened",
        "disposition": str(goods.disposition),
        "location_id": _place(tx, goods),
        "refund_cents": refund.refund_cents,
        "tax_cents": refund.tax_cents,
        "taxes": _tax_shares(tx, line.sold, quantity=goods.quantity),
        "note": goods.note or None,
    }


def _tax_shares(tx: WriteTx, sold: SoldLine, *, quantity: int) -> list[dict[str, Any]]:
    """Return what of each tax comes back, rounded cumulatively like the refund itself."""

    def share(cents: int) -> int:
        after = divide(cents * (sold.returned_qty + quantity), sold.sold_qty)
        return after - divide(cents * sold.returned_qty, sold.sold_qty)

    return [
        {
            "name": tax.name,
            "rate_ppm": tax.rate_ppm,
            "taxable_cents": share(tax.taxable_cents),
            "tax_cents": share(tax.tax_cents),
        }
        for tax in list_sold_taxes(tx, sold.line_id)
    ]


def _refund_row(
    tx: WriteTx, taking: _Taking, part: RefundPart, rules: PricingRules
) -> dict[str, Any]:
    rounding = 0
    if part.kind is TenderKind.CASH:
        rounding = round_cash_refund(
            part.amount_cents, cash_step_cents=rules.cash_step_cents, rounding=rules.rounding
        ).rounding_cents
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "updated_at": tx.now,
        "number": f"{tx.register.number_prefix}-F{tx.next_number('refund'):06d}",
        "order_id": taking.order.order_id,
        "payment_id": part.payment_id,
        "return_id": taking.wish.return_id,
        "method_id": read_method_ids(tx)[part.method_code],
        "amount_cents": part.amount_cents,
        "rounding_cents": rounding,
        "currency": taking.order.currency,
        "status": "completed",
        "requested_at": tx.now,
        "approved_at": tx.now,
        "processed_at": tx.now,
        "approved_by": taking.approved_by,
        "register_id": tx.register.register_id,
        "shift_id": taking.shift.shift_id,
        "staff_id": taking.wish.actor.staff_id,
    }


def _place(tx: WriteTx, goods: ReturnedGoods) -> UUID | None:
    return tx.register.location_id if goods.disposition is Disposition.RESTOCK else None


def _movements(tx: WriteTx, taking: _Taking) -> list[Movement]:
    """Return what goes back on the shelf; damaged goods do not."""
    tracked = keep_tracked(tx, {line.variant_id for _, line, _ in taking.refunds})
    return [
        Movement(
            variant_id=line.variant_id,
            quantity_delta=goods.quantity,
            kind="return",
            reference_type="return",
            reference_id=taking.wish.return_id,
            reason=str(goods.reason),
            staff_id=taking.wish.actor.staff_id,
        )
        for goods, line, _ in taking.refunds
        if goods.disposition is Disposition.RESTOCK and line.variant_id in tracked
    ]


def _journal_entry(tx: WriteTx, taking: _Taking, parts: tuple[RefundPart, ...]) -> Entry:
    return Entry(
        kind="return",
        payload={
            "number": taking.number,
            "of": taking.order.number,
            "currency": taking.order.currency,
            "lines": [
                {
                    "sku": line.sku,
                    "quantity": goods.quantity,
                    "refund_cents": refund.refund_cents,
                    "tax_cents": refund.tax_cents,
                    "disposition": str(goods.disposition),
                }
                for goods, line, refund in taking.refunds
            ],
            "tenders": [
                {"method": part.method_code, "amount_cents": part.amount_cents} for part in parts
            ],
            "refund_cents": taking.refund_cents,
            "approved_by": str(taking.approved_by) if taking.approved_by else None,
            **turnover.count_refund(tx, taking.refund_cents),
        },
        receipt_number=taking.number,
        order_id=taking.order.order_id,
        return_id=taking.wish.return_id,
        shift_id=taking.shift.shift_id,
        staff_id=taking.wish.actor.staff_id,
    )


def _project(tx: WriteTx, taking: _Taking, parts: tuple[RefundPart, ...]) -> tuple[RowChanged, ...]:
    """Bring the sums on the sold lines, the tenders and the order up to date (schema.md 2.6)."""
    changes = [
        _change(
            tx,
            _LINES,
            line.sold.line_id,
            before={"returned_qty": line.sold.returned_qty},
            after={"returned_qty": line.sold.returned_qty + goods.quantity},
        )
        for goods, line, _ in taking.refunds
    ]
    tenders = {tender.payment_id: tender for tender in taking.order.tenders}
    for part in parts:
        tender = tenders[part.payment_id]
        refunded = tender.refunded_cents + part.amount_cents
        is_all = refunded == tender.amount_cents
        changes.append(
            _change(
                tx,
                _PAYMENTS,
                part.payment_id,
                before={"refunded_cents": tender.refunded_cents},
                after={
                    "refunded_cents": refunded,
                    "status": "refunded" if is_all else "partially_refunded",
                    "refunded_at": tx.now,
                },
            )
        )
    refunded = taking.order.refunded_cents + taking.refund_cents
    if taking.refund_cents:
        is_all = refunded >= taking.order.total_cents
        changes.append(
            _change(
                tx,
                _ORDERS,
                taking.order.order_id,
                before={"refunded_cents": taking.order.refunded_cents},
                after={
                    "refunded_cents": refunded,
                    "payment_status": "refunded" if is_all else "partially_refunded",
                },
            )
        )
    return tuple(changes)


def _change(
    tx: WriteTx, table: sa.Table, row_id: UUID, *, before: dict[str, Any], after: dict[str, Any]
) -> RowChanged:
    tx.connection.execute(
        sa.update(table).where(table.c.id == row_id).values(**after, updated_at=tx.now)
    )
    return RowChanged(table=table.name, row_id=row_id, before=before, after=after)
