"""The door: shown while nobody is signed in."""

from pos.runtime.changes import Topic
from ui.screens.sign_in import text
from ui.screens.sign_in.presenter import SignInPresenter
from ui.screens.sign_in.view import SignInScreenView
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen, Place, Screen
from ui.text.shell import register_place


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    view = SignInScreenView(desk.clock)
    presenter = SignInPresenter(
        view,
        runner=desk.runner,
        notices=desk.notices,
        navigator=desk.navigator,
        session=desk.session,
        place=register_place(desk.identity.name, desk.identity.store_name),
    )
    view.connect_to(presenter)
    return BuiltScreen(main=view.main, presenter=presenter)


SCREEN = Screen(
    id="sign_in",
    title=text.title,
    icon="lock",
    order=0,
    place=Place.DOOR,
    topics=frozenset({Topic.PEOPLE}),
    build=build,
)
