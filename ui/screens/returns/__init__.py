"""The returns screen: goods against a receipt, money back to where it came from."""

from pos.domain.permission import Action as Permission
from pos.runtime.changes import Topic
from ui.shell.screen import Screen, built_late
from ui.text import screens

SCREEN = Screen(
    id="returns",
    title=screens.returns,
    icon="undo-2",
    order=3,
    permission=Permission.ACCEPT_RETURN,
    topics=frozenset({Topic.SALES, Topic.SHIFTS, Topic.SETTINGS}),
    build=built_late(__name__),
)
