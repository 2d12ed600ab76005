"""Draws on a PDF page in whole micrometres from its top left corner.

Texts are drawn as text wherever the fonts can, so that they can be searched and copied; a script
that needs shaping is put in as a picture (trust.md O-10: the same filtered text either way).
"""

from math import ceil

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pos.documents.blocks import TextLine
from pos.documents.fonts import PaperFonts
from pos.documents.raster import ReceiptRaster
from pos.documents.text_picture import BELOW_BASELINE, LETTER_DOTS, picture_of_text
from pos.documents.typeset import Edge

DOT_UM = 125
"""A dot of a receipt printer: eight to the millimetre."""

POINTS_PER_INCH = 72
UM_PER_INCH = 25_400


class PdfPen:
    """Knows the page's height, the fonts, and who draws what they cannot."""

    def __init__(
        self, canvas: Canvas, *, fonts: PaperFonts, raster: ReceiptRaster, height_um: int
    ) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._raster = raster
        self._height_um = height_um

    def width(self, text: str, *, size_um: int, is_bold: bool) -> int:
        """Return how wide a text will be, rounded up."""
        if not self._fonts.of(is_bold=is_bold).can_draw(text):
            return self._picture(text, size_um=size_um, is_bold=is_bold).width_um
        name = self._fonts.of(is_bold=is_bold).name
        return ceil(self._canvas.stringWidth(text, name, size_um))

    def text(
        self,
        text: str,
        *,
        at_um: int,
        baseline_um: int,
        size_um: int,
        is_bold: bool = False,
        edge: Edge = Edge.LEFT,
    ) -> None:
        """Draw one line of text with its left, middle or right at a place."""
        width = self.width(text, size_um=size_um, is_bold=is_bold)
        left = {Edge.LEFT: at_um, Edge.CENTER: at_um - width // 2, Edge.RIGHT: at_um - width}[edge]
        font = self._fonts.of(is_bold=is_bold)
        if font.can_draw(text):
            self._canvas.setFont(font.name, size_um)
            self._canvas.drawString(left, self._height_um - baseline_um, text)
        else:
            picture = self._picture(text, size_um=size_um, is_bold=is_bold)
            picture.draw(self._canvas, left, self._height_um - baseline_um)

    def bars(
        self,
        bars: tuple[tuple[int, int], ...],
        *,
        left_um: int,
        top_um: int,
        module_um: int,
        height_um: int,
    ) -> None:
        """Draw the bars of a barcode as one path; `left_um` is the first bar's left edge."""
        path = self._canvas.beginPath()
        bottom = self._height_um - top_um - height_um
        for first, count in bars:
            path.rect(left_um + first * module_um, bottom, count * module_um, height_um)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def rule(self, *, left_um: int, right_um: int, at_um: int, thickness_um: int) -> None:
        """Draw a line across."""
        bottom = self._height_um - at_um - thickness_um
        self._canvas.rect(left_um, bottom, right_um - left_um, thickness_um, stroke=0, fill=1)

    def _picture(self, text: str, *, size_um: int, is_bold: bool) -> "_TextPicture":
        picture = picture_of_text(TextLine(left=text, is_bold=is_bold), self._raster)
        return _TextPicture(picture, dot_um=size_um // LETTER_DOTS)


class _TextPicture:
    """A text as dots of some size."""

    def __init__(self, image: Image.Image, *, dot_um: int) -> None:
        self._image = image
        self._dot_um = dot_um

    @property
    def width_um(self) -> int:
        """Its width on paper."""
        return self._image.width * self._dot_um

    def draw(self, canvas: Canvas, left: int, baseline: int) -> None:
        """Put it where the text would stand."""
        height = self._image.height * self._dot_um
        below = height // BELOW_BASELINE
        canvas.drawImage(ImageReader(self._image), left, baseline - below, self.width_um, height)
