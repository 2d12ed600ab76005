"""Moves stock: a ledger row for each change, and the level that is their sum.

Posting a sale never asks whether the stock suffices: the goods are in the customer's hand. A
negative level is true and is reported (schema.md 2.5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.catalogue import VariantRow
from models.inventory import InventoryLevelRow, StockMovementRow
from pos.domain.errors import RefusedError
from pos.domain.fact import Fact, Operation, RowsWritten
from pos.domain.permission import Action
from pos.domain.stock import MovementKind, assert_direction
from pos.domain.text import clean_reason
from pos.prepared import PreparedChange, PreparedQuery
from pos.runtime.changes import Topic
from pos.services.permissions import Actor, require
from pos.uow import WriteTx

_MOVEMENTS = StockMovementRow.__table__
_LEVELS = InventoryLevelRow.__table__
_VARIANTS = VariantRow.__table__
_INSERT_MOVEMENTS = PreparedChange(sa.insert(_MOVEMENTS))
_START_LEVEL = sqlite.insert(_LEVELS)
_ADD_TO_LEVEL = PreparedChange(
    _START_LEVEL.on_conflict_do_update(
        index_elements=["variant_id", "location_id"],
        set_={
            "on_hand": _LEVELS.c.on_hand + _START_LEVEL.excluded.on_hand,
            "updated_at": _START_LEVEL.excluded.updated_at,
        },
    )
)
_FIND_LEVEL = sa.select(_LEVELS.c.on_hand).where(
    _LEVELS.c.variant_id == sa.bindparam("variant_id"),
    _LEVELS.c.location_id == sa.bindparam("location_id"),
)
_FIND_TRACKED = PreparedQuery(
    sa.select(_VARIANTS.c.id).where(
        _VARIANTS.c.id == sa.bindparam("variant_id"), _VARIANTS.c.track_stock
    )
)


class NothingToAdjustError(RefusedError):
    """The level is `on_hand` already."""


class ReasonMissingError(RefusedError):
    """An adjustment says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One change of what lies somewhere.

    Attributes:
        quantity_delta: In the variant's unit; negative leaves the place. Never zero.
        location_id: None means the place this register sells from.
    """

    variant_id: UUID
    quantity_delta: int
    kind: MovementKind
    reference_type: str | None = None
    reference_id: UUID | None = None
    reason: str | None = None
    notes: str | None = None
    staff_id: UUID | None = None
    location_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustStock:
    """The wish to set right what a shelf holds.

    Attributes:
        counted: What is really there, in the variant's unit; None when `delta` is given.
        delta: How much more (or, negative, less) is there; None when `counted` is given.
        reason: Why; shown in the movements.
    """

    variant_id: UUID
    reason: str
    actor: Actor
    counted: int | None = None
    delta: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedStock:
    """What the shelf holds now."""

    movement_id: UUID
    quantity_delta: int
    on_hand: int


def move(tx: WriteTx, movements: Iterable[Movement]) -> tuple[dict[str, Any], ...]:
    """Write movements and add them to the levels; return the rows, for the fact about them."""
    rows = tuple(_movement_row(tx, movement) for movement in movements)
    if rows:
        _INSERT_MOVEMENTS.run_all(tx.connection, rows)
        _ADD_TO_LEVEL.run_all(tx.connection, [_level_row(tx, row) for row in rows])
        tx.touched(Topic.STOCK, *(row["variant_id"] for row in rows))
    return rows


def adjust_stock(tx: WriteTx, wish: AdjustStock) -> AdjustedStock:
    """Correct the stock of a variant by a movement that names its reason.

    Raises:
        PermissionDeniedError: The actor may not, and nobody who may approved it.
        ReasonMissingError: No reason was given.
        RefusedError: The reason cannot be kept.
        NothingToAdjustError: It is right already.
    """
    require(tx, wish.actor, Action.ADJUST_STOCK)
    reason = clean_reason(wish.reason, missing=ReasonMissingError)
    on_hand = read_on_hand(tx, wish.variant_id)
    delta = wish.delta if wish.counted is None else wish.counted - on_hand
    if not delta:
        raise NothingToAdjustError(on_hand=on_hand)
    rows = move(
        tx,
        [
            Movement(
                variant_id=wish.variant_id,
                quantity_delta=delta,
                kind=MovementKind.ADJUSTMENT,
                reference_type="manual",
                reason=reason,
                staff_id=wish.actor.staff_id,
            )
        ],
    )
    tx.record(
        Fact(
            kind="stock.adjusted",
            version=1,
            table="stock_movements",
            row_id=rows[0]["id"],
            operation=Operation.DELTA,
            rows=(RowsWritten(table="stock_movements", rows=rows),),
        )
    )
    return AdjustedStock(movement_id=rows[0]["id"], quantity_delta=delta, on_hand=on_hand + delta)


def keep_tracked(tx: WriteTx, variant_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of the variants whose stock is kept."""
    return frozenset(
        variant_id
        for variant_id in variant_ids
        if _FIND_TRACKED.first(tx.connection, {"variant_id": variant_id})
    )


def read_on_hand(tx: WriteTx, variant_id: UUID) -> int:
    """Return what lies at this register's place, in the variant's unit; 0 where nothing did."""
    place = {"variant_id": variant_id, "location_id": tx.register.location_id}
    return tx.connection.execute(_FIND_LEVEL, place).scalar_one_or_none() or 0


def _movement_row(tx: WriteTx, movement: Movement) -> dict[str, Any]:
    assert_direction(movement.kind, movement.quantity_delta)
    return {
        "id": tx.new_id(),
        "created_at": tx.now,
        "variant_id": movement.variant_id,
        "location_id": movement.location_id or tx.register.location_id,
        "kind": str(movement.kind),
        "quantity_delta": movement.quantity_delta,
        "reference_type": movement.reference_type,
        "reference_id": movement.reference_id,
        "reason": movement.reason,
        "notes": movement.notes,
        "staff_id": movement.staff_id,
        "register_id": tx.register.register_id,
        "occurred_at": tx.now,
    }


def _level_row(tx: WriteTx, row: dict[str, Any]) -> dict[str, Any]:
    """Return the level as if this were the first movement; where there is one, it is added to."""
    return {
        "id": row["id"],
        "created_at": tx.now,
        "updated_at": tx.now,
        "variant_id": row["variant_id"],
        "location_id": row["location_id"],
        "on_hand": row["quantity_delta"],
    }
