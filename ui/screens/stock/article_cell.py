"""Paints the cells of the list that have two lines: the article with its glyph, and its codes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.screens.stock.state import ArticleRow
from ui.shell import icons
from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tokens
from ui.shell.theme.wear import tokens_of
from ui.widgets.frozen_table import CELL_MARGIN_PX, FrozenModel, FrozenTable
from ui.widgets.tints import tint_of

THUMB_PX = 34
THUMB_RADIUS_PX = 9
GLYPH_PX = 18
INSET_PX = CELL_MARGIN_PX
GAP_PX = 10

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFace:
    """What a cell of two lines shows.

    Attributes:
        lines: The strong line and the quiet one below it, which may be empty.
        strong: The typeface of the upper line: its size in pixels, its weight.
        has_glyph: The article's tinted glyph stands before the lines.
    """

    lines: Callable[[ArticleRow], tuple[str, str]]
    strong: tuple[int, int]
    has_glyph: bool = False


ARTICLE = CellFace(lines=lambda row: (row.name, row.variant_name), strong=(14, 500), has_glyph=True)
CODES = CellFace(lines=lambda row: (row.sku, row.barcode), strong=(13, 400))


class TwoLineCell(QStyledItemDelegate):
    """Paints a cell from the `ArticleRow` of its row."""

    def __init__(self, table: FrozenTable, face: CellFace) -> None:
        super().__init__(table)
        self._table = table
        self._face = face

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = cast("FrozenModel[ArticleRow]", index.model())
        tokens = tokens_of(self._table)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, tokens)
        self._paint_row(painter, option.rect, model.rows[index.row()], tokens)
        painter.restore()

    def _paint_row(self, painter: QPainter, whole: QRect, row: ArticleRow, tokens: Tokens) -> None:
        left = whole.left() + INSET_PX
        if self._face.has_glyph:
            top = whole.top() + (whole.height() - THUMB_PX) // 2
            thumb = self._place(whole, QRect(left, top, THUMB_PX, THUMB_PX))
            _paint_thumb(painter, thumb, row, tokens, scale=self._table.devicePixelRatioF())
            left += THUMB_PX + GAP_PX
        box = QRect(left, whole.top(), whole.right() - left - 4, whole.height())
        self._paint_lines(painter, self._place(whole, box), self._face.lines(row), tokens)

    def _place(self, whole: QRect, rect: QRect) -> QRect:
        """Move a rectangle to the other side where people read from the right."""
        return QStyle.visualRect(self._table.layoutDirection(), whole, rect)

    def _paint_lines(
        self, painter: QPainter, box: QRect, lines: tuple[str, str], tokens: Tokens
    ) -> None:
        above, below = lines
        first = box
        if below:
            first = QRect(box.left(), box.top() + 5, box.width(), 20)
            second = QRect(box.left(), box.top() + 24, box.width(), 18)
            painter.setPen(QColor(tokens.text2))
            _paint_text(painter, second, below, font(12, 400))
        painter.setPen(QColor(tokens.text))
        _paint_text(painter, first, above, font(*self._face.strong))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens
    ) -> None:
        whole: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, QColor(tokens.accent_soft))
        line = QRect(whole.left(), whole.bottom(), whole.width(), 1)
        painter.fillRect(line, QColor(tokens.border))


def _paint_thumb(
    painter: QPainter, thumb: QRect, row: ArticleRow, tokens: Tokens, *, scale: float
) -> None:
    pair = tokens.tint(tint_of(row.tint))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.ground))
    painter.drawRoundedRect(QRectF(thumb), THUMB_RADIUS_PX, THUMB_RADIUS_PX)
    glyph = icons.pixmap(row.glyph, pair.glyph, GLYPH_PX, scale=scale)
    inset = (THUMB_PX - GLYPH_PX) // 2
    painter.drawPixmap(thumb.left() + inset, thumb.top() + inset, glyph)


def _paint_text(painter: QPainter, box: QRect, text: str, typeface: QFont) -> None:
    painter.setFont(typeface)
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(typeface).elidedText(text, elide, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
