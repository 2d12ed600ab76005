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
class Counted:
    """One count of the drawer's cash.

    Attributes:
        is_total: It is counted as one sum.
        pieces: Worth and number of each kind that was typed.
        typed_cents: The sum that was typed; None while there is none.
    """

    is_total: bool = False
    pieces: tuple[tuple[int, int], ...] = ()
    typed_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerCount:
    """What was counted so far.

    Attributes:
        shift_id: The shift that ends with it; None: the float of the next one.
        first: The first count, which was off, as was said; then `counted` is the second and last.
        tenders: Sums counted of the other ways to pay, by code.
    """

    shift_id: UUID | None
    counted: Counted = Counted()
    note: str = ""
    first: Counted | None = None
    tenders: tuple[tuple[str, int], ...] = ()


def find_drawer_count(tx: ReadTx) -> DrawerCount | None:
    """Return the count in progress, or None."""
    value = tx.connection.execute(_FIND).scalar_one_or_none()
    return None if value is None else _count_of(value)


def _count_of(value: Mapping[str, Any]) -> DrawerCount:
    shift_id, first = value["shift_id"], value.get("first")
    return DrawerCount(
        shift_id=None if shift_id is None else UUID(shift_id),
        counted=_counted(value),
        note=value["note"],
        first=None if first is None else _counted(first),
        tenders=tuple((code, cents) for code, cents in value.get("tenders", ())),
    )


def _counted(value: Mapping[str, Any]) -> Counted:
    return Counted(
        is_total=value["is_total"],
        pieces=tuple((worth, number) for worth, number in value["pieces"]),
        typed_cents=value["typed_cents"],
    )
