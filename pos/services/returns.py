"""Takes goods back against a receipt.

How much may come back is counted in the same transaction that writes the return, so it can never
be more than was sold. The customer gets what was paid, to the tenders it was paid with.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.payments import RefundRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.payment import TenderKind
from pos.domain.permission import Action
from pos.domain.returns import (
    LineRefund,
    RefundPart,
    ReturnTooLateError,
    check_return_day,
    plan_refund,
    refund_line,
)
from pos.queries.people import read_grants
from pos.queries.returns import ReturnableLine, ReturnableOrder, find_returnable
from pos.queries.settings import read_settings
from pos.queries.shifts import find_open_shift
from pos.queries.store_rules import read_pricing_rules
from pos.runtime.changes import Topic
from pos.services import print_jobs, return_rows
from pos.services.card_refunds import begin_refunds
from pos.services.journal import write_entry
from pos.services.permissions import Actor, PermissionDeniedError, require
from pos.services.return_rows import ReturnedGoods, Taking
from pos.services.return_sums import bring_sums_up_to_date
from pos.services.stock import move
from pos.tenders import get_tender_type
from pos.uow import ReadTx, WriteTx

_RETURNS = ReturnRow.__table__
_REFUNDS = RefundRow.__table__


class ReceiptNotFoundError(RefusedError):
    """This register does not know the receipt. Facts: number."""


class NotFetchedError(RefusedError):
    """It is made to order and was not handed over yet: the order is cancelled. Facts: number."""


class NothingToReturnError(RefusedError):
    """No line was chosen."""


class NoTenderForRefundError(RefusedError):
    """A part of the refund fits no tender of the sale. Facts: unplaced_cents, currency."""


class ReturnNeedsShiftError(RefusedError):
    """The drawer of this register has no open shift."""


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


def accept_return(tx: WriteTx, wish: AcceptReturn) -> AcceptedReturn:
    """Post a return: lines, refunds, stock, journal, receipt and fact.

    Raises:
        ReceiptNotFoundError: Nobody here sold this.
        NothingToReturnError: No goods were chosen.
        NotFetchedError: It waits to be fetched.
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
    rules = read_pricing_rules(tx)
    plan = plan_refund(
        taking.refund_cents,
        taking.order.tenders,
        cash_step_cents=rules.cash_step_cents,
        rounding=rules.rounding,
    )
    if plan.unplaced_cents:
        raise NoTenderForRefundError(
            unplaced_cents=plan.unplaced_cents, currency=taking.order.currency
        )
    return post_return(tx, taking, plan.parts)


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


def _begin(tx: WriteTx, wish: AcceptReturn) -> Taking:
    order = find_returnable(tx, wish.number)
    if order is None:
        raise ReceiptNotFoundError(number=wish.number)
    shift = find_open_shift(tx)
    if shift is None:
        raise ReturnNeedsShiftError
    refunds = _price(order, wish.goods)
    total = sum(refund.refund_cents for _, _, refund in refunds)
    return Taking(
        return_id=wish.return_id,
        actor=wish.actor,
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
        if line.waits:
            raise NotFetchedError(number=order.number)
        priced.append((each, line, refund_line(line.sold, each.quantity)))
    return tuple(priced)


def _allow(
    tx: WriteTx, actor: Actor, order: ReturnableOrder, *, today: date, refund_cents: int
) -> UUID | None:
    """Return who approved it; a late return and a large one need a manager.

    One approval serves for a return that is both, when who gave it may do both.
    """
    settings = read_settings(tx)
    is_large = refund_cents > settings.return_approval_cents
    try:
        check_return_day(order.sold_on or today, today=today, days=settings.return_days)
    except ReturnTooLateError:
        approved_by = require(tx, actor, Action.RETURN_LATE, size=refund_cents)
        answers = read_grants(tx, approved_by or actor.staff_id)
        if is_large and not answers.may_approve(Action.RETURN_LARGE, size=refund_cents):
            raise PermissionDeniedError(action=Action.RETURN_LARGE) from None
        return approved_by
    action = Action.RETURN_LARGE if is_large else Action.ACCEPT_RETURN
    return require(tx, actor, action, size=refund_cents)


def post_return(tx: WriteTx, taking: Taking, parts: tuple[RefundPart, ...]) -> AcceptedReturn:
    """Write a return that was allowed and priced, and return what was posted."""
    header = return_rows.return_row(tx, taking)
    lines = [
        return_rows.line_row(tx, taking, goods=goods, line=line, refund=refund, line_no=number)
        for number, (goods, line, refund) in enumerate(taking.refunds, start=1)
    ]
    refunds = [return_rows.refund_row(tx, taking, part) for part in parts]
    run = tx.connection.execute
    run(sa.insert(_RETURNS), header)
    run(sa.insert(ReturnLineRow.__table__), lines)
    if refunds:
        run(sa.insert(_REFUNDS), refunds)
    recharged = return_rows.recharges(tx, taking, parts, refunds)
    unloaded = return_rows.unloadings(tx, taking)
    movements = move(tx, return_rows.movements(tx, taking))
    bring_sums_up_to_date(tx, taking, parts)
    journal = write_entry(tx, return_rows.journal_entry(tx, taking, parts))
    _ask_for_paper(tx, taking, parts)
    if any(part.kind is TenderKind.CARD for part in parts):
        begin_refunds(tx, taking.return_id)
    written = (
        RowsWritten(table="returns", rows=(header,)),
        RowsWritten(table="return_lines", rows=tuple(lines)),
        RowsWritten(table="refunds", rows=tuple(refunds)),
        RowsWritten(table="stored_value_entries", rows=(*recharged, *unloaded)),
        RowsWritten(table="stock_movements", rows=movements),
        RowsWritten(table="journal_entries", rows=(journal,)),
    )
    tx.record(
        Fact(
            kind="return.accepted",
            version=1,
            table="returns",
            row_id=taking.return_id,
            rows=tuple(part for part in written if part.rows),
        )
    )
    tx.touched(Topic.SALES, taking.order.order_id)
    tx.touched(Topic.SHIFTS)
    return AcceptedReturn(
        return_id=taking.return_id,
        number=taking.number,
        refund_cents=taking.refund_cents,
        payout_cents=sum(part.payout_cents for part in parts),
        parts=parts,
    )


def _ask_for_paper(tx: WriteTx, taking: Taking, parts: tuple[RefundPart, ...]) -> None:
    comes_out = any(
        get_tender_type(part.method_code, kind=part.kind).opens_drawer for part in parts
    )
    print_jobs.enqueue_receipt(
        tx,
        "returns",
        taking.return_id,
        staff_id=taking.actor.staff_id,
        opens_drawer=comes_out,
    )
