"""What must hold for everything that a person can touch."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QWidget

from ui.shell.theme.fonts import font
from ui.widgets.frozen_table import CELL_MARGIN_PX, TITLE_PX, FrozenTable

TARGET_PX = 44
INTERACTIVE = (QAbstractButton, QLineEdit, QAbstractItemView)


def visible(root: QWidget, kinds) -> list[QWidget]:
    """Return the widgets of some kinds that are on the screen; Qt's own parts are left out."""
    found = [each for each in root.findChildren(QWidget) if isinstance(each, kinds)]
    return [each for each in found if each.isVisible() and not _is_qts(each)]


def too_small(root: QWidget) -> list[str]:
    """Name the buttons that a finger would miss."""
    return [
        _name(each)
        for each in visible(root, QAbstractButton)
        if each.width() < TARGET_PX or each.height() < TARGET_PX
    ]


def clipped(root: QWidget) -> list[str]:
    """Name the buttons whose words do not fit."""
    return [
        _name(each)
        for each in visible(root, QAbstractButton)
        if each.width() < each.minimumSizeHint().width()
    ]


def covered(root: QWidget) -> list[str]:
    """Name the pairs of buttons that lie on each other."""
    buttons = visible(root, QAbstractButton)
    places = [(each, QRect(each.mapTo(root, QPoint(0, 0)), each.size())) for each in buttons]
    return [
        f"{_name(one)} / {_name(other)}"
        for at, (one, here) in enumerate(places)
        for other, there in places[at + 1 :]
        if one.parentWidget() is other.parentWidget() and here.intersects(there)
    ]


def cut_titles(root: QWidget) -> list[str]:
    """Name the columns whose titles do not fit between the margins of their cells."""
    metrics = QFontMetrics(font(TITLE_PX, 600))
    return [
        f"{_name(table)}: {title}"
        for table in visible(root, FrozenTable)
        for place in range(table.model().columnCount())
        if (title := table.model().headerData(place, Qt.Orientation.Horizontal))
        and not table.isColumnHidden(place)
        and metrics.horizontalAdvance(title) + 2 * CELL_MARGIN_PX > table.columnWidth(place)
    ]


def below(floating: QWidget, widgets: list[QWidget]) -> list[str]:
    """Name the widgets of which something floating over them hides a part."""
    return [
        _name(each)
        for each in widgets
        if QRect(each.mapToGlobal(QPoint(0, 0)), each.size()).intersects(
            QRect(floating.mapToGlobal(QPoint(0, 0)), floating.size())
        )
    ]


def unnamed(root: QWidget) -> list[str]:
    """Name the interactive widgets that a screen reader could not say."""
    return [_name(each) for each in visible(root, INTERACTIVE) if not each.accessibleName()]


def check_all(root: QWidget) -> None:
    """Check all of this; layouts may need a moment, so wait until it holds."""
    assert too_small(root) == []
    assert clipped(root) == []
    assert covered(root) == []
    assert unnamed(root) == []
    assert cut_titles(root) == []


def _is_qts(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or type(widget).__name__ == "QTableCornerButton"


def _name(widget: QWidget) -> str:
    said = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName() or said!r}"
