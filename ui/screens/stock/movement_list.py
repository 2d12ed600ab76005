"""The movements of one variant, newest first: what, how much, when, who, by which document."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.screens.stock import text
from ui.screens.stock.state import MovementFace
from ui.shell.theme.fonts import font
from ui.shell.theme.wear import tokens_of

ROW_PX = 52
INSET_PX = 16

AnyIndex = QModelIndex | QPersistentModelIndex
_FACE_ROLE = int(Qt.ItemDataRole.UserRole)


class MovementModel(QAbstractListModel):
    """The movements as they were given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._faces: tuple[MovementFace, ...] = ()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._faces)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        face = self._faces[index.row()]
        if role == _FACE_ROLE:
            return face
        return face.says if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show_faces(self, faces: tuple[MovementFace, ...]) -> None:
        """Show other movements."""
        if faces != self._faces:
            self.beginResetModel()
            self._faces = faces
            self.endResetModel()


class MovementPainter(QStyledItemDelegate):
    """Paints one movement on two lines."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(option.rect.width(), ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        face: MovementFace = index.data(_FACE_ROLE)
        whole: QRect = option.rect
        tokens = tokens_of(self._view)
        painter.save()
        left, width = whole.left() + INSET_PX, whole.width() - 2 * INSET_PX
        painter.fillRect(QRect(left, whole.bottom(), width, 1), QColor(tokens.border))
        above = QRect(left, whole.top() + 7, width, 20)
        below = QRect(left, whole.top() + 27, width, 18)
        delta = QColor(tokens.ok if face.is_in else tokens.text)
        self._pair(painter, above, (face.kind, face.delta), sizes=(14, 15), colour=delta)
        self._pair(painter, below, (face.detail, face.when), sizes=(12, 12), colour=None)
        painter.restore()

    def _pair(
        self,
        painter: QPainter,
        line: QRect,
        words: tuple[str, str],
        *,
        sizes: tuple[int, int],
        colour: QColor | None,
    ) -> None:
        """Paint a text at the start of a line and one at its end; without a colour, quietly."""
        tokens = tokens_of(self._view)
        start, end = words
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(sizes[1], 600 if colour else 400))
        painter.setPen(colour or QColor(tokens.text3))
        taken = QFontMetrics(painter.font()).horizontalAdvance(end) + 2
        right = QRect(line.right() - taken + 1, line.top(), taken, line.height())
        painter.drawText(self._place(line, right), Qt.AlignmentFlag.AlignRight | middle, end)
        painter.setFont(font(sizes[0], 500 if colour else 400))
        painter.setPen(QColor(tokens.text if colour else tokens.text2))
        room = line.width() - taken - 12
        shown = QFontMetrics(painter.font()).elidedText(start, Qt.TextElideMode.ElideRight, room)
        box = self._place(line, QRect(line.left(), line.top(), room, line.height()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, shown)

    def _place(self, whole: QRect, rect: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), whole, rect)


class MovementList(QListView):
    """Shows movements."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("movements")
        self.setAccessibleName(text.movements())
        self._movements = MovementModel(self)
        self.setModel(self._movements)
        self.setItemDelegate(MovementPainter(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_movements(self, faces: tuple[MovementFace, ...]) -> None:
        """Show these movements."""
        self._movements.show_faces(faces)
