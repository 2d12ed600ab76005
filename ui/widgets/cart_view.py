"""The lines of a cart; the selected one grows to make room for a row of actions."""

from uuid import UUID

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tokens
from ui.shell.theme.wear import tokens_of
from ui.text.formats import NO_BREAK_SPACE
from ui.widgets.cart_model import ROW_ROLE, AnyIndex, CartModel
from ui.widgets.cart_row import CartRow

ROW_PX = 64
WISH_PX, WISHES_TOP_PX = 18, 52
GROWN_BY_PX = 56
ACTIONS_PX = 44
MARGIN_PX = 16
PILL = QSize(44, 36)
QUANTITY_PX = 15
QUANTITY_SMALLER_PX = (12, 11, 10)
FLASH_MS = 300


def height_of(row: CartRow) -> int:
    """Return how high a line is, without the actions below it."""
    return ROW_PX + WISH_PX * len(row.wishes)


class CartDelegate(QStyledItemDelegate):
    """Paints a line: quantity, name and detail, amount."""

    def __init__(self, view: "CartView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = height_of(index.data(ROW_ROLE))
        grown = GROWN_BY_PX if self._view.is_grown(index.row()) else 0
        return QSize(option.rect.width(), height + grown)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: CartRow = index.data(ROW_ROLE)
        tokens = tokens_of(self._view)
        whole: QRect = option.rect
        is_selected = self._view.selected_key == row.key
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, whole, tokens, row=row, is_selected=is_selected)
        line = QRect(whole.left() + MARGIN_PX, whole.top(), whole.width() - 2 * MARGIN_PX, ROW_PX)
        place = _Mirror(self._view.layoutDirection(), whole)
        pill = QRect(line.left(), line.top() + 14, PILL.width(), PILL.height())
        _paint_pill(painter, place(pill), row, tokens, is_selected=is_selected)
        amounts = _paint_amounts(painter, line, row, tokens, place=place)
        left = pill.right() + 13
        room = line.right() - amounts - 12 - left
        _paint_names(painter, place(QRect(left, line.top() + 12, room, 40)), row, tokens)
        below = QRect(left, line.top() + WISHES_TOP_PX, line.right() - left, line.height())
        _paint_wishes(painter, place(below), row, tokens)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, whole: QRect, tokens: Tokens, *, row: CartRow, is_selected: bool
    ) -> None:
        if self._view.flashing_key == row.key:
            painter.fillRect(whole, QColor(tokens.row_flash))
        elif is_selected:
            painter.fillRect(whole, QColor(tokens.accent_soft))
        elif row.is_return:
            painter.fillRect(whole, QColor(tokens.danger_soft))
        if is_selected:
            bar = QRect(whole.left(), whole.top(), 4, whole.height())
            mirrored = QStyle.visualRect(self._view.layoutDirection(), whole, bar)
            painter.fillRect(mirrored, QColor(tokens.accent))
            return
        width = whole.width() - 2 * MARGIN_PX
        hairline = QRect(whole.left() + MARGIN_PX, whole.bottom(), width, 1)
        painter.fillRect(hairline, QColor(tokens.border))


class _Mirror:
    """Moves rectangles to the other side where people read from the right."""

    def __init__(self, direction: Qt.LayoutDirection, whole: QRect) -> None:
        self._direction = direction
        self._whole = whole

    def __call__(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self._direction, self._whole, rect)


def _paint_pill(
    painter: QPainter, pill: QRect, row: CartRow, tokens: Tokens, *, is_selected: bool
) -> None:
    painter.setPen(QPen(QColor(tokens.accent if is_selected else tokens.border), 1))
    painter.setBrush(QColor(tokens.surface if is_selected else tokens.surface2))
    painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
    painter.setPen(QColor(tokens.accent_text if is_selected else tokens.text))
    quantity, size_px = _fit_quantity(row.quantity, pill.width() - 6)
    painter.setFont(font(size_px, 600))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, quantity)


def _fit_quantity(quantity: str, room: int) -> tuple[str, int]:
    """Return a quantity as it fits in its place, its measure below it, and in which size."""
    if QFontMetrics(font(QUANTITY_PX, 600)).horizontalAdvance(quantity) <= room:
        return quantity, QUANTITY_PX
    number, _, measure = quantity.partition(NO_BREAK_SPACE)
    for size_px in QUANTITY_SMALLER_PX:
        if QFontMetrics(font(size_px, 600)).horizontalAdvance(number) <= room:
            break
    return f"{number}\n{measure}" if measure else number, size_px


def _paint_amounts(
    painter: QPainter, line: QRect, row: CartRow, tokens: Tokens, *, place: _Mirror
) -> int:
    """Paint what the line costs; return how wide that is."""
    amount_font, off_font = font(16, 600), font(13, 500)
    width = max(
        QFontMetrics(amount_font).horizontalAdvance(row.amount),
        QFontMetrics(off_font).horizontalAdvance(row.off),
    )
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    left = line.right() - width
    painter.setFont(amount_font)
    painter.setPen(QColor(tokens.danger if row.is_return else tokens.text))
    painter.drawText(place(QRect(left, line.top() + 12, width + 1, 22)), right, row.amount)
    painter.setFont(off_font)
    painter.setPen(QColor(tokens.ok))
    painter.drawText(place(QRect(left, line.top() + 34, width + 1, 18)), right, row.off)
    return width


def _paint_names(painter: QPainter, box: QRect, row: CartRow, tokens: Tokens) -> None:
    name_font, detail_font = font(15, 500), font(13, 400)
    elide = Qt.TextElideMode.ElideRight
    start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(name_font)
    painter.setPen(QColor(tokens.text))
    name = QFontMetrics(name_font).elidedText(row.name, elide, box.width())
    painter.drawText(QRect(box.left(), box.top() - 2, box.width(), 22), start, name)
    painter.setFont(detail_font)
    painter.setPen(QColor(tokens.text2))
    detail = QFontMetrics(detail_font).elidedText(row.detail, elide, box.width())
    painter.drawText(QRect(box.left(), box.top() + 22, box.width(), 18), start, detail)


def _paint_wishes(painter: QPainter, box: QRect, row: CartRow, tokens: Tokens) -> None:
    wish_font = font(13, 400)
    start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(wish_font)
    painter.setPen(QColor(tokens.text))
    for place, wish in enumerate(row.wishes):
        line = QRect(box.left(), box.top() + place * WISH_PX, box.width(), WISH_PX)
        elide = Qt.TextElideMode.ElideRight
        words = QFontMetrics(wish_font).elidedText(wish, elide, box.width())
        painter.drawText(line, start, words)


class CartView(QListView):
    """Shows the cart.

    Args:
        actions: A widget of 44 px height, kept and moved under the selected line; None for a cart
            that is only looked at.

    Signals:
        selected: Key of the line that was tapped.
    """

    selected = Signal(object)

    def __init__(self, *, name: str, says: str, actions: QWidget | None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.selected_key: UUID | None = None
        self.flashing_key: UUID | None = None
        self._lines = CartModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(CartDelegate(self))
        self._actions = actions
        self._is_frozen = False
        if actions is not None:
            actions.setParent(self.viewport())
            actions.hide()
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._set_up()

    def show_rows(self, rows: tuple[CartRow, ...], *, selected: UUID | None) -> None:
        """Show lines, one of them selected."""
        heights = [height_of(row) for row in rows]
        moved = selected != self.selected_key or heights != list(map(height_of, self._lines.rows))
        self.selected_key = selected
        self._lines.show_rows(rows)
        if moved:
            self.scheduleDelayedItemsLayout()
            self.executeDelayedItemsLayout()
            self._reveal()
        self._place_actions()
        self.viewport().update()

    def flash(self, key: UUID) -> None:
        """Light a line up for a moment: it was just scanned."""
        self.flashing_key = key
        self._flash.start()
        self.viewport().update()

    def freeze(self, *, frozen: bool) -> None:
        """Only show the lines, while they are being paid."""
        self._is_frozen = frozen
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self._place_actions()

    def is_grown(self, place: int) -> bool:
        """Say whether the line at a place makes room for the actions."""
        if self._actions is None or self._is_frozen:
            return False
        return self._lines.rows[place].key == self.selected_key

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_actions()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_actions()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self._reveal()
        self._place_actions()

    def _set_up(self) -> None:
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._flash.timeout.connect(self._end_flash)
        self.clicked.connect(self._select)

    def _selected_place(self) -> int | None:
        for place, row in enumerate(self._lines.rows):
            if row.key == self.selected_key:
                return place
        return None

    def _reveal(self) -> None:
        place = self._selected_place()
        if place is not None:
            self.scrollTo(self._lines.index(place))

    def _place_actions(self) -> None:
        if self._actions is None:
            return
        place = self._selected_place()
        if place is None or self._is_frozen:
            self._actions.hide()
            return
        rect = self.visualRect(self._lines.index(place))
        top = rect.top() + height_of(self._lines.rows[place])
        width = rect.width() - 2 * MARGIN_PX
        self._actions.setGeometry(rect.left() + MARGIN_PX, top, width, ACTIONS_PX)
        self._actions.show()

    @Slot()
    def _end_flash(self) -> None:
        self.flashing_key = None
        self.viewport().update()

    @Slot(QModelIndex)
    def _select(self, index: QModelIndex) -> None:
        self.selected.emit(self._lines.rows[index.row()].key)
