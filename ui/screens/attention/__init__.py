"""The attention screen: what central could not book, clashes, rows not stored."""

from pos.runtime.changes import Topic
from ui.shell.screen import Place, Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="attention",
    title=screens.attention,
    icon="cloud-alert",
    order=1,
    place=Place.INSIDE,
    topics=frozenset({Topic.ATTENTION, Topic.OUTBOX}),
    build=built_late(__name__),
)
