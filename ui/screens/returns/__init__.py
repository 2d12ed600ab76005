"""The returns screen: goods against a receipt, money back to where it came from."""

from pos.domain.permission import Action as Permission
from pos.runtime.changes import Topic
from ui.screens.returns import text
from ui.shell.screen import Screen, built_late

SCREEN = Screen(
    id="returns",
    title=text.title,
    icon="undo-2",
    order=3,
    permission=Permission.ACCEPT_RETURN,
    topics=frozenset({Topic.SALES, Topic.SHIFTS, Topic.SETTINGS}),
    build=built_late(__name__),
)
