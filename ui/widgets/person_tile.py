"""A tile with a person's initials and name, of which one may be chosen."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tint, Tokens
from ui.shell.theme.wear import tokens_of

TILE_PX = 120
RADIUS_PX = 12
CIRCLE_PX = 40
TEXT_INSET_PX = 8

_TINTS = (Tint.TEAL, Tint.AMBER, Tint.BLUE, Tint.ROSE, Tint.VIOLET, Tint.LIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFace:
    """What the tile shows.

    Attributes:
        employee_no: Whose it is; decides the colour, so that a person keeps theirs.
        detail: A second line: their role.
    """

    employee_no: str
    name: str
    detail: str = ""


def initials(name: str) -> str:
    """Return the first letters of the first and the last part of a name."""
    parts = name.split()
    letters = [part[0] for part in (parts[:1] + parts[1:][-1:])]
    return "".join(letters).upper()


class PersonTile(QAbstractButton):
    """A checkable tile of 120 by 120."""

    def __init__(self, face: PersonFace, *, name: str) -> None:
        super().__init__()
        self._face = face
        self.setObjectName(name)
        self.setText(face.name)
        self.setAccessibleName(f"{face.name}, {face.detail}" if face.detail else face.name)
        self.setCheckable(True)
        self.setFixedSize(TILE_PX, TILE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(TILE_PX, TILE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        self._paint_ground(painter, tokens)
        self._paint_initials(painter, tokens)
        self._paint_words(painter, tokens)
        painter.end()

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        ground, edge, width = tokens.surface, tokens.border, 1
        if self.isChecked():
            ground, edge, width = tokens.accent_soft, tokens.accent, 2
        elif self.underMouse() or self.isDown():
            ground, edge = tokens.surface2, tokens.border_strong
        if self.hasFocus():
            edge, width = tokens.focus, 2
        inset = width / 2
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), width))
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS_PX, RADIUS_PX)

    def _paint_initials(self, painter: QPainter, tokens: Tokens) -> None:
        tint = tokens.tint(_TINTS[sum(self._face.employee_no.encode()) % len(_TINTS)])
        circle = QRectF((TILE_PX - CIRCLE_PX) / 2, 10, CIRCLE_PX, CIRCLE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.ground))
        painter.drawEllipse(circle)
        painter.setPen(QColor(tint.glyph))
        painter.setFont(font(16, 600))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self._face.name))

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        width = TILE_PX - 2 * TEXT_INSET_PX
        name, detail = QRectF(TEXT_INSET_PX, 54, width, 38), QRectF(TEXT_INSET_PX, 93, width, 18)
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(font(14, 600))
        painter.setPen(QColor(tokens.text))
        painter.drawText(name, wrapped, self._face.name)
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.text3))
        shown = painter.fontMetrics().elidedText(
            self._face.detail, Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(detail, Qt.AlignmentFlag.AlignCenter, shown)
