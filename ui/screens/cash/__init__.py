"""The cash screen: the drawer from its float to its Z report."""

from pos.runtime.changes import Topic
from ui.shell.screen import Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="cash",
    title=screens.cash,
    icon="banknote",
    order=7,
    topics=frozenset({Topic.SHIFTS, Topic.SALES, Topic.SETTINGS}),
    build=built_late(__name__),
)
