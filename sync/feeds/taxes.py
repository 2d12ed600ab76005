"""Tax categories and their rates."""

from models.pricing import TaxCategoryRow, TaxRateRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(
        TaxCategoryRow,
        TaxRateRow,
    ),
    order=30,
    topics=frozenset({Topic.PRICES}),
)
