"""Price labels as dots, for label printers (ZPL) and as a picture (PNG).

A label printer gets a finished picture: no name of an article can be a command of its language,
and every script comes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from pos.documents.blocks import TextLine
from pos.documents.fonts import PaperFonts
from pos.documents.label_pdf import LabelWish
from pos.documents.pdf_pen import DOT_UM
from pos.documents.price_label import PriceLabel, draw_label
from pos.documents.raster import ReceiptRaster
from pos.documents.text_picture import BELOW_BASELINE, LETTER_DOTS, picture_of_text
from pos.documents.typeset import Edge

_BLACK, _WHITE = 0, 255
_DOTS_PER_INCH = (203, 203)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRoll:
    """Draws labels of one size with eight dots to the millimetre.

    Attributes:
        size: Width and height of a label in micrometres.
        locale: As in "en_GB".
        fonts: For the texts.
        raster: Draws names whose script the fonts lack.
    """

    size: tuple[int, int]
    locale: str
    fonts: PaperFonts
    raster: ReceiptRaster

    def png(self, wishes: Sequence[LabelWish]) -> bytes:
        """Return one picture with every copy below the other, as they leave the printer.

        Raises:
            BarcodeRefusedError: A code cannot be a barcode.
            LabelTooSmallError: A barcode would be too narrow to scan.
        """
        pictures = [self._picture(wish.label) for wish in wishes for _ in range(wish.copies)]
        roll = Image.new("1", (pictures[0].width, pictures[0].height * len(pictures)))
        for index, picture in enumerate(pictures):
            roll.paste(picture, (0, picture.height * index))
        target = BytesIO()
        roll.save(target, "PNG", dpi=_DOTS_PER_INCH)
        return target.getvalue()

    def zpl(self, wishes: Sequence[LabelWish]) -> bytes:
        """Return the commands for a label printer that speaks ZPL.

        Raises:
            BarcodeRefusedError: A code cannot be a barcode.
            LabelTooSmallError: A barcode would be too narrow to scan.
        """
        return "".join(_zpl(self._picture(wish.label), wish.copies) for wish in wishes).encode()

    def _picture(self, label: PriceLabel) -> Image.Image:
        width, height = (ceil(edge / DOT_UM) for edge in self.size)
        grey = Image.new("L", (width, height), _WHITE)
        pen = _PicturePen(grey, fonts=self.fonts, raster=self.raster)
        draw_label(label, pen, place=(0, 0), size=self.size, locale=self.locale)
        return grey.convert("1", dither=Image.Dither.NONE)


class _PicturePen:
    """The `LabelPen` of a picture, whose bars are whole dots; see there for its methods."""

    def __init__(self, picture: Image.Image, *, fonts: PaperFonts, raster: ReceiptRaster) -> None:
        self._picture = picture
        self._draw = ImageDraw.Draw(picture)
        self._fonts = fonts
        self._raster = raster

    def width(self, text: str, *, size_um: int, is_bold: bool) -> int:
        if not self._fonts.of(is_bold=is_bold).can_draw(text):
            return self._drawn_text(text, size_um=size_um, is_bold=is_bold).width * DOT_UM
        return ceil(self._font(size_um, is_bold=is_bold).getlength(text)) * DOT_UM

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
        width = self.width(text, size_um=size_um, is_bold=is_bold)
        left = {Edge.LEFT: at_um, Edge.CENTER: at_um - width // 2, Edge.RIGHT: at_um - width}[edge]
        place = (left // DOT_UM, baseline_um // DOT_UM)
        if self._fonts.of(is_bold=is_bold).can_draw(text):
            font = self._font(size_um, is_bold=is_bold)
            self._draw.text(place, text, fill=_BLACK, font=font, anchor="ls")
            return
        drawn = self._drawn_text(text, size_um=size_um, is_bold=is_bold)
        self._picture.paste(
            drawn, (place[0], place[1] - drawn.height + drawn.height // BELOW_BASELINE)
        )

    def bars(
        self,
        bars: tuple[tuple[int, int], ...],
        *,
        left_um: int,
        top_um: int,
        module_um: int,
        height_um: int,
    ) -> None:
        module = module_um // DOT_UM
        length = bars[-1][0] + bars[-1][1]
        left = (left_um + length * (module_um - module * DOT_UM) // 2) // DOT_UM
        top, bottom = top_um // DOT_UM, (top_um + height_um) // DOT_UM
        for first, count in bars:
            start = left + first * module
            self._draw.rectangle((start, top, start + count * module - 1, bottom - 1), fill=_BLACK)

    def _font(self, size_um: int, *, is_bold: bool) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._fonts.of(is_bold=is_bold).path, size_um // DOT_UM)

    def _drawn_text(self, text: str, *, size_um: int, is_bold: bool) -> Image.Image:
        drawn = picture_of_text(TextLine(left=text, is_bold=is_bold), self._raster).convert("L")
        zoom = size_um // DOT_UM
        return drawn.resize(
            (max(drawn.width * zoom // LETTER_DOTS, 1), drawn.height * zoom // LETTER_DOTS)
        )


def _zpl(picture: Image.Image, copies: int) -> str:
    row_bytes = (picture.width + 7) // 8
    size = row_bytes * picture.height
    dots = picture.tobytes("raw", "1;I").hex().upper()
    return (
        f"^XA^PW{picture.width}^LL{picture.height}"
        f"^FO0,0^GFA,{size},{size},{row_bytes},{dots}^FS^PQ{copies}^XZ\n"
    )
