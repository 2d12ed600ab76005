"""The orders screen: what was sold, here and online."""

from pos.runtime.changes import Topic
from ui.shell.screen import Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="orders",
    title=screens.orders,
    icon="receipt-text",
    order=2,
    topics=frozenset({Topic.SALES, Topic.OUTBOX}),
    build=built_late(__name__),
)
