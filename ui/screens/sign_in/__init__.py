"""The door: shown while nobody is signed in."""

from pos.runtime.changes import Topic
from ui.screens.sign_in import text
from ui.screens.sign_in.build import build
from ui.shell.screen import Place, Screen

SCREEN = Screen(
    id="sign_in",
    title=text.title,
    icon="lock",
    order=0,
    place=Place.DOOR,
    topics=frozenset({Topic.PEOPLE}),
    build=build,
)
