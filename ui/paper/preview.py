"""Shows a paper as it will come out: the very dots that are sent, on a strip of paper."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from pos.documents.raster import Bitmap
from ui.paper.raster import image_of

PAPER_MARGIN_DOTS = 32
"""A printer leaves about four millimetres free at both edges of the roll."""

DESK_MARGIN_PX = 16
SHADOW_PX = 4
_PAPER = QColor(Qt.GlobalColor.white)
_SHADOW = QColor(0, 0, 0, 48)


class PaperStrip(QWidget):
    """The paper itself, never larger than its dots and never wider than its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper-strip")
        self.setAccessibleName("Receipt")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._image = QImage()

    @property
    def image(self) -> QImage:
        """The dots that are shown."""
        return self._image

    def show_bitmap(self, bitmap: Bitmap) -> None:
        """Show other dots."""
        self._image = image_of(bitmap)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._paper(width).height() + 2 * DESK_MARGIN_PX

    def sizeHint(self) -> QSize:
        width = self._image.width() + 2 * (PAPER_MARGIN_DOTS + DESK_MARGIN_PX)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, _: object) -> None:
        self._fit()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._image.isNull():
            return
        paper = self._paper(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(paper.translated(SHADOW_PX, SHADOW_PX), _SHADOW)
        painter.fillRect(paper, _PAPER)
        painter.drawImage(self._dots(paper), self._image)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(max(self.heightForWidth(self.width()), 1))
        self.update()

    def _paper(self, width: int) -> QRect:
        """Return where the paper lies in a widget of that width."""
        full = self._image.width() + 2 * PAPER_MARGIN_DOTS
        shown = max(min(full, width - 2 * DESK_MARGIN_PX), 1)
        height = (self._image.height() + 2 * PAPER_MARGIN_DOTS) * shown // full
        return QRect((width - shown) // 2, DESK_MARGIN_PX, shown, height)

    def _dots(self, paper: QRect) -> QRect:
        full = self._image.width() + 2 * PAPER_MARGIN_DOTS
        margin = PAPER_MARGIN_DOTS * paper.width() // full
        return paper.adjusted(margin, margin, -margin, -margin)


class ReceiptPreview(QScrollArea):
    """A paper in a frame that scrolls when the paper is longer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("receipt-preview")
        self.setAccessibleName("Receipt preview")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip = PaperStrip()
        self.setWidget(self._strip)

    @property
    def image(self) -> QImage:
        """The dots that are shown."""
        return self._strip.image

    def show_bitmap(self, bitmap: Bitmap) -> None:
        """Show a paper from its top."""
        self._strip.show_bitmap(bitmap)
        self.verticalScrollBar().setValue(0)
