"""What is promised for the days ahead, and how much can be made on each."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import VariantRow
from models.orders import OrderLineRow, OrderRow
from pos.domain.cart import CartLine
from pos.domain.made_to_order import KEY
from pos.domain.quantity import Unit, pieces_of
from pos.domain.ready_day import Making, parse_closed_days
from pos.queries.settings import read_settings
from pos.queries.store_rules import day_in_store
from pos.uow import ReadTx

_O = OrderRow.__table__
_L = OrderLineRow.__table__
_V = VariantRow.__table__

_LEAD_DAYS = sa.select(_V.c.lead_time_days).where(_V.c.id == sa.bindparam("variant_id"))
_READY_ON = _L.c.customization[(KEY, "ready_on")].as_string()
_LEFT = sa.case(
    (_L.c.unit == Unit.EACH.value, _L.c.quantity - _L.c.returned_qty),
    (_L.c.quantity > _L.c.returned_qty, 1),
    else_=0,
)
_IS_OUR_PROMISE = sa.exists().where(
    _O.c.id == _L.c.order_id,
    _O.c.store_id == sa.bindparam("store_id"),
    _O.c.status != "cancelled",
)
# The index ix_order_lines_customized holds only the lines that keep anything at all. It is read
# first: an EXISTS lets SQLite not begin with all orders of the store, as a join would.
_PROMISED = (
    sa.select(_READY_ON.label("ready_on"), sa.func.sum(_LEFT).label("pieces"))
    .where(
        _L.c.customization.is_not(None),
        sa.bindparam("today") <= _READY_ON,
        _IS_OUR_PROMISE,
    )
    .group_by(_READY_ON)
)


def read_making(
    tx: ReadTx,
    variant_id: UUID,
    *,
    pieces: int,
    in_hand: Iterable[CartLine],
    now: datetime,
) -> Making:
    """Return what decides when pieces of an article can be ready.

    Args:
        pieces: How many are wanted.
        in_hand: The other lines of the cart, which count as promised.
        now: UTC.
    """
    settings, today = read_settings(tx), day_in_store(tx, now)
    taken = count_promised(tx, today=today)
    for line in in_hand:
        if line.made is not None:
            taken[line.made.ready_on] += pieces_of(line.unit, line.quantity)
    return Making(
        today=today,
        lead_days=tx.connection.execute(_LEAD_DAYS, {"variant_id": variant_id}).scalar_one(),
        pieces=pieces,
        closed=parse_closed_days(settings.closed_days),
        per_day=settings.made_per_day,
        taken=taken,
    )


def count_promised(tx: ReadTx, *, today: date) -> Counter[date]:
    """Count the pieces that this store has promised for each day from today on."""
    where = {"today": today.isoformat(), "store_id": tx.register.store_id}
    rows = tx.connection.execute(_PROMISED, where)
    return Counter({date.fromisoformat(row.ready_on): row.pieces for row in rows})
