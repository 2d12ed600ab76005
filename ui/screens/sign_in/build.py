"""Puts the sign-in screen together."""

from ui.screens.sign_in.presenter import SignInPresenter
from ui.screens.sign_in.view import SignInScreenView
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen
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
        read_scan=desk.read_scan,
        place=register_place(desk.identity.name, desk.identity.store_name),
    )
    view.connect_to(presenter)
    return BuiltScreen(main=view.main, presenter=presenter)
