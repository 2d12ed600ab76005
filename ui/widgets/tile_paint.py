"""Draws one tile into a pixmap; the grid keeps the pixmaps and only copies them to the screen."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QTextOption

from ui.shell import icons
from ui.shell.theme.fonts import font
from ui.shell.theme.tokens import Tokens, Tone
from ui.widgets.tile import Tile
from ui.widgets.tints import tint_of

RADIUS_PX = 12
THUMB_RADIUS_PX = 9
THUMB_PX = 54
INSET_PX = 5
TEXT_INSET_PX = 11
BADGE_PX = 26
PRICE_SIZES_PX = (16, 15, 14, 13, 12, 11)
PRICE_BESIDE_MIN_PX = 14
NOTE_PX = 12
GAP_PX = 8
CACHE_MAX = 600

_DIMMED = 0.55
_SOLID = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Everything that a drawn tile depends on.

    Attributes:
        badge: How many of it are in the cart, as text; "" means none.
        scale: Device pixels per logical pixel.
        is_right_to_left: Badge at the left, text from the right.
    """

    tile: Tile | None
    badge: str
    size: tuple[int, int]
    theme: str
    scale: float
    is_current: bool
    is_right_to_left: bool


class TileCache:
    """The last tiles that were drawn."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[Face, QPixmap] = OrderedDict()

    def get(self, face: Face, tokens: Tokens) -> QPixmap:
        """Return a drawn tile, drawing it when it is new."""
        found = self._drawn.get(face)
        if found is None:
            found = draw(face, tokens)
            self._drawn[face] = found
            if len(self._drawn) > CACHE_MAX:
                self._drawn.popitem(last=False)
        else:
            self._drawn.move_to_end(face)
        return found


def draw(face: Face, tokens: Tokens) -> QPixmap:
    """Draw a tile; without an article, the grey shape of one that is still being looked for."""
    size = QSize(*face.size)
    drawn = QPixmap(size * face.scale)
    drawn.setDevicePixelRatio(face.scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
    _draw_card(painter, box, tokens, is_current=face.is_current)
    if face.tile is None:
        _draw_skeleton(painter, box, tokens)
    else:
        _draw_thumb(painter, box, face.tile, tokens, scale=face.scale)
        _draw_texts(painter, box, face.tile, tokens)
        _draw_badge(painter, box, face, tokens)
    painter.end()
    return drawn


def _draw_card(painter: QPainter, box: QRectF, tokens: Tokens, *, is_current: bool) -> None:
    painter.setBrush(QColor(tokens.surface))
    pen = QPen(QColor(tokens.focus), 2) if is_current else QPen(QColor(tokens.border), 1)
    painter.setPen(pen)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5) if is_current else box
    painter.drawRoundedRect(inner, RADIUS_PX, RADIUS_PX)


def _thumb(box: QRectF) -> QRectF:
    return QRectF(box.left() + INSET_PX, box.top() + INSET_PX, box.width() - 2 * INSET_PX, THUMB_PX)


def _draw_skeleton(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.sunken))
    painter.drawRoundedRect(_thumb(box), THUMB_RADIUS_PX, THUMB_RADIUS_PX)
    left = box.left() + TEXT_INSET_PX
    for top, share in ((72, 0.7), (box.height() - 30, 0.35)):
        bar = QRectF(left, top, box.width() * share, 12)
        painter.drawRoundedRect(bar, INSET_PX, INSET_PX)


def _draw_thumb(
    painter: QPainter, box: QRectF, tile: Tile, tokens: Tokens, *, scale: float
) -> None:
    pair = tokens.tint(tint_of(tile.tint))
    thumb = _thumb(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.ground))
    painter.drawRoundedRect(thumb, THUMB_RADIUS_PX, THUMB_RADIUS_PX)
    side = icons.TILE_PX
    glyph = icons.pixmap(tile.glyph, pair.glyph, side, scale=scale, stroke="1.75")
    painter.setOpacity(_DIMMED if tile.is_dimmed else _SOLID)
    centre = thumb.center()
    painter.drawPixmap(
        QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side).topLeft(), glyph
    )
    painter.setOpacity(_SOLID)


def _draw_texts(painter: QPainter, box: QRectF, tile: Tile, tokens: Tokens) -> None:
    muted = tokens.text3
    text = box.adjusted(TEXT_INSET_PX, 0, -TEXT_INSET_PX, 0)
    painter.setFont(font(14, 500))
    painter.setPen(QColor(muted if tile.is_dimmed else tokens.text))
    wrap = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    wrap.setWrapMode(QTextOption.WrapMode.WordWrap)
    painter.drawText(
        QRectF(text.left(), 66, text.width(), 38), two_lines(tile.name, text.width()), wrap
    )
    foot = QRectF(text.left(), box.bottom() - 33, text.width(), 24)
    note_font = font(NOTE_PX, 500 if tile.note_tone is not Tone.CAPTION else 400)
    note_width = QFontMetricsF(note_font).horizontalAdvance(tile.note)
    price_font = font(
        price_px(tile.price, text.width(), beside=note_width and note_width + GAP_PX), 700
    )
    painter.setFont(price_font)
    painter.setPen(QColor(muted if tile.is_dimmed else tokens.text))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | middle, tile.price)
    taken = QFontMetricsF(price_font).horizontalAdvance(tile.price)
    painter.setFont(note_font)
    painter.setPen(QColor(tokens.tone(tile.note_tone)))
    note = whole_words(tile.note, QFontMetricsF(note_font), text.width() - taken - GAP_PX)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | middle, note)


def price_px(price: str, width: float, *, beside: float = 0) -> int:
    """Return the largest size in which a price is not cut off by the edge of the tile.

    Args:
        width: Of the line.
        beside: What else wants to stand in it; a price gets a little smaller for that.
    """
    widths = {
        size_px: QFontMetricsF(font(size_px, 700)).horizontalAdvance(price)
        for size_px in PRICE_SIZES_PX
    }
    with_note = (
        size_px
        for size_px, wide in widths.items()
        if size_px >= PRICE_BESIDE_MIN_PX and wide + beside <= width
    )
    alone = (size_px for size_px, wide in widths.items() if wide <= width)
    return next(with_note, next(alone, PRICE_SIZES_PX[-1]))


def whole_words(note: str, metrics: QFontMetricsF, width: float) -> str:
    """Leave out the last words of a note that has no room: a weight that is cut is another."""
    words = note.split(" ")
    while len(words) > 1 and metrics.horizontalAdvance(" ".join(words)) > width:
        words.pop()
    return metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)


def two_lines(name: str, width: float) -> str:
    """Shorten a name so that it fits in two lines of the tile."""
    metrics = QFontMetricsF(font(14, 500))
    if metrics.horizontalAdvance(name) <= width:
        return name
    first: list[str] = []
    rest = name.split(" ")
    while rest and metrics.horizontalAdvance(" ".join([*first, rest[0]])) <= width:
        first.append(rest.pop(0))
    if not first:
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)
    return " ".join(first) + ("\n" + second if second else "")


def _draw_badge(painter: QPainter, box: QRectF, face: Face, tokens: Tokens) -> None:
    if not face.badge:
        return
    painter.setFont(font(13, 700))
    width = max(BADGE_PX, painter.fontMetrics().horizontalAdvance(face.badge) + 12)
    inset = 9
    left = box.left() + inset if face.is_right_to_left else box.right() - inset - width
    badge = QRectF(left, box.top() + inset, width, BADGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(badge, BADGE_PX / 2, BADGE_PX / 2)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, face.badge)
