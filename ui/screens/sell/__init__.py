"""The sell screen: search, tiles, cart, payment."""

from pos.domain.permission import Action as Permission
from pos.runtime.changes import Topic
from ui.shell.screen import Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="sell",
    title=screens.sell,
    icon="shopping-cart",
    order=1,
    permission=Permission.RING_SALE,
    topics=frozenset(
        {
            Topic.CATALOGUE,
            Topic.PRICES,
            Topic.STOCK,
            Topic.CARTS,
            Topic.SHIFTS,
            Topic.SETTINGS,
        }
    ),
    build=built_late(__name__),
)
