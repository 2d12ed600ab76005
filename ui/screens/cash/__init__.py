"""The cash screen: the drawer from its float to its Z report."""

from pos.runtime.changes import Topic
from ui.screens.cash import text
from ui.shell.screen import Screen, built_late

SCREEN = Screen(
    id="cash",
    title=text.title,
    icon="banknote",
    order=7,
    topics=frozenset({Topic.SHIFTS, Topic.SALES, Topic.SETTINGS}),
    build=built_late(__name__),
)
