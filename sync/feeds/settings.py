"""Settings: those of the business, of this store, and of this register."""

from models.operations import SettingRow
from pos.runtime.changes import Topic
from sync.feed import Feed

FEED = Feed(
    rows=(SettingRow,),
    order=60,
    topics=frozenset({Topic.SETTINGS}),
)
