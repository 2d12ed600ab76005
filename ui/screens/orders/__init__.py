"""The orders screen: what was sold, here and online."""

from pos.runtime.changes import Topic
from ui.screens.orders import text
from ui.screens.orders.build import build
from ui.shell.screen import Screen

SCREEN = Screen(
    id="orders",
    title=text.title,
    icon="receipt-text",
    order=2,
    topics=frozenset({Topic.SALES, Topic.OUTBOX}),
    build=build,
)
