"""What the orders screen asks of the database: jobs for the lanes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pos.domain.completion import CollectPromise
from pos.domain.receipt import Receipt
from pos.queries.order_detail import get_order
from pos.queries.orders import OrderCriteria, OrderFilter, OrderListRow, find_order_id, list_orders
from pos.queries.promised_lines import list_promised
from pos.queries.promises import Promise, list_promises
from pos.queries.receipt_copies import get_receipt_copy
from pos.queries.receipts import get_sale_receipt
from pos.queries.settings import read_settings
from pos.queries.store_rules import day_in_store
from pos.services import print_jobs
from pos.services.permissions import Actor
from pos.services.promises import collect_promise
from pos.uow import ReadTx, WriteTx
from ui.screens.orders.state import ShownOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What was found, and by which day what waits is measured.

    Attributes:
        today: The calendar day in the store.
        wait_days: Days after which what nobody fetched is given up.
    """

    rows: tuple[OrderListRow, ...]
    today: date
    wait_days: int


def looking(
    chosen: OrderFilter, search: str, *, rows_max: int, now: datetime
) -> Callable[[ReadTx], Listing]:
    """Return the job that finds orders."""

    def job(tx: ReadTx) -> Listing:
        today = day_in_store(tx, now)
        criteria = OrderCriteria(chosen=chosen, text=search, business_date=today, limit=rows_max)
        return Listing(
            rows=list_orders(tx, criteria), today=today, wait_days=read_settings(tx).wait_days
        )

    return job


def opening(order_id: UUID) -> Callable[[ReadTx], ShownOrder]:
    """Return the job that reads everything about an order."""

    def job(tx: ReadTx) -> ShownOrder:
        receipt = get_sale_receipt(tx, order_id)
        return ShownOrder(
            detail=get_order(tx, order_id),
            taxes=receipt.taxes,
            promised=list_promised(tx, order_id),
            promises=list_promises(tx, order_id),
        )

    return job


def opening_number(number: str) -> Callable[[ReadTx], ShownOrder | None]:
    """Return the job that reads the order with a number; its answer is None for an unknown one."""

    def job(tx: ReadTx) -> ShownOrder | None:
        order_id = find_order_id(tx, number)
        return None if order_id is None else opening(order_id)(tx)

    return job


def noting(promise: Promise, *, collection_id: UUID) -> Callable[[WriteTx, Actor], None]:
    """Return the job that notes that promised money came past the drawer."""

    def job(tx: WriteTx, actor: Actor) -> None:
        wish = CollectPromise(
            collection_id=collection_id,
            staff_id=actor.staff_id,
            payment_id=promise.payment_id,
            total_cents=promise.owed_cents,
        )
        collect_promise(tx, wish)

    return job


def reprinting(order_id: UUID) -> Callable[[WriteTx, Actor], UUID]:
    """Return the job that asks for a copy on paper."""

    def job(tx: WriteTx, actor: Actor) -> UUID:
        return print_jobs.enqueue_copy(tx, "orders", order_id, actor=actor)

    return job


def copying(row: OrderListRow) -> Callable[[WriteTx, Actor], Receipt]:
    """Return the job that gives out the receipt of an order, marked and journalled as a copy."""

    def job(tx: WriteTx, actor: Actor) -> Receipt:
        receipt = get_receipt_copy(tx, row.number, made_at=tx.now)
        print_jobs.note_file_copy(tx, "orders", row.order_id, actor=actor)
        return receipt

    return job
