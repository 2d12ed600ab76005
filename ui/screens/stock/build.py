"""Puts presenter and view of the stock screen together, and says what its keys do."""

from functools import partial

from pos.runtime.paths import find_paths
from ui.paper.raster import QtReceiptRaster
from ui.screens.stock.label_folder import LabelFolder
from ui.screens.stock.presenter import StockDesk, StockPresenter
from ui.screens.stock.view import StockScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen, Keys
from ui.shell.shortcuts import Action

FOLDER = "labels"


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    view = StockScreenView(desk.panels, desk.formats)
    labels = LabelFolder(
        folder=find_paths().home / FOLDER,
        raster=QtReceiptRaster(),
        clock=desk.clock,
        currency=desk.identity.currency,
        locale=desk.formats.locale,
        is_training=desk.identity.is_training,
    )
    presenter = StockPresenter(
        StockDesk(
            runner=desk.runner,
            approvals=make_approvals(desk),
            notices=desk.notices,
            session=desk.session,
            formats=desk.formats,
            labels=labels,
            read_scan=desk.read_scan,
        ),
        view,
    )
    view.connect_to(presenter)
    presenter.start()
    return BuiltScreen(
        main=view.main, pane=view.pane, presenter=presenter, keys=_keys(presenter, view)
    )


def _keys(presenter: StockPresenter, view: StockScreenView) -> Keys:
    return {
        Action.SEARCH: view.focus_search,
        Action.QUANTITY: presenter.adjust,
        Action.BACK: presenter.back,
        Action.LINE_UP: partial(presenter.move, -1),
        Action.LINE_DOWN: partial(presenter.move, 1),
    }
