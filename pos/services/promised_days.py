"""Moves the day for which something was promised: with a reason, by the rules of the first promise.

It goes up as a change of the lines and as a step of the order's history. When two tills move it
while they are apart, central keeps what it heard first, and shows both (promised_days.sql).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderLineRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowChanged, RowsWritten
from pos.domain.moved_day import MovedDay, MoveNeedsReasonError, SameDayError
from pos.domain.permission import Action
from pos.domain.ready_day import check_day
from pos.domain.text import clean_reason
from pos.queries.promised_lines import PromisedLine, list_promised, read_moving
from pos.runtime.changes import Topic
from pos.services import print_jobs
from pos.services.audit import AuditEntry, insert_audit
from pos.services.order_steps import OrderStep, write_step
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_LINES = OrderLineRow.__table__


class NotPromisedThatDayError(RefusedError):
    """Nothing of the order is promised for that day any more. Facts: day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePromisedDay:
    """The wish to have ready on another day what an order promises for one.

    Attributes:
        from_day: All that is promised for it is moved.
        reason: Why; kept with the order.
    """

    actor: Actor
    order_id: UUID
    from_day: date
    to_day: date
    reason: str


def move_promised_day(tx: WriteTx, wish: MovePromisedDay) -> None:
    """Promise another day, and print for the kitchen what has changed.

    Raises:
        MoveNeedsReasonError: Say why.
        TextRefusedError: The reason is too long or holds characters that no text may have.
        CardDataError: The reason looks like the number of a payment card.
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        NotPromisedThatDayError: It was moved or came back meanwhile.
        SameDayError: It is the day for which it is promised.
        RefusedError: The day cannot be kept; see `pos.domain.ready_day.check_day`.
    """
    move = MovedDay(
        before=wish.from_day,
        after=wish.to_day,
        reason=clean_reason(wish.reason, missing=MoveNeedsReasonError),
    )
    approved_by = require(tx, wish.actor, Action.MOVE_PROMISED_DAY)
    lines = _lines_of(tx, wish)
    if wish.to_day == wish.from_day:
        raise SameDayError(day=wish.to_day)
    check_day(read_moving(tx, lines, now=tx.now), wish.to_day)
    changes = tuple(_promise(tx, line, wish.to_day) for line in lines)
    # A step that leads nowhere: the order stays where it is, and the move is seen.
    moved = OrderStep(order_id=wish.order_id, staff_id=wish.actor.staff_id, notes=move.note())
    step = write_step(tx, moved)
    tx.record(
        Fact(
            kind="promised_day.moved",
            version=1,
            table="order_status_history",
            row_id=step["id"],
            operation=Operation.UPDATE,
            rows=(
                RowsWritten(table="order_status_history", rows=(step,)),
                RowsWritten(table="audit_log", rows=(_audit(tx, wish, move, approved_by),)),
            ),
            changes=changes,
        )
    )
    print_jobs.enqueue_work_ticket(tx, wish.order_id, staff_id=wish.actor.staff_id)
    tx.touched(Topic.SALES, wish.order_id)


def _lines_of(tx: WriteTx, wish: MovePromisedDay) -> tuple[PromisedLine, ...]:
    promised = list_promised(tx, wish.order_id)
    lines = tuple(line for line in promised if line.made.ready_on == wish.from_day)
    if not lines:
        raise NotPromisedThatDayError(day=wish.from_day)
    return lines


def _promise(tx: WriteTx, line: PromisedLine, day: date) -> RowChanged:
    wished = replace(line.made, ready_on=day)
    customization = {**line.customization, **wished.document()}
    tx.connection.execute(
        sa.update(_LINES)
        .where(_LINES.c.id == line.line_id)
        .values(customization=customization, updated_at=tx.now)
    )
    return RowChanged(
        table="order_lines",
        row_id=line.line_id,
        before={"customization": line.customization},
        after={"customization": customization},
    )


def _audit(
    tx: WriteTx, wish: MovePromisedDay, move: MovedDay, approved_by: UUID | None
) -> dict[str, Any]:
    return insert_audit(
        tx,
        AuditEntry(
            action="promised_day.moved",
            actor_id=wish.actor.staff_id,
            target_type="orders",
            target_id=str(wish.order_id),
            metadata={
                "from": move.before.isoformat(),
                "to": move.after.isoformat(),
                "reason": move.reason,
                "approved_by": str(approved_by) if approved_by else None,
            },
        ),
    )
