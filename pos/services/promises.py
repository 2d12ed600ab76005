"""Collects money that was promised: what is left of an order for a cake, a delivery, an account.

Any register of the store collects it, in any way to pay. What comes are tenders of the same order
that settle the promise; the promise itself counted on the day of the sale and is over, `cancelled`.
When two tills that were apart collect one promise, both took money: central keeps both and says
so (promises.sql).
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from models.payments import PaymentRow
from pos.domain.bill import Bill
from pos.domain.completion import CollectPromise, CompletedSale
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.payment import SettledTender, Settlement, TenderEntry, settle
from pos.domain.permission import Action
from pos.domain.sale import HOLDS_MONEY, TenderState, payment_state
from pos.queries.payment_methods import read_method_ids
from pos.queries.promises import Promise, find_promise
from pos.queries.shifts import find_open_shift
from pos.queries.store_rules import read_pricing_rules
from pos.runtime.changes import Topic
from pos.services import print_jobs, sale_payments
from pos.services.cash_movements import ShiftNotOpenError
from pos.services.checkout import NotFullyPaidError
from pos.services.handing_over import HandOver, hand_over
from pos.services.journal import Entry, write_entry
from pos.services.permissions import Actor, require
from pos.uow import ReadTx, WriteTx

_PAYMENTS = PaymentRow.__table__
_ORDERS = OrderRow.__table__
_COLLECTED = (
    sa.select(
        _ORDERS.c.id.label("order_id"),
        _ORDERS.c.number,
        sa.func.sum(_PAYMENTS.c.amount_cents).label("amount_cents"),
        sa.func.sum(_PAYMENTS.c.change_cents).label("change_cents"),
        sa.func.sum(_PAYMENTS.c.rounding_cents).label("rounding_cents"),
    )
    .join_from(_PAYMENTS, _ORDERS, _ORDERS.c.id == _PAYMENTS.c.order_id)
    .where(
        _PAYMENTS.c.settles_payment_id
        == sa.select(_PAYMENTS.c.settles_payment_id)
        .where(_PAYMENTS.c.id == sa.bindparam("collection_id"))
        .scalar_subquery()
    )
    .group_by(_ORDERS.c.id, _ORDERS.c.number)
)
_OF_ORDER = sa.select(_PAYMENTS.c.status, _PAYMENTS.c.amount_cents).where(
    _PAYMENTS.c.order_id == sa.bindparam("order_id")
)
_ORDER = sa.select(_ORDERS.c.total_cents, _ORDERS.c.refunded_cents).where(
    _ORDERS.c.id == sa.bindparam("order_id")
)


class NothingPromisedError(RefusedError):
    """The promise was kept already, or nothing is owed of it."""


class BalanceChangedError(RefusedError):
    """Something else is owed than was shown. Facts: shown_cents, owed_cents."""


class PromiseForPromiseError(RefusedError):
    """A promise is not kept by another one. Facts: method_code."""


def collect_promise(tx: WriteTx, wish: CollectPromise) -> CompletedSale:
    """Write the tenders that settle a promise, and return what was posted for its order.

    Raises:
        PermissionDeniedError: The actor may not sell.
        NothingPromisedError: Nothing is owed of it.
        BalanceChangedError: Something else is owed than was shown.
        ShiftNotOpenError: There is no drawer for the money.
        PromiseForPromiseError: It would only be promised again.
        NotFullyPaidError: The tenders do not cover it.
        RefusedError: A tender does not fit, or it cannot be handed over; see
            `pos.services.sale_payments.accept_tenders` and `pos.services.handing_over`.
    """
    posted = find_collected(tx, wish.collection_id)
    if posted is not None:
        return posted
    require(tx, Actor(staff_id=wish.staff_id), Action.RING_SALE)
    promise = find_promise(tx, wish.payment_id)
    if promise is None:
        raise NothingPromisedError
    if promise.owed_cents != wish.total_cents:
        raise BalanceChangedError(shown_cents=wish.total_cents, owed_cents=promise.owed_cents)
    settlement = _settle(tx, wish, promise)
    _post(tx, wish, promise, settlement.payments)
    if wish.hands_over:
        hand_over(tx, HandOver(actor=Actor(staff_id=wish.staff_id), order_id=promise.order_id))
    return CompletedSale(
        order_id=promise.order_id,
        number=promise.order_number,
        total_cents=promise.owed_cents,
        change_cents=settlement.change_cents,
        rounding_cents=settlement.rounding_cents,
    )


def find_collected(tx: ReadTx, collection_id: UUID) -> CompletedSale | None:
    """Return what was posted under this id, or None: the answer to a second press."""
    row = tx.connection.execute(_COLLECTED, {"collection_id": collection_id}).first()
    if row is None:
        return None
    return CompletedSale(
        order_id=row.order_id,
        number=row.number,
        total_cents=row.amount_cents,
        change_cents=row.change_cents,
        rounding_cents=row.rounding_cents,
        was_posted_before=True,
    )


def _settle(tx: WriteTx, wish: CollectPromise, promise: Promise) -> Settlement:
    """Return the tenders as they are written: of what came past the drawer one in its own way."""
    rules = read_pricing_rules(tx)
    past_the_drawer = TenderEntry(
        method_code=promise.method_code, kind=promise.kind, reference=wish.reference or None
    )
    settlement = settle(
        promise.owed_cents,
        wish.tenders or (past_the_drawer,),
        cash_step_cents=rules.cash_step_cents,
        rounding=rules.rounding,
    )
    if settlement.remaining_cents:
        raise NotFullyPaidError(remaining_cents=settlement.remaining_cents, currency=rules.currency)
    return settlement


def _post(
    tx: WriteTx, wish: CollectPromise, promise: Promise, payments: tuple[SettledTender, ...]
) -> None:
    shift = find_open_shift(tx)
    if shift is None:
        raise ShiftNotOpenError
    bill = Bill(
        order_id=promise.order_id,
        customer_id=promise.customer_id,
        currency=promise.currency,
        shift_id=shift.shift_id,
        staff_id=wish.staff_id,
        payments=payments,
        settles_payment_id=promise.payment_id,
    )
    rows = sale_payments.payment_rows(tx, bill, _methods(tx, wish, bill))
    rows[0]["id"] = wish.collection_id
    tx.connection.execute(sa.insert(_PAYMENTS), rows)
    redeemed = sale_payments.take_from_accounts(tx, bill, rows)
    entry = write_entry(tx, _journal_entry(promise, bill))
    _bring_up_to_date(tx, promise)
    _ask_for_paper(tx, bill, wish.collection_id)
    written = (
        RowsWritten(table="payments", rows=tuple(rows)),
        RowsWritten(table="stored_value_entries", rows=tuple(redeemed)),
        RowsWritten(table="journal_entries", rows=(entry,)),
    )
    tx.record(
        Fact(
            kind="promise.collected",
            version=1,
            table="payments",
            row_id=wish.collection_id,
            rows=tuple(part for part in written if part.rows),
        )
    )
    tx.touched(Topic.SALES, promise.order_id)
    tx.touched(Topic.SHIFTS)


def _methods(tx: WriteTx, wish: CollectPromise, bill: Bill) -> Mapping[str, UUID]:
    """Return the ways to pay by their codes; what came past the drawer needs no leave."""
    if not wish.tenders:
        return read_method_ids(tx)
    for tender in bill.payments:
        if sale_payments.type_of(tender).is_promise:
            raise PromiseForPromiseError(method_code=tender.method_code)
    return sale_payments.accept_tenders(tx, bill)


def _journal_entry(promise: Promise, bill: Bill) -> Entry:
    return Entry(
        kind="cash_movement",
        payload={
            "kind": "balance",
            "of": promise.order_number,
            "amount_cents": promise.owed_cents,
            "tenders": [
                {"method": tender.method_code, "amount_cents": tender.amount_cents}
                for tender in bill.payments
            ],
        },
        order_id=bill.order_id,
        shift_id=bill.shift_id,
        staff_id=bill.staff_id,
    )


def _bring_up_to_date(tx: WriteTx, promise: Promise) -> None:
    """End the promise and write the sums of the order; central works out its own."""
    tx.connection.execute(
        sa.update(_PAYMENTS)
        .where(_PAYMENTS.c.id == promise.payment_id)
        .values(status=str(TenderState.CANCELLED), updated_at=tx.now)
    )
    which = {"order_id": promise.order_id}
    tenders = tx.connection.execute(_OF_ORDER, which).all()
    order = tx.connection.execute(_ORDER, which).one()
    states = [(TenderState(each.status), each.amount_cents) for each in tenders]
    sums: dict[str, Any] = {
        "paid_cents": sum(cents for state, cents in states if state in HOLDS_MONEY),
        "payment_status": str(
            payment_state(
                states, total_cents=order.total_cents, refunded_cents=order.refunded_cents
            )
        ),
    }
    tx.connection.execute(
        sa.update(_ORDERS).where(_ORDERS.c.id == promise.order_id).values(**sums, updated_at=tx.now)
    )


def _ask_for_paper(tx: WriteTx, bill: Bill, collection_id: UUID) -> None:
    goes_in = any(sale_payments.type_of(tender).opens_drawer for tender in bill.payments)
    print_jobs.enqueue_receipt(
        tx, "payments", collection_id, staff_id=bill.staff_id, opens_drawer=goes_in
    )
