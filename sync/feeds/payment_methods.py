"""Ways to pay."""

from models.payments import PaymentMethodRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(PaymentMethodRow,),
    order=50,
    topics=frozenset({Topic.SETTINGS}),
)
