"""Notices of headquarters to this store, this register and the people who work here."""

from models.engagement import NotificationRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(NotificationRow,),
    order=70,
    topics=frozenset({Topic.ATTENTION}),
)
