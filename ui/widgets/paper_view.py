"""Shows a paper as it will be printed, scaled to the room there is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QVBoxLayout, QWidget

from ui.widgets.label import PlainLabel, plane

PAPER_WIDTH_PX = 384
PAPER_MARGIN_PX = 14
AROUND_PX = 16


class PaperView(QScrollArea):
    """A white sheet that scrolls up and down."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._image = QImage()
        self._label = PlainLabel()
        self._sheet = plane(QWidget(), "paper")
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(PAPER_MARGIN_PX, PAPER_MARGIN_PX, PAPER_MARGIN_PX, PAPER_MARGIN_PX)
        sheet.addWidget(self._label)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(AROUND_PX, AROUND_PX, AROUND_PX, AROUND_PX)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        around.addWidget(self._sheet, alignment=top)
        self.setWidget(inside)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_paper(self, image: QImage, *, says: str) -> None:
        """Show the picture of a paper.

        Args:
            image: Its dots.
            says: Accessible name.
        """
        self._image = image
        self._label.setAccessibleName(says)
        self.setAccessibleName(says)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._image.isNull():
            return
        frame = 2 * (AROUND_PX + PAPER_MARGIN_PX)
        width = max(1, min(self.viewport().width(), PAPER_WIDTH_PX + frame) - frame)
        size = QSize(width, self._image.height() * width // self._image.width())
        scale = self.devicePixelRatioF()
        drawn = QPixmap.fromImage(
            self._image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
                size * scale,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        drawn.setDevicePixelRatio(scale)
        self._label.setPixmap(drawn)
        self._label.setFixedSize(size)
