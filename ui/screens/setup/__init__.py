"""The setup screen: staff, roles, taxes, ways to pay, registers and settings."""

from pos.runtime.changes import Topic
from ui.shell.screen import Place, Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="setup",
    title=screens.setup,
    icon="settings",
    order=1,
    place=Place.RAIL_FOOT,
    topics=frozenset({Topic.PEOPLE, Topic.SETTINGS, Topic.PRICES}),
    build=built_late(__name__),
)
