"""Puts presenter and view of the customers screen together, and says what its keys do."""

from functools import partial

from ui.screens.customers.presenter import CustomersPresenter
from ui.screens.customers.view import CustomersScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen, Keys
from ui.shell.shortcuts import Action


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    view = CustomersScreenView(desk.panels, desk.formats)
    presenter = CustomersPresenter(view, desk=desk, approvals=make_approvals(desk))
    view.connect_to(presenter)
    return BuiltScreen(
        main=view.main, pane=view.pane, presenter=presenter, keys=_keys(presenter, view)
    )


def _keys(presenter: CustomersPresenter, view: CustomersScreenView) -> Keys:
    return {
        Action.SEARCH: view.focus_search,
        Action.CUSTOMER: presenter.new,
        Action.BACK: presenter.go_back,
        Action.LINE_UP: partial(presenter.step, -1),
        Action.LINE_DOWN: partial(presenter.step, 1),
    }
