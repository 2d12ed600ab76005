"""Promotions, and what they apply to.

How often a coupon was used comes down as central has counted it; the uses of this till that it had
not counted then are added again, as with the stock.
"""

import json
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from models.pricing import PromotionRow, PromotionTargetRow
from pos.domain.fact import rows_in
from pos.runtime.changes import Topic
from sync.feed import Feed
from sync.uncounted import find_uncounted
from sync.wire import Values

REDEMPTIONS = "promotion_redemptions"
USES = "usage_count"


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


FEED = Feed(
    rows=(
        PromotionRow,
        PromotionTargetRow,
    ),
    order=80,
    topics=frozenset({Topic.PRICES}),
    adapt=add_uncounted_uses,
)
