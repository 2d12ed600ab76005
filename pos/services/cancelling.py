"""Cancels an order that waits to be fetched: what was paid goes back, less what was agreed on.

It is a return of goods that were never handed over, so every figure of a return holds for it. What
the shop keeps of the deposit stays in the turnover of the sale, with its share of the taxes.
"""

from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowsWritten
from pos.domain.permission import Action
from pos.domain.returns import Disposition, LineRefund, Reason, RefundPart, plan_refund
from pos.domain.sale import SaleState
from pos.domain.text import clean_reason
from pos.queries.cancelling import Cancelling, find_cancelling
from pos.queries.returns import ReturnableOrder
from pos.queries.shifts import find_open_shift
from pos.queries.store_rules import day_in_store, read_pricing_rules
from pos.services.order_steps import OrderStep, write_step
from pos.services.permissions import Actor, require
from pos.services.return_rows import ReturnedGoods, Taking
from pos.services.returns import (
    AcceptedReturn,
    NoTenderForRefundError,
    ReturnNeedsShiftError,
    find_accepted_return,
    post_return,
)
from pos.uow import WriteTx

_ORDERS = OrderRow.__table__


class CancelNeedsReasonError(RefusedError):
    """Nobody cancels an order without saying why."""


class NothingToCancelError(RefusedError):
    """It was handed over or cancelled already, or it is no order that waits here."""


class CancelledElsewhereError(RefusedError):
    """Only the register that sold an order cancels it, or headquarters."""


class BackChangedError(RefusedError):
    """Something else is given back than was shown. Facts: shown_cents, back_cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder:
    """The wish to cancel an order that waits.

    Attributes:
        return_id: Made when it began; asked twice, posted once.
        back_cents: What was shown to go back to the customer.
        reason: Why; kept with the order.
    """

    return_id: UUID
    actor: Actor
    order_id: UUID
    back_cents: int
    reason: str


def cancel_order(tx: WriteTx, wish: CancelOrder) -> AcceptedReturn:
    """Give back what was paid, less the forfeit, and cancel the order.

    What was taken along already stays sold: of such an order only the rest is given up.

    Raises:
        CancelNeedsReasonError: Say why.
        RefusedError: The reason cannot be kept.
        NothingToCancelError: It does not wait, or not any more.
        CancelledElsewhereError: Another register sold it.
        BackChangedError: Something else goes back than was shown: a day is over.
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        ReturnNeedsShiftError: Open a shift first.
        NoTenderForRefundError: The tenders cannot take it back.
    """
    posted = find_accepted_return(tx, wish.return_id)
    if posted is not None:
        return posted
    reason = clean_reason(wish.reason, missing=CancelNeedsReasonError)
    found = find_cancelling(tx, wish.order_id, today=day_in_store(tx, tx.now))
    if found is None:
        raise NothingToCancelError
    if found.takes_all and found.register_id != tx.register.register_id:
        raise CancelledElsewhereError
    if found.forfeit.back_cents != wish.back_cents:
        raise BackChangedError(shown_cents=wish.back_cents, back_cents=found.forfeit.back_cents)
    taking = _taking(tx, wish, found)
    accepted = post_return(tx, taking, _plan(tx, taking))
    _end(tx, taking, reason, takes_all=found.takes_all)
    return accepted


def _taking(tx: WriteTx, wish: CancelOrder, found: Cancelling) -> Taking:
    approved_by = require(tx, wish.actor, Action.CANCEL_ORDER, size=found.forfeit.back_cents)
    shift = find_open_shift(tx)
    if shift is None:
        raise ReturnNeedsShiftError
    refunds = tuple(
        (_goods(refund, kept), line, refund.keep(kept))
        for (line, refund), kept in zip(found.lines, found.forfeit.kept, strict=True)
    )
    return Taking(
        return_id=wish.return_id,
        actor=wish.actor,
        order=_promises_last(found),
        shift=shift,
        number=f"{tx.register.number_prefix}-R{tx.next_number('return'):06d}",
        approved_by=approved_by,
        refunds=refunds,
    )


def _goods(refund: LineRefund, kept_cents: int) -> ReturnedGoods:
    """Return the goods: where something is kept they are made already, and nobody else's."""
    return ReturnedGoods(
        order_line_id=refund.line_id,
        quantity=refund.quantity,
        reason=Reason.CHANGED_MIND,
        disposition=Disposition.SCRAP if kept_cents else Disposition.RESTOCK,
    )


def _plan(tx: WriteTx, taking: Taking) -> tuple[RefundPart, ...]:
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
    return plan.parts


def _end(tx: WriteTx, taking: Taking, reason: str, *, takes_all: bool) -> None:
    """Write the step: cancelled, or over where the customer has the rest of it."""
    order_id = taking.order.order_id
    state = SaleState.CANCELLED if takes_all else SaleState.COMPLETED
    given_up = OrderStep(
        order_id=order_id,
        staff_id=taking.actor.staff_id,
        to_state=state,
        notes=reason,
        shift_id=taking.shift.shift_id,
    )
    step = write_step(tx, given_up)
    moment = {"cancelled_at": tx.now, "cancellation_reason": reason}
    tx.connection.execute(
        sa.update(_ORDERS)
        .where(_ORDERS.c.id == order_id)
        .values(
            status=str(state),
            updated_at=tx.now,
            **(moment if takes_all else {"delivered_at": tx.now}),
        )
    )
    tx.record(
        Fact(
            kind="order.cancelled",
            version=1,
            table="orders",
            row_id=order_id,
            operation=Operation.UPDATE,
            rows=(RowsWritten(table="order_status_history", rows=(step,)),),
        )
    )


def _promises_last(found: Cancelling) -> ReturnableOrder:
    """Return the order with its promises after its money: first nothing more is owed."""
    tenders = sorted(found.order.tenders, key=lambda tender: not tender.is_collected)
    return replace(found.order, tenders=tuple(tenders))
