"""Puts the attention screen together."""

from ui.screens.attention.presenter import AttentionPresenter
from ui.screens.attention.view import AttentionScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen
from ui.shell.shortcuts import Action


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    view = AttentionScreenView(desk.panels, desk.formats)
    presenter = AttentionPresenter(view, desk=desk, approvals=make_approvals(desk))
    view.connect_to(presenter)
    return BuiltScreen(
        main=view.main,
        pane=view.pane,
        presenter=presenter,
        keys={
            Action.BACK: presenter.go_back,
            Action.LINE_DOWN: presenter.select_next,
            Action.LINE_UP: presenter.select_previous,
        },
    )
