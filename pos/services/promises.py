"""Collects money that was promised: on account, or by whoever delivered the goods.

The promise is captured where it is; it counted among the tenders of its own day. What comes in cash
goes into the drawer as cash that was paid in, so the drawer of today is right, too.
"""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from models.payments import PaymentRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged
from pos.domain.payment import clean_reference
from pos.domain.permission import Action
from pos.domain.sale import TenderState, payment_state
from pos.domain.shift import CashMovementKind
from pos.queries.promises import Promise, find_promise
from pos.queries.shifts import find_open_shift
from pos.runtime.changes import Topic
from pos.services.audit import AuditEntry, write_audit
from pos.services.cash_movements import MoveCashWish, ShiftNotOpenError, post_movement
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_PAYMENTS = PaymentRow.__table__
_ORDERS = OrderRow.__table__
_OF_ORDER = sa.select(
    _PAYMENTS.c.status, _PAYMENTS.c.amount_cents, _PAYMENTS.c.refunded_cents
).where(_PAYMENTS.c.order_id == sa.bindparam("order_id"))
_ORDER = sa.select(_ORDERS.c.total_cents, _ORDERS.c.refunded_cents).where(
    _ORDERS.c.id == sa.bindparam("order_id")
)


class NothingPromisedError(RefusedError):
    """The promise was kept already, or nothing is owed of it."""


class PromisedElsewhereError(RefusedError):
    """Another register wrote the promise, and keeps its tender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectPromise:
    """The wish to note that promised money came.

    Attributes:
        in_cash: It goes into this drawer; else it came through a bank, a courier or a terminal.
        reference: By what it is found again; "" for cash.
    """

    actor: Actor
    payment_id: UUID
    in_cash: bool
    reference: str = ""


def collect_promise(tx: WriteTx, wish: CollectPromise) -> Promise:
    """Capture a promise and return what it was.

    Raises:
        PermissionDeniedError: The actor may not sell.
        NothingPromisedError: Nothing is owed of it.
        PromisedElsewhereError: It is another register's.
        ShiftNotOpenError: There is no drawer for the cash.
        RefusedError: The reference cannot be kept.
    """
    require(tx, wish.actor, Action.RING_SALE)
    promise = find_promise(tx, wish.payment_id)
    if promise is None:
        raise NothingPromisedError
    if promise.register_id != tx.register.register_id:
        raise PromisedElsewhereError
    if wish.in_cash:
        _pay_in(tx, wish, promise)
    _capture(tx, wish, promise)
    _bring_order_up_to_date(tx, promise.order_id)
    tx.touched(Topic.SALES, promise.order_id)
    return promise


def _pay_in(tx: WriteTx, wish: CollectPromise, promise: Promise) -> None:
    shift = find_open_shift(tx)
    if shift is None:
        raise ShiftNotOpenError
    cash = MoveCashWish(
        actor=wish.actor,
        kind=CashMovementKind.PAY_IN,
        amount_cents=promise.owed_cents,
        reason=f"{promise.method_name} {promise.order_number}",
    )
    post_movement(tx, cash, shift_id=shift.shift_id)


def _capture(tx: WriteTx, wish: CollectPromise, promise: Promise) -> None:
    reference = clean_reference(wish.reference)
    before = {"status": str(TenderState.PENDING), "captured_at": None}
    after = {"status": str(TenderState.CAPTURED), "captured_at": tx.now}
    if reference:
        before["provider_response"] = None
        after["provider_response"] = {"reference": reference}
    tx.connection.execute(
        sa.update(_PAYMENTS)
        .where(_PAYMENTS.c.id == promise.payment_id)
        .values(**after, updated_at=tx.now)
    )
    changed = RowChanged(table="payments", row_id=promise.payment_id, before=before, after=after)
    tx.record(
        Fact(
            kind="promise.collected",
            version=1,
            table="payments",
            row_id=promise.payment_id,
            operation=Operation.UPDATE,
            changes=(changed,),
        )
    )
    write_audit(
        tx,
        AuditEntry(
            action="promise.collected",
            actor_id=wish.actor.staff_id,
            target_type="payments",
            target_id=str(promise.payment_id),
            metadata={"amount_cents": promise.owed_cents, "in_cash": wish.in_cash},
        ),
    )


def _bring_order_up_to_date(tx: WriteTx, order_id: UUID) -> None:
    """Write the sums of the order; central works out its own."""
    which = {"order_id": order_id}
    tenders = tx.connection.execute(_OF_ORDER, which).all()
    order = tx.connection.execute(_ORDER, which).one()
    states = [(TenderState(each.status), each.amount_cents) for each in tenders]
    state = payment_state(
        states, total_cents=order.total_cents, refunded_cents=order.refunded_cents
    )
    held = {TenderState.CAPTURED, TenderState.PARTIALLY_REFUNDED, TenderState.REFUNDED}
    paid = sum(cents for each, cents in states if each in held)
    tx.connection.execute(
        sa.update(_ORDERS)
        .where(_ORDERS.c.id == order_id)
        .values(paid_cents=paid, payment_status=str(state), updated_at=tx.now)
    )
