"""Puts presenter and view of the returns screen together, and says what its keys do."""

from functools import partial

from ui.screens.returns.presenter import ReturnsDesk, ReturnsPresenter
from ui.screens.returns.view import ReturnsScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen, Keys
from ui.shell.shortcuts import Action


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    view = ReturnsScreenView(desk.panels)
    presenter = ReturnsPresenter(
        ReturnsDesk(
            runner=desk.runner,
            approvals=make_approvals(desk),
            notices=desk.notices,
            navigator=desk.navigator,
            session=desk.session,
            formats=desk.formats,
            new_id=desk.ids.new_id,
            number_prefix=desk.identity.number_prefix,
            read_scan=desk.read_scan,
        ),
        view,
    )
    view.connect_to(presenter)
    presenter.start()
    return BuiltScreen(
        main=view.main, pane=view.pane, presenter=presenter, keys=_keys(presenter, view)
    )


def _keys(presenter: ReturnsPresenter, view: ReturnsScreenView) -> Keys:
    return {
        Action.SEARCH: view.focus_number,
        Action.QUANTITY: presenter.lines.ask_quantity,
        Action.PAY: presenter.refund,
        Action.BACK: presenter.back,
        Action.LINE_UP: partial(presenter.lines.move, -1),
        Action.LINE_DOWN: partial(presenter.lines.move, 1),
        Action.MORE: partial(presenter.lines.step, 1),
        Action.LESS: partial(presenter.lines.step, -1),
        Action.REMOVE: presenter.lines.drop_line,
    }
