"""What the journal knows of a shift: where it stood, what was out of the ordinary, what came late.

A document is late when the shift was closed here before it: it has no entry before that of the
close. No clock is asked. It happens when the till was set back to an older state and its lost sales
come down from central again; they belong to the shift in which they were sold.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.journal import JournalEntryRow
from models.orders import OrderLineRow, OrderRow
from models.returns import ReturnLineRow, ReturnRow
from pos.domain.cart_change import VoidReason
from pos.domain.day_report import JournalHead, LateDocument, ShiftEvents
from pos.queries.turnover import read_turnover
from pos.uow import ReadTx

JOURNAL_MARK_DIGITS = 16

LATE_MAX = 200
"""Late documents that are listed; a shift with more of them was hardly sold here."""

_ENTRIES = JournalEntryRow.__table__
_ORDERS = OrderRow.__table__
_LINES = OrderLineRow.__table__
_RETURNS = ReturnRow.__table__
_RETURN_LINES = ReturnLineRow.__table__
_SHIFT_ID = sa.bindparam("shift_id", type_=ShiftRow.__table__.c.id.type)
_HERE = _ENTRIES.c.register_id == sa.bindparam("register_id")
_BEFORE = _ENTRIES.c.seq < sa.bindparam("before")

_CLOSED_AT_SEQ = sa.select(sa.func.min(_ENTRIES.c.seq)).where(
    _ENTRIES.c.shift_id == _SHIFT_ID, _HERE, _ENTRIES.c.kind == "shift_close"
)
_HEAD = (
    sa.select(_ENTRIES.c.seq, _ENTRIES.c.hash)
    .where(_HERE, _BEFORE)
    .order_by(_ENTRIES.c.seq.desc())
    .limit(1)
)
_NO_SALES = sa.select(sa.func.count()).where(
    _ENTRIES.c.shift_id == _SHIFT_ID, _ENTRIES.c.kind == "no_sale"
)
_REASON = sa.func.json_extract(_ENTRIES.c.payload, "$.reason")
_VOIDS = (
    sa.select(
        _REASON.label("reason"),
        sa.func.count().label("times"),
        sa.func.sum(sa.func.json_array_length(_ENTRIES.c.payload, "$.lines")).label("lines"),
    )
    .where(_ENTRIES.c.shift_id == _SHIFT_ID, _ENTRIES.c.kind == "void")
    .group_by(_REASON)
)
_DISCOUNTED = sa.select(sa.func.count()).where(
    _ORDERS.c.shift_id == _SHIFT_ID, _ORDERS.c.discount_cents > 0
)
_OVERRIDDEN = (
    sa.select(sa.func.count())
    .join_from(_LINES, _ORDERS, _ORDERS.c.id == _LINES.c.order_id)
    .where(_ORDERS.c.shift_id == _SHIFT_ID, _LINES.c.price_override_reason.is_not(None))
)
_LATE_SALES = (
    sa.select(
        _ORDERS.c.number, _ORDERS.c.placed_at.label("at"), _ORDERS.c.total_cents.label("amount")
    )
    .where(
        _ORDERS.c.shift_id == _SHIFT_ID,
        ~sa.exists().where(_ENTRIES.c.order_id == _ORDERS.c.id, _HERE, _BEFORE),
    )
    .order_by(_ORDERS.c.number)
    .limit(LATE_MAX)
)
_LATE_RETURNS = (
    sa.select(
        _RETURNS.c.number,
        _RETURNS.c.created_at.label("at"),
        (-sa.func.coalesce(sa.func.sum(_RETURN_LINES.c.refund_cents), 0)).label("amount"),
    )
    .select_from(_RETURNS.outerjoin(_RETURN_LINES, _RETURN_LINES.c.return_id == _RETURNS.c.id))
    .where(
        _RETURNS.c.shift_id == _SHIFT_ID,
        ~sa.exists().where(_ENTRIES.c.return_id == _RETURNS.c.id, _HERE, _BEFORE),
    )
    .group_by(_RETURNS.c.id)
    .order_by(_RETURNS.c.number)
    .limit(LATE_MAX)
)
_NO_END = 2**62


def find_close(tx: ReadTx, shift_id: UUID) -> int | None:
    """Return the number of the journal's entry that closed a shift here; None: it is open."""
    which = {"shift_id": shift_id, "register_id": tx.register.register_id}
    number: int | None = tx.connection.execute(_CLOSED_AT_SEQ, which).scalar()
    return number


def find_journal_head(
    tx: ReadTx, *, close: int | None, totals: Mapping[str, Any] | None
) -> JournalHead | None:
    """Return where the journal stood before a shift was closed, or stands; None: it is empty.

    Args:
        close: The entry that closed the shift; None while it is open.
        totals: The figures frozen at the close, which know the turnover until then.
    """
    which = {"register_id": tx.register.register_id, "before": close or _NO_END}
    head = tx.connection.execute(_HEAD, which).first()
    if head is None:
        return None
    if close is not None and totals is not None:
        perpetual_cents = totals["perpetual_cents"]
    else:
        sales, refunds = read_turnover(tx)
        perpetual_cents = sales - refunds
    return JournalHead(
        sequence=head.seq, mark=head.hash[:JOURNAL_MARK_DIGITS], perpetual_cents=perpetual_cents
    )


def read_shift_events(tx: ReadTx, shift_id: UUID) -> ShiftEvents:
    """Return how often something happened in a shift that somebody may want to ask about."""
    which = {"shift_id": shift_id}
    run = tx.connection.execute
    voids, lines = _count_voids(tx, shift_id)
    return ShiftEvents(
        no_sales=run(_NO_SALES, which).scalar_one(),
        voids=voids,
        lines_taken_out=lines,
        discounted=run(_DISCOUNTED, which).scalar_one(),
        overridden=run(_OVERRIDDEN, which).scalar_one(),
    )


def _count_voids(tx: ReadTx, shift_id: UUID) -> tuple[int, int]:
    """Return how many sales were given up in a shift, and how many lines went out of others.

    What undo brought back does not count; an undo of what an earlier shift did counts nothing here.
    """
    times, lines = defaultdict[str, int](int), defaultdict[str, int](int)
    for row in tx.connection.execute(_VOIDS, {"shift_id": shift_id}):
        times[row.reason], lines[row.reason] = row.times, row.lines or 0
    given_up = times[VoidReason.CART_DISCARDED] - times[VoidReason.CART_BROUGHT_BACK]
    out = lines[VoidReason.LINES_TAKEN_OUT] - lines[VoidReason.LINES_BROUGHT_BACK]
    return max(0, given_up) + times[VoidReason.PARKED_CART_EXPIRED], max(0, out)


def list_late_documents(tx: ReadTx, shift_id: UUID, *, close: int) -> tuple[LateDocument, ...]:
    """Return the documents of a shift that came after it was closed here."""
    which = {"shift_id": shift_id, "register_id": tx.register.register_id, "before": close}
    rows = (
        row for query in (_LATE_SALES, _LATE_RETURNS) for row in tx.connection.execute(query, which)
    )
    return tuple(
        LateDocument(number=row.number, at=row.at, amount_cents=row.amount) for row in rows
    )
