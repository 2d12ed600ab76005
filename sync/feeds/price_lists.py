"""Groups of customers, and prices for them or for a while."""

from models.price_lists import (
    CustomerGroupMemberRow,
    CustomerGroupRow,
    PriceListPriceRow,
    PriceListRow,
)
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(CustomerGroupRow, CustomerGroupMemberRow, PriceListRow, PriceListPriceRow),
    order=85,
    topics=frozenset({Topic.PRICES, Topic.PEOPLE}),
)
