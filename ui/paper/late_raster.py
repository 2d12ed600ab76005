"""Draws papers without a window, and loads Qt only when something is really drawn.

Most papers that commands write need no drawing: a PDF has its own fonts, and text has none.
"""

import os
from typing import TYPE_CHECKING

from pos.documents.blocks import Blocks
from pos.documents.raster import Bitmap

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

PLATFORM_VARIABLE = "QT_QPA_PLATFORM"


class LateRaster:
    """A `pos.documents.raster.ReceiptRaster` for commands; it needs no screen."""

    def __init__(self) -> None:
        self._application: QCoreApplication | None = None

    def render(self, blocks: Blocks, *, width_dots: int) -> Bitmap:
        """Return the picture of a paper of that width."""
        # Loaded here for its cost: half a second that text and most PDFs need not wait for.
        from PySide6.QtGui import QGuiApplication

        from ui.paper.raster import QtReceiptRaster

        if self._application is None:
            os.environ.setdefault(PLATFORM_VARIABLE, "offscreen")
            self._application = QGuiApplication.instance() or QGuiApplication([])
        return QtReceiptRaster().render(blocks, width_dots=width_dots)
