"""The stock screen: what lies where, how it came about, and setting it right."""

from pos.runtime.changes import Topic
from ui.shell.screen import Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="stock",
    title=screens.stock,
    icon="package",
    order=4,
    topics=frozenset({Topic.STOCK, Topic.CATALOGUE, Topic.PRICES}),
    build=built_late(__name__),
)
