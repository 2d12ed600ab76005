"""Stock levels: central's sum of all movements, plus those of this register it does not have yet.

What comes down replaces the level; the register's own movements that central had not counted when
it read the level are then added again (schema.md 2.6). Both come from one state of central, so each
movement is counted once, whatever the order in which pushes and pulls meet.
"""

import json
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from models.inventory import InventoryLevelRow
from pos.domain.fact import rows_in
from pos.runtime.changes import Topic
from sync.feed import Feed
from sync.uncounted import find_uncounted
from sync.wire import Values

MOVEMENTS = "stock_movements"

_LEVELS = InventoryLevelRow.__table__
_DROP_NAMESAKE = sa.delete(_LEVELS).where(
    _LEVELS.c.variant_id == sa.bindparam("at_variant"),
    _LEVELS.c.location_id == sa.bindparam("at_location"),
    _LEVELS.c.id != sa.bindparam("level_id"),
)

Place = tuple[UUID, UUID]
"""A variant at a location."""


def add_uncounted(
    connection: sa.Connection, rows: Sequence[Values], last_seq: int
) -> Sequence[Values]:
    """Return the levels with the own movements after fact `last_seq` added.

    Also clears the way where the register had begun a level of its own for the same place.
    """
    uncounted = _sum_uncounted(connection, last_seq)
    for row in rows:
        row["on_hand"] += uncounted[row["variant_id"], row["location_id"]]
    connection.execute(
        _DROP_NAMESAKE,
        [
            {
                "at_variant": row["variant_id"],
                "at_location": row["location_id"],
                "level_id": row["id"],
            }
            for row in rows
        ],
    )
    return rows


def _sum_uncounted(connection: sa.Connection, last_seq: int) -> Counter[Place]:
    deltas: Counter[Place] = Counter()
    for envelope in find_uncounted(connection, last_seq):
        if MOVEMENTS in envelope:
            for place, delta in _movements(envelope):
                deltas[place] += delta
    return deltas


def _movements(envelope: str) -> list[tuple[Place, int]]:
    return [
        ((UUID(row["variant_id"]), UUID(row["location_id"])), row["quantity_delta"])
        for row in rows_in(json.loads(envelope)["body"], MOVEMENTS)
    ]


FEED = Feed(
    rows=(InventoryLevelRow,),
    order=90,
    topics=frozenset({Topic.STOCK}),
    adapt=add_uncounted,
)
