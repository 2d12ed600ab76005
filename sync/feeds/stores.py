"""The shops of the business, the places that hold their stock, and their registers."""

from models.inventory import LocationRow
from models.operations import RegisterRow, StoreRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(
        StoreRow,
        LocationRow,
        RegisterRow,
    ),
    order=20,
    topics=frozenset({Topic.SETTINGS}),
)
