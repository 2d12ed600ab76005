"""A table over a tuple of frozen rows; nothing is fetched while it paints."""

from collections.abc import Sequence
from heapq import nlargest
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QScroller, QTableView, QWidget

from ui.shell import icons
from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tone
from ui.shell.theme.wear import tokens_of
from ui.widgets.column import Column
from ui.widgets.column_widths import Need, share_out

ROW_PX = 48
DENSE_ROW_PX = 40
TITLE_PX = 12
CELL_MARGIN_PX = 15
"""What the theme and Fusion keep free at each side of a cell."""

ICON_GAP_PX = 6
"""What Qt keeps free between an icon and the words of a cell."""

ROWS_MEASURED_MAX = 500
LONGEST_MEASURED = 4
"""How many of the cells with the most letters are measured; the widest is among them."""

RowT = TypeVar("RowT")
_TEXT_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
    }
)

AnyIndex = QModelIndex | QPersistentModelIndex


class FrozenModel(QAbstractTableModel, Generic[RowT]):
    """Rows as they were given."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._view = parent
        self._rows: tuple[RowT, ...] = ()

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows that are shown."""
        return self._rows

    def show_rows(self, rows: tuple[RowT, ...]) -> None:
        """Show other rows; those that only go on below leave everything where it is."""
        before = self._rows
        if rows == before:
            return
        if before and rows[: len(before)] == before:
            self.beginInsertRows(QModelIndex(), len(before), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        column = self._columns[index.column()]
        row = self._rows[index.row()]
        if role in _TEXT_ROLES:
            is_hidden = column.is_icon_only and role == Qt.ItemDataRole.DisplayRole
            return "" if is_hidden else column.value(row)
        return self._look_of(column, row, role)

    def _look_of(self, column: Column[RowT], row: RowT, role: int) -> object:
        match role:
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole if column.tone is not None:
                return QColor(tokens_of(self._view).tone(column.tone(row)))
            case Qt.ItemDataRole.DecorationRole if column.icon is not None:
                return self._icon(column, row)
            case Qt.ItemDataRole.FontRole:
                return font(14, 600 if column.is_strong else 400)
            case _:
                return None

    def _icon(self, column: Column[RowT], row: RowT) -> QPixmap | None:
        name = column.icon(row) if column.icon is not None else ""
        if not name:
            return None
        tone = column.tone(row) if column.tone is not None else Tone.SECONDARY
        scale = self._view.devicePixelRatioF()
        return icons.pixmap(name, tokens_of(self._view).tone(tone), icons.BUTTON_PX, scale=scale)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None


class FrozenTable(QTableView):
    """Shows frozen rows, one of which may be chosen.

    Signals:
        chosen: The row that became the current one, or None.
        opened: The row on which Enter or a double click fell.
        ended: Somebody scrolled to the last row.
    """

    chosen = Signal(object)
    opened = Signal(object)
    ended = Signal()

    def __init__(
        self, columns: Sequence[Column[Any]], *, name: str, says: str, dense: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._columns = tuple(columns)
        self._needed_px = tuple(_needed_px(column, ()) for column in columns)
        self._frozen: FrozenModel[Any] = FrozenModel(columns, self)
        self.setModel(self._frozen)
        self._set_up(columns, DENSE_ROW_PX if dense else ROW_PX)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.activated.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_rows(self, rows: tuple[Any, ...]) -> None:
        """Show rows; the chosen one stays chosen while it is still there."""
        kept = self.current_row()
        self._frozen.show_rows(rows)
        self._needed_px = tuple(_needed_px(column, rows) for column in self._columns)
        self._fit()
        if kept in rows:
            self.select(kept)

    def current_row(self) -> object:
        """Return the chosen row, or None."""
        index = self.currentIndex()
        return self._frozen.rows[index.row()] if index.isValid() else None

    def select(self, row: object) -> None:
        """Choose a row."""
        self.selectRow(self._frozen.rows.index(row))

    def setColumnHidden(self, column: int, hide: bool) -> None:  # noqa: FBT001 - Qt's signature
        is_new = hide != self.isColumnHidden(column)
        super().setColumnHidden(column, hide)
        if is_new:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Share the width out anew among the columns that are shown."""
        shown = [place for place in range(len(self._columns)) if not self.isColumnHidden(place)]
        fixed = [place for place in shown if self._columns[place].width_px]
        rest_px = sum(self._need(place).needed_px for place in shown if place not in fixed)
        needs = [self._need(place) for place in fixed]
        widths = share_out(needs, room_px=self.viewport().width(), rest_px=rest_px)
        for place, width_px in zip(fixed, widths, strict=True):
            self.horizontalHeader().resizeSection(place, width_px)

    def _need(self, place: int) -> Need:
        """Say what a column needs; what is painted in another way is as wide as it was designed."""
        wished_px, needed_px = _width_of(self._columns[place]), self._needed_px[place]
        if self.itemDelegateForColumn(place) is not None:
            return Need(wished_px=wished_px, needed_px=wished_px)
        if self._columns[place].is_figure:
            # An amount is never cut off, whatever the words beside it lose.
            wished_px = needed_px = max(wished_px, needed_px)
        return Need(wished_px=wished_px, needed_px=needed_px)

    def _set_up(self, columns: Sequence[Column[Any]], row_px: int) -> None:
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_px)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setAccessibleName(self.accessibleName())
        header.setFixedHeight(36)
        for place, column in enumerate(columns):
            stretches = column.width_px == 0
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(place, mode)
            if not stretches:
                header.resizeSection(place, _width_of(column))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._frozen.rows[index.row()] if index.isValid() else None)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        if 0 < value == self.verticalScrollBar().maximum():
            self.ended.emit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._frozen.rows[index.row()])


def _width_of(column: Column[Any]) -> int:
    """Return the width of a column: what it asks for, and never less than its title needs."""
    return max(column.width_px, _title_px(column))


def _title_px(column: Column[Any]) -> int:
    title = QFontMetrics(font(TITLE_PX, 600)).horizontalAdvance(column.title)
    return title + 2 * CELL_MARGIN_PX + 2


def _needed_px(column: Column[Any], rows: tuple[Any, ...]) -> int:
    """Return the width at which neither the title nor a cell is cut."""
    if column.is_icon_only:
        return max(column.width_px, _title_px(column))
    shown = (column.value(row) for row in rows[:ROWS_MEASURED_MAX])
    metrics = QFontMetrics(font(14, 600 if column.is_strong else 400))
    longest = nlargest(LONGEST_MEASURED, shown, key=len)
    words_px = max(map(metrics.horizontalAdvance, longest), default=0)
    icon_px = icons.BUTTON_PX + ICON_GAP_PX if column.icon is not None else 0
    return max(_title_px(column), words_px + icon_px + 2 * CELL_MARGIN_PX + 1)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
