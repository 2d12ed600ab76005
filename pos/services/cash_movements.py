"""Moves cash into the drawer or out of it, apart from sales, with a reason and a slip."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.drawer import CashMovementRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, RowsWritten
from pos.domain.permission import Action
from pos.domain.shift import CashMovementKind, check_cash_movement
from pos.domain.text import clean_reason
from pos.queries.shifts import find_open_shift
from pos.runtime.changes import Topic
from pos.services import print_jobs
from pos.services.journal import Entry, write_entry
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_INSERT_MOVEMENT = sa.insert(CashMovementRow.__table__)


class ShiftNotOpenError(RefusedError):
    """There is no open shift to do this in."""


class MovementNeedsReasonError(RefusedError):
    """Cash does not come or go without somebody saying what for."""


class CashAmountError(RefusedError):
    """An amount of cash is not negative, and not zero where it moves. Facts: amount_cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCashWish:
    """The wish to put cash into the drawer or take it out, apart from sales.

    Attributes:
        amount_cents: Above 0, whatever the direction.
    """

    actor: Actor
    kind: CashMovementKind
    amount_cents: int
    reason: str


def move_cash(tx: WriteTx, wish: MoveCashWish) -> UUID:
    """Put cash into the drawer or take it out, with a reason; return the movement's id.

    Raises:
        PermissionDeniedError: The actor may not.
        ApprovalNeededError: Somebody with the right must approve.
        ShiftNotOpenError: There is no shift to do it in.
        MovementNeedsReasonError: Say what for.
        RefusedError: The reason cannot be kept.
        CashAmountError: The amount is not above 0.
    """
    reason = clean_reason(wish.reason, missing=MovementNeedsReasonError)
    approved_by = require(tx, wish.actor, Action.MOVE_CASH, size=wish.amount_cents)
    shift = find_open_shift(tx)
    if shift is None:
        raise ShiftNotOpenError
    if wish.amount_cents <= 0:
        raise CashAmountError(amount_cents=wish.amount_cents)
    cleaned = replace(wish, reason=reason)
    return post_movement(tx, cleaned, shift_id=shift.shift_id, approved_by=approved_by)


def post_movement(
    tx: WriteTx, wish: MoveCashWish, *, shift_id: UUID, approved_by: UUID | None = None
) -> UUID:
    """Write a movement that somebody may make, with its journal entry, slip and fact."""
    row = _movement_row(tx, wish, shift_id=shift_id, approved_by=approved_by)
    tx.connection.execute(_INSERT_MOVEMENT, row)
    journal = write_entry(tx, _journal_entry(wish, row))
    tx.record(
        Fact(
            kind="cash.moved",
            version=1,
            table="cash_movements",
            row_id=row["id"],
            rows=(
                RowsWritten(table="cash_movements", rows=(row,)),
                RowsWritten(table="journal_entries", rows=(journal,)),
            ),
        )
    )
    print_jobs.enqueue_cash_slip(tx, row["id"], staff_id=wish.actor.staff_id)
    tx.touched(Topic.SHIFTS, shift_id)
    movement_id: UUID = row["id"]
    return movement_id


def _movement_row(
    tx: WriteTx, wish: MoveCashWish, *, shift_id: UUID, approved_by: UUID | None
) -> dict[str, Any]:
    goes_in = wish.kind is CashMovementKind.PAY_IN
    signed = wish.amount_cents if goes_in else -wish.amount_cents
    check_cash_movement(wish.kind, signed)
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "shift_id": shift_id,
        "register_id": tx.register.register_id,
        "kind": str(wish.kind),
        "amount_cents": signed,
        "reason": wish.reason.strip(),
        "staff_id": wish.actor.staff_id,
        "approved_by": approved_by,
        "occurred_at": tx.now,
    }


def _journal_entry(wish: MoveCashWish, row: dict[str, Any]) -> Entry:
    approved_by = row["approved_by"]
    return Entry(
        kind="cash_movement",
        payload={
            "kind": row["kind"],
            "amount_cents": row["amount_cents"],
            "reason": wish.reason,
            "approved_by": str(approved_by) if approved_by else None,
        },
        shift_id=row["shift_id"],
        staff_id=row["staff_id"],
    )
