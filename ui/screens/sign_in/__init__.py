"""The door: shown while nobody is signed in."""

from pos.runtime.changes import Topic
from ui.screens.sign_in.build import build
from ui.shell.screen import Place, Screen
from ui.text import screens

SCREEN = Screen(
    id="sign_in",
    title=screens.sign_in,
    icon="lock",
    order=0,
    place=Place.DOOR,
    topics=frozenset({Topic.PEOPLE}),
    build=build,
)
