"""Draws one block across the paper: how high it is, and its dots."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from pos.documents.barcodes import Symbology, bars_of, modules_of
from pos.documents.blocks import Align, Barcode, Block, Gap, Rule, Size, Table, TextLine
from pos.documents.typeset import Edge, Row, Sheet, set_table, set_text_line
from ui.paper.typeface import font_of

DOTS_PER_MODULE = 3
QUIET_PRINTED_MODULES = 5
"""The quiet zone that must be inside of the print; the paper's own margin, 4 mm on each side of it,
is the rest."""

BARCODE_HEIGHT_DOTS = 96
GAP_DOTS = 14
INDENT_DOTS = 24
RULE_DOTS = 2
RULE_HEIGHT_DOTS = 14
CELL_GAP_DOTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A part of the paper as wide as the paper.

    Attributes:
        height: In dots.
        paint: Draws it below the given row of dots.
    """

    height: int
    paint: Callable[[QPainter, int], None]


def strip_of(block: Block, *, width: int) -> Strip:
    """Return the strip of a block on a paper of that many dots."""
    match block:
        case TextLine():
            font = font_of(block.size, is_bold=block.is_bold)
            return _rows_strip(set_text_line(block, _sheet(width, font)), font, bold=font)
        case Table():
            font = font_of(Size.NORMAL)
            bold = font_of(Size.NORMAL, is_bold=True)
            return _rows_strip(set_table(block, _sheet(width, bold)), font, bold=bold)
        case Rule():
            return _rule_strip(width)
        case Gap():
            return Strip(height=GAP_DOTS, paint=_paint_nothing)
        case Barcode():
            return _barcode_strip(block, width)


def _sheet(width: int, font: QFont) -> Sheet:
    metrics = QFontMetricsF(font)

    def measure(text: str) -> int:
        return ceil(metrics.horizontalAdvance(text))

    return Sheet(width=width, gap=CELL_GAP_DOTS, indent=INDENT_DOTS, measure=measure)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ShapedCell:
    """A text that Qt has shaped; the layout owns the line."""

    layout: QTextLayout
    line: QTextLine
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _ShapedRow:
    """Texts on one baseline: fonts of different scripts rise and fall differently."""

    cells: tuple[_ShapedCell, ...]
    ascent: int
    height: int


def _rows_strip(rows: tuple[Row, ...], font: QFont, *, bold: QFont) -> Strip:
    shaped = tuple(_shape_row(row, bold if row.is_bold else font) for row in rows)

    def paint(painter: QPainter, top: int) -> None:
        for row in shaped:
            for cell in row.cells:
                above = top + row.ascent - round(cell.line.ascent())
                cell.line.draw(painter, QPointF(cell.left, above))
            top += row.height

    return Strip(height=sum(row.height for row in shaped), paint=paint)


def _shape_row(row: Row, font: QFont) -> _ShapedRow:
    cells = tuple(_shape(cell.text, font, at=cell.at, edge=cell.edge) for cell in row.cells)
    metrics = QFontMetricsF(font)
    ascent = ceil(max(metrics.ascent(), *(cell.line.ascent() for cell in cells)))
    descent = ceil(max(metrics.descent(), *(cell.line.descent() for cell in cells)))
    return _ShapedRow(cells=cells, ascent=ascent, height=ascent + descent)


def _shape(text: str, font: QFont, *, at: int, edge: Edge) -> _ShapedCell:
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    width = ceil(line.naturalTextWidth())
    left = {Edge.LEFT: at, Edge.CENTER: at - width // 2, Edge.RIGHT: at - width}[edge]
    return _ShapedCell(layout=layout, line=line, left=left)


def _rule_strip(width: int) -> Strip:
    def paint(painter: QPainter, top: int) -> None:
        row = QRect(0, top + (RULE_HEIGHT_DOTS - RULE_DOTS) // 2, width, RULE_DOTS)
        painter.fillRect(row, Qt.GlobalColor.black)

    return Strip(height=RULE_HEIGHT_DOTS, paint=paint)


def _barcode_strip(block: Barcode, width: int) -> Strip:
    modules = modules_of(block.text, Symbology.CODE_128)
    quiet = Symbology.CODE_128.quiet_left + Symbology.CODE_128.quiet_right
    length = (len(modules) + quiet) * DOTS_PER_MODULE
    is_upright = (len(modules) + 2 * QUIET_PRINTED_MODULES) * DOTS_PER_MODULE > width
    bars = [(DOTS_PER_MODULE * first, DOTS_PER_MODULE * count) for first, count in bars_of(modules)]
    caption = strip_of(TextLine(left=block.caption, align=Align.CENTER), width=width)
    height = length if is_upright else BARCODE_HEIGHT_DOTS
    quiet_dots = Symbology.CODE_128.quiet_left * DOTS_PER_MODULE

    def paint(painter: QPainter, top: int) -> None:
        for first, thickness in bars:
            if is_upright:
                left = (width - BARCODE_HEIGHT_DOTS) // 2
                bar = QRect(left, top + quiet_dots + first, BARCODE_HEIGHT_DOTS, thickness)
            else:
                left = (width - length) // 2 + quiet_dots
                bar = QRect(left + first, top, thickness, BARCODE_HEIGHT_DOTS)
            painter.fillRect(bar, Qt.GlobalColor.black)
        caption.paint(painter, top + height)

    return Strip(height=height + caption.height, paint=paint)


def _paint_nothing(painter: QPainter, top: int) -> None:
    """Leave the paper empty."""
