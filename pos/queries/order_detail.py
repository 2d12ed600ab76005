"""One order with all that is known of it: lines, tenders, refunds and the steps of its life."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderLineRow, OrderRow, OrderStatusHistoryRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from pos.domain.errors import RefusedError
from pos.domain.goods_mark import KEY
from pos.domain.made_to_order import MadeToOrder, find_made_to_order
from pos.domain.moved_day import MovedDay, find_moved_day
from pos.domain.sale import TenderState
from pos.domain.sold_offer import SoldOffer, read_sold_offers, sum_sold_offers
from pos.queries.orders import LIST, OrderListRow
from pos.uow import ReadTx

_O = OrderRow.__table__
_LINES = OrderLineRow.__table__
_P = PaymentRow.__table__
_R = RefundRow.__table__
_M = PaymentMethodRow.__table__
_U = UserRow.__table__
_H = OrderStatusHistoryRow.__table__


class OrderNotFoundError(RefusedError):
    """No order has this number here. Facts: number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLineDetail:
    """One line of an order; amounts as they were sold.

    Attributes:
        returned_qty: What came back already, in `unit`.
        made: What was wished of goods made for the customer; None: they were made already.
        price_list_name: Whose price it was; None: the article's own, or a person's.
        offers: What each offer and coupon took off, as the row keeps it; None: nothing.
    """

    order_line_id: UUID
    line_no: int
    variant_id: UUID
    name: str
    variant_name: str
    sku: str
    barcode: str | None
    quantity: int
    returned_qty: int
    unit: str
    price_unit_qty: int
    unit_price_cents: int
    discount_cents: int
    total_cents: int
    note: str
    serial: str | None
    made: MadeToOrder | None
    price_list_name: str | None
    offers: list[dict[str, Any]] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderDetail:
    """One tender of an order, or, with a negative amount, one refund.

    Attributes:
        is_owed: The money is still to come.
    """

    method_name: str
    amount_cents: int
    tendered_cents: int
    change_cents: int
    at: datetime
    card_last4: str | None
    is_owed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One step in an order's life.

    Attributes:
        moved: The promised day that was moved by it; None: it led to another status.
        note: Why; "" where nobody said.
    """

    at: datetime
    to_status: str
    by: str
    moved: MovedDay | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDetail:
    """Everything about one order."""

    row: OrderListRow
    subtotal_cents: int
    discount_cents: int
    tax_cents: int
    rounding_cents: int
    note: str
    lines: tuple[OrderLineDetail, ...]
    tenders: tuple[TenderDetail, ...]
    history: tuple[StatusStep, ...]

    @property
    def offers(self) -> tuple[SoldOffer, ...]:
        """What each offer and coupon took off the whole."""
        return sum_sold_offers(read_sold_offers(line.offers) for line in self.lines)


_LINES_OF = (
    sa.select(
        _LINES.c.id.label("order_line_id"),
        _LINES.c.line_no,
        _LINES.c.variant_id,
        _LINES.c.product_name.label("name"),
        _LINES.c.variant_name,
        _LINES.c.sku,
        _LINES.c.barcode,
        _LINES.c.quantity,
        _LINES.c.returned_qty,
        _LINES.c.unit,
        _LINES.c.price_unit_qty,
        _LINES.c.unit_price_cents,
        _LINES.c.discount_cents,
        _LINES.c.total_cents,
        sa.func.coalesce(_LINES.c.note, "").label("note"),
        _LINES.c.price_list_name,
        _LINES.c.offers,
        _LINES.c.customization[(KEY, "serial")].as_string().label("serial"),
        _LINES.c.customization,
    )
    .where(_LINES.c.order_id == sa.bindparam("order_id"))
    .order_by(_LINES.c.line_no)
)
# Tries that failed, and promises that were kept: what came for them are tenders of their own.
_GONE = (str(TenderState.FAILED), str(TenderState.CANCELLED))
_TENDERS_OF = (
    sa.select(
        _M.c.name.label("method_name"),
        _P.c.amount_cents,
        sa.func.coalesce(_P.c.tendered_cents, _P.c.amount_cents).label("tendered_cents"),
        _P.c.change_cents,
        _P.c.created_at.label("at"),
        _P.c.card_last4,
        (
            (_P.c.status == str(TenderState.PENDING)) & (_P.c.refunded_cents < _P.c.amount_cents)
        ).label("is_owed"),
    )
    .join_from(_P, _M, _M.c.id == _P.c.method_id)
    .where(_P.c.order_id == sa.bindparam("order_id"), _P.c.status.not_in(_GONE))
    .order_by(_P.c.number)
)
_REFUNDS_OF = (
    sa.select(
        _M.c.name.label("method_name"),
        (-_R.c.amount_cents).label("amount_cents"),
        (-_R.c.amount_cents - _R.c.rounding_cents).label("tendered_cents"),
        sa.literal(0).label("change_cents"),
        _R.c.created_at.label("at"),
        sa.null().label("card_last4"),
    )
    .join_from(_R, _M, _M.c.id == _R.c.method_id)
    .where(_R.c.order_id == sa.bindparam("order_id"))
    .order_by(_R.c.number)
)
_STEPS_OF = (
    sa.select(
        _H.c.created_at.label("at"),
        _H.c.to_status,
        sa.func.coalesce(_U.c.name, "").label("by"),
        _H.c.notes,
    )
    .select_from(_H.outerjoin(_U, _U.c.id == _H.c.changed_by))
    .where(_H.c.order_id == sa.bindparam("order_id"))
    .order_by(_H.c.created_at, _H.c.id)
)
_SUMS_OF = sa.select(
    _O.c.subtotal_cents,
    _O.c.discount_cents,
    _O.c.tax_cents,
    _O.c.rounding_cents,
    sa.func.coalesce(_O.c.customer_notes, "").label("note"),
).where(_O.c.id == sa.bindparam("order_id"))


def get_order(tx: ReadTx, order_id: UUID) -> OrderDetail:
    """Return everything about an order.

    Raises:
        OrderNotFoundError: This register does not know it.
    """
    run = tx.connection.execute
    row = run(LIST.where(_O.c.id == order_id)).mappings().first()
    if row is None:
        raise OrderNotFoundError(number=str(order_id))
    which = {"order_id": order_id}
    sums = run(_SUMS_OF, which).mappings().one()
    return OrderDetail(
        row=OrderListRow(**row),
        **sums,
        lines=tuple(_line_of(line) for line in run(_LINES_OF, which).mappings()),
        tenders=tuple(
            TenderDetail(**tender)
            for query in (_TENDERS_OF, _REFUNDS_OF)
            for tender in run(query, which).mappings()
        ),
        history=tuple(_step_of(step) for step in run(_STEPS_OF, which).mappings()),
    )


def _line_of(row: sa.RowMapping) -> OrderLineDetail:
    columns = dict(row)
    made = find_made_to_order(columns.pop("customization"))
    return OrderLineDetail(**columns, made=made)


def _step_of(row: sa.RowMapping) -> StatusStep:
    columns = dict(row)
    notes = columns.pop("notes")
    moved = find_moved_day(notes)
    return StatusStep(**columns, moved=moved, note=moved.reason if moved else notes or "")
