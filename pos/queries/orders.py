"""Orders for the list, for the detail, and for what may come back of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderLineRow, OrderRow, OrderStatusHistoryRow
from models.payments import PaymentMethodRow, PaymentRow, RefundRow
from models.sync import OutboxRow, SyncStateRow
from pos.domain.errors import RefusedError
from pos.domain.goods_mark import KEY
from pos.domain.made_to_order import KEY as MADE
from pos.domain.made_to_order import MadeToOrder, find_made_to_order
from pos.domain.sold_offer import SoldOffer, read_sold_offers, sum_sold_offers
from pos.identity import CENTRAL_KEY
from pos.uow import ReadTx

ORDERS_MAX = 200
"""Orders of one page of the list, newest first."""

_O = OrderRow.__table__
_LINES = OrderLineRow.__table__
_P = PaymentRow.__table__
_R = RefundRow.__table__
_M = PaymentMethodRow.__table__
_U = UserRow.__table__
_H = OrderStatusHistoryRow.__table__
_OUTBOX = OutboxRow.__table__


class OrderNotFoundError(RefusedError):
    """No order has this number here. Facts: number."""


class OrderFilter(StrEnum):
    """The chips above the list."""

    ALL = "all"
    TODAY = "today"
    RETURNED = "returned"
    UNSENT = "unsent"
    ONLINE = "online"
    TO_MAKE = "to_make"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCriteria:
    """What the list should show.

    Attributes:
        text: Part of a number or of a customer's name; empty: any.
        business_date: The day that TODAY means, and from which on something is TO_MAKE.
    """

    chosen: OrderFilter = OrderFilter.ALL
    text: str = ""
    business_date: date | None = None
    limit: int = ORDERS_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderListRow:
    """One order in the list.

    Attributes:
        placed_at: UTC.
        pieces: Sum of the quantities that are counted in pieces, and one for each weighed line.
        is_sent: Central has it.
        ready_on: The first day for which something of it was promised; None: it was at hand.
    """

    order_id: UUID
    number: str
    placed_at: datetime
    cashier: str
    customer_name: str
    channel: str
    status: str
    payment_status: str
    currency: str
    total_cents: int
    refunded_cents: int
    pieces: int
    is_sent: bool
    ready_on: date | None = None


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
    """One tender of an order, or, with a negative amount, one refund."""

    method_name: str
    amount_cents: int
    tendered_cents: int
    change_cents: int
    at: datetime
    card_last4: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One step in an order's life."""

    at: datetime
    to_status: str
    by: str


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


_PIECES = (
    sa.select(
        sa.func.coalesce(
            sa.func.sum(sa.case((_LINES.c.unit == "each", _LINES.c.quantity), else_=1)), 0
        )
    )
    .where(_LINES.c.order_id == _O.c.id)
    .scalar_subquery()
)
_READY_ON = _LINES.c.customization[(MADE, "ready_on")].as_string()
_IS_MADE = (
    _LINES.c.customization.is_not(None)
    & _READY_ON.is_not(None)
    & (_LINES.c.quantity > _LINES.c.returned_qty)
)
_FIRST_READY = sa.type_coerce(
    sa.select(sa.func.min(_READY_ON))
    .where(_LINES.c.order_id == _O.c.id, _IS_MADE)
    .correlate(_O)
    .scalar_subquery(),
    _O.c.business_date.type,
)
# A register that works alone has nobody to send to, so nothing waits.
_WAITS = sa.and_(
    sa.exists().where(SyncStateRow.__table__.c.key == CENTRAL_KEY),
    sa.exists().where(
        _OUTBOX.c.row_id == _O.c.id, _OUTBOX.c.table_name == "orders", _OUTBOX.c.acked_at.is_(None)
    ),
)
_LIST = (
    sa.select(
        _O.c.id.label("order_id"),
        _O.c.number,
        _O.c.placed_at,
        sa.func.coalesce(_U.c.name, "").label("cashier"),
        sa.func.coalesce(_O.c.customer_name, "").label("customer_name"),
        _O.c.channel,
        _O.c.status,
        _O.c.payment_status,
        _O.c.currency,
        _O.c.total_cents,
        _O.c.refunded_cents,
        _PIECES.label("pieces"),
        sa.not_(_WAITS).label("is_sent"),
        _FIRST_READY.label("ready_on"),
    )
    .select_from(_O.outerjoin(_U, _U.c.id == _O.c.staff_id))
    .order_by(_O.c.placed_at.desc(), _O.c.number.desc())
)
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
_TENDERS_OF = (
    sa.select(
        _M.c.name.label("method_name"),
        _P.c.amount_cents,
        sa.func.coalesce(_P.c.tendered_cents, _P.c.amount_cents).label("tendered_cents"),
        _P.c.change_cents,
        _P.c.created_at.label("at"),
        _P.c.card_last4,
    )
    .join_from(_P, _M, _M.c.id == _P.c.method_id)
    .where(_P.c.order_id == sa.bindparam("order_id"))
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


def list_orders(tx: ReadTx, criteria: OrderCriteria) -> tuple[OrderListRow, ...]:
    """Return the orders that this register knows and that fit, newest first.

    What is to be made comes in the order of the days for which it was promised.
    """
    query = _LIST.where(_O.c.store_id == tx.register.store_id).limit(criteria.limit)
    match criteria.chosen:
        case OrderFilter.TODAY:
            query = query.where(_O.c.business_date == criteria.business_date)
        case OrderFilter.RETURNED:
            query = query.where(_O.c.refunded_cents > 0)
        case OrderFilter.UNSENT:
            query = query.where(_WAITS)
        case OrderFilter.ONLINE:
            query = query.where(_O.c.channel != "register")
        case OrderFilter.TO_MAKE:
            query = _soonest_first(query, from_day=criteria.business_date)
        case OrderFilter.ALL:
            pass
    if criteria.text.strip():
        part = criteria.text.strip()
        query = query.where(
            _O.c.number.icontains(part, autoescape=True)
            | _O.c.customer_name.icontains(part, autoescape=True)
        )
    return tuple(OrderListRow(**row) for row in tx.connection.execute(query).mappings())


def _soonest_first(query: sa.Select[Any], *, from_day: date | None) -> sa.Select[Any]:
    due = _IS_MADE if from_day is None else _IS_MADE & (from_day.isoformat() <= _READY_ON)
    return (
        query.where(_O.c.id.in_(sa.select(_LINES.c.order_id).where(due)))
        .where(_O.c.status != "cancelled")
        .order_by(None)
        .order_by(_FIRST_READY, _O.c.placed_at)
    )


def find_order_id(tx: ReadTx, number: str) -> UUID | None:
    """Return the order with this number, or None."""
    return tx.connection.execute(
        sa.select(_O.c.id).where(_O.c.number == number)
    ).scalar_one_or_none()


def get_order(tx: ReadTx, order_id: UUID) -> OrderDetail:
    """Return everything about an order.

    Raises:
        OrderNotFoundError: This register does not know it.
    """
    run = tx.connection.execute
    row = run(_LIST.where(_O.c.id == order_id)).mappings().first()
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
        history=tuple(StatusStep(**step) for step in run(_STEPS_OF, which).mappings()),
    )


def _line_of(row: sa.RowMapping) -> OrderLineDetail:
    columns = dict(row)
    made = find_made_to_order(columns.pop("customization"))
    return OrderLineDetail(**columns, made=made)
