"""Draws papers as dots with Qt, which shapes every script; works on any thread.

The picture is drawn in grey and cut at the middle, without dithering, so that thin strokes stay
whole. It needs a QGuiApplication for its fonts.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from pos.documents.blocks import Blocks
from pos.documents.raster import BITS_PER_BYTE, Bitmap
from ui.paper.strips import strip_of

_WHITE_AND_BLACK = [QColor(Qt.GlobalColor.white).rgb(), QColor(Qt.GlobalColor.black).rgb()]


class QtReceiptRaster:
    """The one implementation of `pos.documents.raster.ReceiptRaster`."""

    def render(self, blocks: Blocks, *, width_dots: int) -> Bitmap:
        """Return the picture of a paper of that width; its height follows from the blocks."""
        strips = [strip_of(block, width=width_dots) for block in blocks]
        height = max(sum(strip.height for strip in strips), 1)
        image = QImage(width_dots, height, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        top = 0
        for strip in strips:
            strip.paint(painter, top)
            top += strip.height
        painter.end()
        return bitmap_of(image)


def bitmap_of(image: QImage) -> Bitmap:
    """Return an image as black and white dots: what is darker than the middle is black."""
    mono = image.convertToFormat(
        QImage.Format.Format_Mono,
        _WHITE_AND_BLACK,
        Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.MonoOnly,
    )
    row_bytes = (mono.width() + BITS_PER_BYTE - 1) // BITS_PER_BYTE
    dots = bytes(mono.constBits())
    stride = mono.bytesPerLine()
    rows = (dots[first : first + row_bytes] for first in range(0, len(dots), stride))
    return Bitmap(width=mono.width(), height=mono.height(), dots=b"".join(rows))


def image_of(bitmap: Bitmap) -> QImage:
    """Return a picture of the dots for the screen."""
    image = QImage(
        bitmap.dots, bitmap.width, bitmap.height, bitmap.row_bytes, QImage.Format.Format_Mono
    )
    image.setColorTable(_WHITE_AND_BLACK)
    return image.copy()
