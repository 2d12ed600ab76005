"""Puts the cash screen together."""

from functools import partial

from pos.documents.day_report_layout import lay_out_day_report
from pos.documents.raster import Bitmap
from pos.domain.day_report import DayReport
from pos.runtime.paths import find_paths
from ui.paper.pdf_folder import PdfFolder
from ui.paper.raster import QtReceiptRaster
from ui.screens.cash.presenter import CashPresenter
from ui.screens.cash.view import CashScreenView
from ui.shell.approval_panel import make_approvals
from ui.shell.desk import Desk
from ui.shell.screen import BuiltScreen
from ui.shell.shortcuts import Action

PAPER_DOTS = 576
FOLDER = "reports"


def draw_report(report: DayReport, *, locale: str) -> Bitmap:
    """Return the picture of a report on paper 80 mm wide."""
    blocks = lay_out_day_report(report, locale=locale)
    return QtReceiptRaster().render(blocks, width_dots=PAPER_DOTS)


def build(desk: Desk) -> BuiltScreen:
    """Make the presenter and the widgets."""
    view = CashScreenView(desk)
    folder = PdfFolder(
        find_paths().home / FOLDER, locale=desk.formats.locale, raster=QtReceiptRaster()
    )
    presenter = CashPresenter(
        view,
        desk=desk,
        approvals=make_approvals(desk),
        draw=partial(draw_report, locale=desk.formats.locale),
        save=folder.save,
    )
    view.connect_to(presenter)
    return BuiltScreen(
        main=view.main,
        pane=view.pane,
        presenter=presenter,
        keys={Action.PAY: presenter.go_on, Action.BACK: presenter.step_back},
    )
