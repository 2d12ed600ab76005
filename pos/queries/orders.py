"""Orders as the list shows them, and which of them are looked for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.identity import UserRow
from models.orders import OrderLineRow, OrderRow
from models.sync import OutboxRow, SyncStateRow
from pos.domain.made_to_order import KEY as MADE
from pos.domain.sale import WAITING
from pos.identity import CENTRAL_KEY
from pos.uow import ReadTx

ORDERS_MAX = 200
"""Orders of one page of the list, newest first."""

_O = OrderRow.__table__
_LINES = OrderLineRow.__table__
_U = UserRow.__table__
_OUTBOX = OutboxRow.__table__


class OrderFilter(StrEnum):
    """The chips above the list."""

    ALL = "all"
    TODAY = "today"
    RETURNED = "returned"
    UNSENT = "unsent"
    ONLINE = "online"
    TO_MAKE = "to_make"
    TO_COLLECT = "to_collect"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCriteria:
    """What the list should show.

    Attributes:
        text: Part of a number or of a customer's name; empty: any.
        business_date: The day that TODAY means, from which on something is TO_MAKE, and whose
            orders are the first TO_COLLECT.
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

    @property
    def wanted_on(self) -> date | None:
        """The day for which it is promised, while somebody still has to fetch it; else None."""
        return self.ready_on if self.status in WAITING else None


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
LIST = (
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


def list_orders(tx: ReadTx, criteria: OrderCriteria) -> tuple[OrderListRow, ...]:
    """Return the orders that this register knows and that fit, newest first.

    What is to be made comes in the order of the days for which it was promised; of what is to be
    fetched today's comes first, then what is late, then what has time.
    """
    query = LIST.where(_O.c.store_id == tx.register.store_id).limit(criteria.limit)
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
            query = _to_make(query, from_day=criteria.business_date)
        case OrderFilter.TO_COLLECT:
            query = _to_collect(query, today=criteria.business_date)
        case OrderFilter.ALL:
            pass
    if criteria.text.strip():
        part = criteria.text.strip()
        query = query.where(
            _O.c.number.icontains(part, autoescape=True)
            | _O.c.customer_name.icontains(part, autoescape=True)
        )
    return tuple(OrderListRow(**row) for row in tx.connection.execute(query).mappings())


def _to_make(query: sa.Select[Any], *, from_day: date | None) -> sa.Select[Any]:
    due = _IS_MADE if from_day is None else _IS_MADE & (from_day.isoformat() <= _READY_ON)
    return _waiting(query, due).order_by(_FIRST_READY, _O.c.placed_at)


def _to_collect(query: sa.Select[Any], *, today: date | None) -> sa.Select[Any]:
    day = sa.literal(today, type_=_O.c.business_date.type)
    rank = sa.case((day == _FIRST_READY, 0), (day > _FIRST_READY, 1), else_=2)
    return _waiting(query, _IS_MADE).order_by(rank, _FIRST_READY, _O.c.placed_at)


def _waiting(query: sa.Select[Any], due: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        query.where(_O.c.id.in_(sa.select(_LINES.c.order_id).where(due)))
        .where(_O.c.status.in_(WAITING))
        .order_by(None)
    )


def find_order_id(tx: ReadTx, number: str) -> UUID | None:
    """Return the order with this number, or None."""
    return tx.connection.execute(
        sa.select(_O.c.id).where(_O.c.number == number)
    ).scalar_one_or_none()
