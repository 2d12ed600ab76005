"""Paints the cells of the list that have two lines: the article with its glyph, and its codes."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.screens.stock.state import ArticleRow
from ui.shell import icons
from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tokens
from ui.shell.theme.wear import tokens_of
from ui.widgets.frozen_table import FrozenModel, FrozenTable
from ui.widgets.tints import tint_of

THUMB_PX = 34
THUMB_RADIUS_PX = 9
GLYPH_PX = 18
INSET_PX = 12
GAP_PX = 10

AnyIndex = QModelIndex | QPersistentModelIndex


class TwoLineCell(QStyledItemDelegate):
    """Paints a cell from the `ArticleRow` of its row; what it paints, its subclasses say.

    Attributes:
        strong: The typeface of the upper line.
    """

    strong = (14, 500)

    def __init__(self, table: FrozenTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = cast("FrozenModel[ArticleRow]", index.model())
        tokens = tokens_of(self._table)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, tokens)
        self.paint_row(painter, option.rect, model.rows[index.row()], tokens)
        painter.restore()

    def paint_row(self, painter: QPainter, whole: QRect, row: ArticleRow, tokens: Tokens) -> None:
        """Paint what is in the cell."""
        raise NotImplementedError

    def place(self, whole: QRect, rect: QRect) -> QRect:
        """Move a rectangle to the other side where people read from the right."""
        return QStyle.visualRect(self._table.layoutDirection(), whole, rect)

    def words(self, painter: QPainter, box: QRect, lines: tuple[str, str], tokens: Tokens) -> None:
        """Paint a strong line and a quiet one below it; alone it stands in the middle."""
        above, below = lines
        first = box
        if below:
            first = QRect(box.left(), box.top() + 5, box.width(), 20)
            second = QRect(box.left(), box.top() + 24, box.width(), 18)
            painter.setPen(QColor(tokens.text2))
            _paint_text(painter, second, below, font(12, 400))
        painter.setPen(QColor(tokens.text))
        _paint_text(painter, first, above, font(*self.strong))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens
    ) -> None:
        whole: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, QColor(tokens.accent_soft))
        line = QRect(whole.left(), whole.bottom(), whole.width(), 1)
        painter.fillRect(line, QColor(tokens.border))


class ArticleCell(TwoLineCell):
    """A tinted glyph, the name, the variant below it."""

    def paint_row(self, painter: QPainter, whole: QRect, row: ArticleRow, tokens: Tokens) -> None:
        top = whole.top() + (whole.height() - THUMB_PX) // 2
        thumb = self.place(whole, QRect(whole.left() + INSET_PX, top, THUMB_PX, THUMB_PX))
        _paint_thumb(painter, thumb, row, tokens, scale=self._table.devicePixelRatioF())
        left = whole.left() + INSET_PX + THUMB_PX + GAP_PX
        box = QRect(left, whole.top(), whole.right() - left - 4, whole.height())
        self.words(painter, self.place(whole, box), (row.name, row.variant_name), tokens)


class CodesCell(TwoLineCell):
    """The SKU, the barcode below it."""

    strong = (13, 400)

    def paint_row(self, painter: QPainter, whole: QRect, row: ArticleRow, tokens: Tokens) -> None:
        box = QRect(
            whole.left() + INSET_PX, whole.top(), whole.width() - INSET_PX - 4, whole.height()
        )
        self.words(painter, box, (row.sku, row.barcode), tokens)


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
