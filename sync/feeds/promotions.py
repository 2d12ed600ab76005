"""Promotions, and what they apply to."""

from models.pricing import PromotionRow, PromotionTargetRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(
        PromotionRow,
        PromotionTargetRow,
    ),
    order=80,
    topics=frozenset({Topic.PRICES}),
)
