"""Finds where something may float over a screen without hiding what is needed there."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

CLEAR_PX = 8
"""So far it stays away from everything."""


def taken_in(area: QWidget, *, leave_out: QWidget) -> tuple[list[QRect], list[QRect]]:
    """Return where an area holds what can be touched, and what is read.

    Args:
        area: The places are in its coordinates.
        leave_out: It and what is in it are not looked at.
    """
    seen = [
        each
        for each in area.findChildren(QWidget)
        if each.isVisible() and each is not leave_out and not leave_out.isAncestorOf(each)
    ]
    touched = [each for each in seen if isinstance(each, QAbstractButton | QLineEdit)]
    read = [each for each in seen if isinstance(each, QLabel) and _says_something(each)]
    return _places(touched, area), _places(read, area)


def find_place(size: QSize, room: QRect, *, avoid: Sequence[QRect]) -> QPoint | None:
    """Return the lowest free place in a room, in the middle if possible; None if there is none."""
    last = room.bottom() + 1 - size.height()
    tops = {last, *(taken.top() - CLEAR_PX - size.height() for taken in avoid)}
    middle = room.left() + (room.width() - size.width()) // 2
    for top in sorted((top for top in tops if room.top() <= top <= last), reverse=True):
        for left in (middle, room.left(), room.right() + 1 - size.width()):
            place = QRect(QPoint(max(room.left(), left), top), size)
            around = place.adjusted(-CLEAR_PX + 1, -CLEAR_PX + 1, CLEAR_PX - 1, CLEAR_PX - 1)
            if not any(around.intersects(taken) for taken in avoid):
                return place.topLeft()
    return None


def _places(widgets: Iterable[QWidget], area: QWidget) -> list[QRect]:
    """Return what is really seen of widgets: those in a scrolled list may be out of sight."""
    places = []
    for widget in widgets:
        seen = widget.visibleRegion().boundingRect()
        if not seen.isEmpty():
            places.append(seen.translated(widget.mapTo(area, QPoint(0, 0))))
    return places


def _says_something(label: QLabel) -> bool:
    return bool(label.text()) or not label.pixmap().isNull()
