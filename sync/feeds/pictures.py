"""Pictures: which there are; a picture itself is fetched when it is wanted."""

from models.catalogue import BlobRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(BlobRow,),
    order=10,
    topics=frozenset({Topic.CATALOGUE}),
)
