"""Open gift registries and what is wished in them; of the child central tells nothing."""

from models.registry import RegistryItemRow, RegistryRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(RegistryRow, RegistryItemRow),
    order=88,
    topics=frozenset({Topic.PEOPLE}),
)
