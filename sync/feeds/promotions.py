"""Promotions, and what they apply to.

How often a coupon was used comes down as central has counted it; the uses of this till that it had
not counted then are added again, as with the stock.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.pricing import PromotionRow, PromotionTargetRow
from pos.domain.fact import rows_in, to_json
from pos.held_offers import MONEY_TERMS, TARGET_COLUMNS, hold_offers
from pos.runtime.changes import Topic
from sync.feed import Feed
from sync.uncounted import find_uncounted
from sync.wire import FeedRow, Values

REDEMPTIONS = "promotion_redemptions"
USES = "usage_count"

Rows = Mapping[UUID, Mapping[str, Any] | None]
"""What central sent of each key; None: it is gone."""

_PROMOTIONS = PromotionRow.__table__
_TARGETS = PromotionTargetRow.__table__


def add_uncounted_uses(
    connection: sa.Connection, rows: Sequence[Values], last_seq: int
) -> Sequence[Values]:
    """Return the promotions with the own uses after fact `last_seq` added."""
    uses: Counter[UUID] = Counter()
    for envelope in find_uncounted(connection, last_seq):
        if REDEMPTIONS in envelope:
            redeemed = rows_in(json.loads(envelope)["body"], REDEMPTIONS)
            uses.update(UUID(row["promotion_id"]) for row in redeemed)
    for row in rows:
        if USES in row:
            row[USES] += uses[row["id"]]
    return rows


def hold_what_changes(connection: sa.Connection, rows: Sequence[FeedRow]) -> None:
    """Let the open shift go on with the offers that it began with."""
    find = _find_offers if rows[0].table == _PROMOTIONS.name else _find_offers_of_targets
    changed = find(connection, {row.key: row.values for row in rows})
    if changed:
        hold_offers(connection, changed)


def _find_offers(connection: sa.Connection, rows: Rows) -> set[UUID]:
    here = connection.execute(sa.select(_PROMOTIONS).where(_PROMOTIONS.c.id.in_(list(rows))))
    return {row["id"] for row in here.mappings() if _differs(row, rows[row["id"]], MONEY_TERMS)}


def _find_offers_of_targets(connection: sa.Connection, rows: Rows) -> set[UUID]:
    here = connection.execute(sa.select(_TARGETS).where(_TARGETS.c.id.in_(list(rows)))).mappings()
    same, moved = set(), set()
    for row in here:
        is_same = not _differs(row, rows[row["id"]], TARGET_COLUMNS)
        same.add(row["id"]) if is_same else moved.add(row["promotion_id"])
    new = (values for key, values in rows.items() if values is not None and key not in same)
    return moved | {UUID(values["promotion_id"]) for values in new}


def _differs(row: sa.RowMapping, values: Mapping[str, Any] | None, names: Iterable[str]) -> bool:
    return values is None or any(to_json(row[name]) != values.get(name) for name in names)


FEED = Feed(
    rows=(
        PromotionRow,
        PromotionTargetRow,
    ),
    order=80,
    topics=frozenset({Topic.PRICES}),
    adapt=add_uncounted_uses,
    before=hold_what_changes,
)
