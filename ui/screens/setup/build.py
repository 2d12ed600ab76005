"""Puts presenter and view of the setup screen together."""

from ui.screens.setup.presenter import SetupDesk, SetupPresenter
from ui.screens.setup.section import discover
from ui.screens.setup.view import SetupScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen
from ui.shell.shortcuts import Action


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    sections = discover()
    view = SetupScreenView(sections)
    presenter = SetupPresenter(
        SetupDesk(
            runner=desk.runner,
            approvals=make_approvals(desk),
            notices=desk.notices,
            session=desk.session,
            clock=desk.clock,
            formats=desk.formats,
        ),
        view,
        sections=sections,
    )
    view.connect_to(presenter)
    return BuiltScreen(
        main=view.main, pane=view.pane, presenter=presenter, keys={Action.BACK: presenter.back}
    )
