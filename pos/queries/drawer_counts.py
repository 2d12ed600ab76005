"""The count of a drawer that is in progress, kept so that a power cut loses no pile of coins."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.sync import SyncStateRow
from pos.uow import ReadTx

KEY = "drawer_count"
"""Its row of `sync_state`; there is one drawer, so there is one count at most."""

_STATE = SyncStateRow.__table__
_FIND = sa.select(_STATE.c.value).where(_STATE.c.key == KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerCount:
    """What was counted so far.

    Attributes:
        shift_id: The shift that ends with it; None: the float of the next one.
        is_total: It is counted as one sum.
        pieces: Worth and number of each kind that was typed.
        typed_cents: The sum that was typed; None while there is none.
        is_recount: The first count was off, which was said; this is the second and last.
    """

    shift_id: UUID | None
    is_total: bool = False
    pieces: tuple[tuple[int, int], ...] = ()
    typed_cents: int | None = None
    note: str = ""
    is_recount: bool = False


def find_drawer_count(tx: ReadTx) -> DrawerCount | None:
    """Return the count in progress, or None."""
    value = tx.connection.execute(_FIND).scalar_one_or_none()
    return None if value is None else _count_of(value)


def _count_of(value: Mapping[str, Any]) -> DrawerCount:
    shift_id = value["shift_id"]
    return DrawerCount(
        shift_id=None if shift_id is None else UUID(shift_id),
        is_total=value["is_total"],
        pieces=tuple((worth, number) for worth, number in value["pieces"]),
        typed_cents=value["typed_cents"],
        note=value["note"],
        is_recount=value["is_recount"],
    )
