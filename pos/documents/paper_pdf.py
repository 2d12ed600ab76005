"""Writes a paper as a PDF with the geometry of the printed one: the same rows, the same places."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from pos.documents.barcodes import Symbology, bars_of, modules_of
from pos.documents.blocks import Align, Barcode, Block, Blocks, Gap, Rule, Size, Table, TextLine
from pos.documents.fonts import PaperFonts
from pos.documents.pdf_pen import DOT_UM, POINTS_PER_INCH, UM_PER_INCH, PdfPen
from pos.documents.raster import ReceiptRaster
from pos.documents.typeset import Row, Sheet, set_table, set_text_line

WIDTH_DOTS = 576
MARGIN_UM = 4_000
PAGE_HEIGHT_UM_MAX = 3_000_000
"""PDF pages end somewhere above five metres; longer papers go on on the next page."""

BARCODE_HEIGHT_UM = 12_000
MODULE_UM_MAX = 3 * DOT_UM

_SIZES_UM = {Size.SMALL: 20 * DOT_UM, Size.NORMAL: 24 * DOT_UM, Size.LARGE: 40 * DOT_UM}
_GAP_UM = 14 * DOT_UM
_RULE_UM = 2 * DOT_UM
_CELL_GAP_UM = 12 * DOT_UM
_INDENT_UM = 24 * DOT_UM
_WIDTH_UM = WIDTH_DOTS * DOT_UM


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """A block's height and what draws it at a height on a page."""

    height_um: int
    draw: Callable[[PdfPen, int], None]


def write_pdf(blocks: Blocks, *, title: str, fonts: PaperFonts, raster: ReceiptRaster) -> bytes:
    """Return a PDF as wide as 80 mm paper; equal blocks give equal bytes.

    Args:
        blocks: The paper.
        title: What a reader shows in its title bar, as in the receipt's number.
        fonts: Embedded as far as they are used.
        raster: Draws texts whose script the fonts lack.
    """
    target = BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    measuring = PdfPen(canvas, fonts=fonts, raster=raster, height_um=0)
    strips = [_strip(block, measuring) for block in blocks]
    for page in _pages(strips):
        height = sum(strip.height_um for strip in page) + 2 * MARGIN_UM
        _draw_page(canvas, page, height_um=height, fonts=fonts, raster=raster)
    canvas.save()
    return target.getvalue()


def _pages(strips: list[_Strip]) -> Iterator[list[_Strip]]:
    page: list[_Strip] = []
    used = 0
    for strip in strips:
        if page and used + strip.height_um > PAGE_HEIGHT_UM_MAX:
            yield page
            page, used = [], 0
        page.append(strip)
        used += strip.height_um
    yield page


def _draw_page(
    canvas: Canvas,
    strips: list[_Strip],
    *,
    height_um: int,
    fonts: PaperFonts,
    raster: ReceiptRaster,
) -> None:
    scale = POINTS_PER_INCH / UM_PER_INCH
    canvas.setPageSize(((_WIDTH_UM + 2 * MARGIN_UM) * scale, height_um * scale))
    canvas.scale(scale, scale)
    pen = PdfPen(canvas, fonts=fonts, raster=raster, height_um=height_um)
    top = MARGIN_UM
    for strip in strips:
        strip.draw(pen, top)
        top += strip.height_um
    canvas.showPage()


def _strip(block: Block, pen: PdfPen) -> _Strip:
    match block:
        case TextLine():
            size = _SIZES_UM[block.size]
            rows = set_text_line(block, _sheet(pen, size, is_bold=block.is_bold))
            return _rows_strip(rows, size_um=size, is_bold=block.is_bold)
        case Table():
            size = _SIZES_UM[Size.NORMAL]
            rows = set_table(block, _sheet(pen, size, is_bold=True))
            return _rows_strip(rows, size_um=size, is_bold=False)
        case Rule():
            return _Strip(height_um=_GAP_UM, draw=_draw_rule)
        case Gap():
            return _Strip(height_um=_GAP_UM, draw=_draw_nothing)
        case Barcode():
            return _barcode_strip(block, pen)


def _sheet(pen: PdfPen, size_um: int, *, is_bold: bool) -> Sheet:
    def measure(text: str) -> int:
        return pen.width(text, size_um=size_um, is_bold=is_bold)

    return Sheet(width=_WIDTH_UM, gap=_CELL_GAP_UM, indent=_INDENT_UM, measure=measure)


def _rows_strip(rows: tuple[Row, ...], *, size_um: int, is_bold: bool) -> _Strip:
    row_height = size_um * 5 // 4

    def draw(pen: PdfPen, top: int) -> None:
        for index, row in enumerate(rows):
            for cell in row.cells:
                pen.text(
                    cell.text,
                    at_um=MARGIN_UM + cell.at,
                    baseline_um=top + index * row_height + size_um,
                    size_um=size_um,
                    is_bold=is_bold or row.is_bold,
                    edge=cell.edge,
                )

    return _Strip(height_um=row_height * len(rows), draw=draw)


def _barcode_strip(block: Barcode, pen: PdfPen) -> _Strip:
    modules = modules_of(block.text, Symbology.CODE_128)
    quiet = Symbology.CODE_128.quiet_left + Symbology.CODE_128.quiet_right
    module = min(MODULE_UM_MAX, _WIDTH_UM // (len(modules) + quiet))
    left = MARGIN_UM + (_WIDTH_UM - len(modules) * module) // 2
    caption = _strip(TextLine(left=block.caption, align=Align.CENTER), pen)

    def draw(pen: PdfPen, top: int) -> None:
        pen.bars(
            bars_of(modules),
            left_um=left,
            top_um=top,
            module_um=module,
            height_um=BARCODE_HEIGHT_UM,
        )
        caption.draw(pen, top + BARCODE_HEIGHT_UM)

    return _Strip(height_um=BARCODE_HEIGHT_UM + caption.height_um, draw=draw)


def _draw_rule(pen: PdfPen, top: int) -> None:
    pen.rule(
        left_um=MARGIN_UM,
        right_um=MARGIN_UM + _WIDTH_UM,
        at_um=top + _GAP_UM // 2,
        thickness_um=_RULE_UM,
    )


def _draw_nothing(pen: PdfPen, top: int) -> None:
    """Leave the paper empty."""
