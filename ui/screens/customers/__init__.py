"""The customers screen: who they are, what they bought, and two records made one."""

from pos.runtime.changes import Topic
from ui.shell.screen import Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="customers",
    title=screens.customers,
    icon="users",
    order=5,
    topics=frozenset({Topic.PEOPLE, Topic.SALES}),
    build=built_late(__name__),
)
