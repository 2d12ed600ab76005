"""The grid of articles: frozen tiles, drawn once and copied."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.shell.theme.wear import tokens_of
from ui.widgets.tile import Tile
from ui.widgets.tile_paint import Face, TileCache

TILE_WIDTH_MIN_PX = 150
TILE_HEIGHT_PX = 138
GAP_PX = 10
SKELETONS = 12
BATCH = 200
SCROLL_BAR_PX = 4

AnyIndex = QModelIndex | QPersistentModelIndex

TILE_ROLE = int(Qt.ItemDataRole.UserRole)
BADGE_ROLE = TILE_ROLE + 1


class TileModel(QAbstractListModel):
    """Tiles, and how many of each are in the cart."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile | None, ...] = ()
        self._badges: Mapping[UUID, str] = {}

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        tile = self._tiles[index.row()]
        if role == TILE_ROLE:
            return tile
        if tile is None:
            return None
        if role == BADGE_ROLE:
            return self._badges.get(tile.key, "")
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return tile.says
        return tile.name if role == Qt.ItemDataRole.DisplayRole else None

    def show_tiles(self, tiles: tuple[Tile | None, ...]) -> None:
        """Show other tiles; None stands for one that is still being looked for."""
        if tiles == self._tiles:
            return
        self.beginResetModel()
        self._tiles = tiles
        self.endResetModel()

    def show_badges(self, badges: Mapping[UUID, str]) -> None:
        """Change counts; only tiles whose count changed are drawn again."""
        before, self._badges = self._badges, dict(badges)
        for row, tile in enumerate(self._tiles):
            if tile is not None and before.get(tile.key) != self._badges.get(tile.key):
                index = self.index(row)
                self.dataChanged.emit(index, index, [BADGE_ROLE])


class TileDelegate(QStyledItemDelegate):
    """Copies drawn tiles to the screen."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._cache = TileCache()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        half = GAP_PX // 2
        box = option.rect.adjusted(half, half, -half, -half)
        tokens = tokens_of(self._view)
        state = option.state
        right_to_left = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        face = Face(
            tile=index.data(TILE_ROLE),
            badge=index.data(BADGE_ROLE) or "",
            size=(box.width(), box.height()),
            theme=tokens.name,
            scale=self._view.devicePixelRatioF(),
            is_current=bool(state & QStyle.StateFlag.State_HasFocus),
            is_right_to_left=right_to_left,
        )
        painter.drawPixmap(box.topLeft(), self._cache.get(face, tokens))


class TileGrid(QListView):
    """Shows tiles in as many columns as fit.

    Signals:
        chosen: Key of the tile that was tapped.
        asked: Key of the tile whose details are wished (right click, long press).
    """

    chosen = Signal(object)
    asked = Signal(object)

    def __init__(self, *, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._tiles = TileModel(self)
        self.setModel(self._tiles)
        self.setItemDelegate(TileDelegate(self))
        self._set_up()
        self.clicked.connect(self._choose)
        self.activated.connect(self._activate)
        self.customContextMenuRequested.connect(self._ask)

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show these tiles."""
        self._tiles.show_tiles(tiles)

    def show_skeletons(self) -> None:
        """Show the shapes of tiles while they are looked for."""
        self._tiles.show_tiles((None,) * SKELETONS)

    def show_badges(self, badges: Mapping[UUID, str]) -> None:
        """Show how many of each are in the cart."""
        self._tiles.show_badges(badges)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _set_up(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def _fit(self) -> None:
        room = self.viewport().width() - SCROLL_BAR_PX
        columns = max(1, room // (TILE_WIDTH_MIN_PX + GAP_PX))
        self.setGridSize(QSize(room // columns, TILE_HEIGHT_PX + GAP_PX))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        tile = index.data(TILE_ROLE)
        if tile is not None:
            self.chosen.emit(tile.key)

    @Slot(QModelIndex)
    def _activate(self, index: QModelIndex) -> None:
        if not self.underMouse():
            self._choose(index)

    @Slot(object)
    def _ask(self, where: object) -> None:
        tile = self.indexAt(where).data(TILE_ROLE)  # type: ignore[arg-type]
        if tile is not None:
            self.asked.emit(tile.key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.viewport().update()
