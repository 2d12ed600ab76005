"""What an order promises for which day, and to which days it can be moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import VariantRow
from models.orders import OrderLineRow, OrderRow
from pos.domain.made_to_order import MadeToOrder, find_made_to_order
from pos.domain.quantity import Unit, pieces_of
from pos.domain.ready_day import Making, free_days, parse_closed_days
from pos.domain.sale import WAITING
from pos.queries.ready_days import count_promised
from pos.queries.settings import read_settings
from pos.queries.store_rules import day_in_store
from pos.uow import ReadTx

_O = OrderRow.__table__
_L = OrderLineRow.__table__
_V = VariantRow.__table__

_LINES_OF = (
    sa.select(
        _L.c.id.label("line_id"),
        _L.c.unit,
        (_L.c.quantity - _L.c.returned_qty).label("quantity"),
        _L.c.customization,
        sa.func.coalesce(_V.c.lead_time_days, 0).label("lead_days"),
    )
    .select_from(_L.join(_O, _O.c.id == _L.c.order_id).outerjoin(_V, _V.c.id == _L.c.variant_id))
    .where(
        _L.c.order_id == sa.bindparam("order_id"),
        _L.c.customization.is_not(None),
        _L.c.quantity > _L.c.returned_qty,
        _O.c.status.in_(WAITING),
    )
    .order_by(_L.c.line_no)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedLine:
    """A line of an order that is made for the customer.

    Attributes:
        pieces: What is still to come of it; weighed goods are one piece.
        lead_days: Open days that it takes.
        customization: All that the line keeps, the wish among it.
    """

    line_id: UUID
    pieces: int
    lead_days: int
    made: MadeToOrder
    customization: dict[str, Any]


def list_promised(tx: ReadTx, order_id: UUID) -> tuple[PromisedLine, ...]:
    """Return the lines of an order that are still promised, the first day first."""
    rows = tx.connection.execute(_LINES_OF, {"order_id": order_id}).mappings()
    found = [line for line in map(_find_line, rows) if line is not None]
    return tuple(sorted(found, key=lambda line: line.made.ready_on))


def read_moving(tx: ReadTx, lines: Sequence[PromisedLine], *, now: datetime) -> Making:
    """Return what decides to which day these lines can be moved together.

    Their present day is counted as taken by them, so it is no day to move to.

    Args:
        lines: At least one.
        now: UTC.
    """
    settings, today = read_settings(tx), day_in_store(tx, now)
    return Making(
        today=today,
        lead_days=max(line.lead_days for line in lines),
        pieces=sum(line.pieces for line in lines),
        closed=parse_closed_days(settings.closed_days),
        per_day=settings.made_per_day,
        taken=count_promised(tx, today=today),
    )


def list_days_to_move_to(
    tx: ReadTx, lines: Sequence[PromisedLine], *, now: datetime
) -> tuple[date, ...]:
    """Return the days to which these lines can be moved together, the earliest first."""
    promised = {line.made.ready_on for line in lines}
    making = read_moving(tx, lines, now=now)
    return tuple(day for day in free_days(making) if day not in promised)


def _find_line(row: sa.RowMapping) -> PromisedLine | None:
    made = find_made_to_order(row["customization"])
    if made is None:
        return None
    return PromisedLine(
        line_id=row["line_id"],
        pieces=pieces_of(Unit(row["unit"]), row["quantity"]),
        lead_days=row["lead_days"],
        made=made,
        customization=dict(row["customization"]),
    )
