"""Puts the orders screen together."""

from pos.runtime.paths import find_paths
from ui.paper.pdf_folder import PdfFolder
from ui.paper.raster import QtReceiptRaster
from ui.screens.orders.presenter import OrdersPresenter
from ui.screens.orders.view import OrdersScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen
from ui.shell.shortcuts import Action

FOLDER = "receipts"


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    view = OrdersScreenView(desk)
    folder = PdfFolder(
        find_paths().home / FOLDER, locale=desk.formats.locale, raster=QtReceiptRaster()
    )
    presenter = OrdersPresenter(
        view, desk=desk, approvals=make_approvals(desk), save_pdf=folder.save
    )
    view.connect_to(presenter)
    return BuiltScreen(
        main=view.main,
        pane=view.pane,
        presenter=presenter,
        keys={
            Action.SEARCH: view.focus_search,
            Action.REPRINT: presenter.copies.reprint,
            Action.RETURNS: presenter.start_return,
            Action.BACK: presenter.go_back,
            Action.LINE_DOWN: presenter.select_next,
            Action.LINE_UP: presenter.select_previous,
        },
    )
