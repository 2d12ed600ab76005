"""The orders screen: what was sold, here and online."""

from pos.runtime.changes import Topic
from ui.screens.orders import text
from ui.shell.screen import Screen, built_late

SCREEN = Screen(
    id="orders",
    title=text.title,
    icon="receipt-text",
    order=2,
    topics=frozenset({Topic.SALES, Topic.OUTBOX}),
    build=built_late(__name__),
)
