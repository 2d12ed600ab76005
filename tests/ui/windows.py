"""What must hold for everything that a person can touch."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget

from ui.shell.theme.fonts import font
from ui.widgets.frozen_table import CELL_MARGIN_PX, TITLE_PX, FrozenTable
from ui.widgets.label import ElidedLabel

TARGET_PX = 44
ROWS_LOOKED_AT_MAX = 60
ROUNDING_PX = 3
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


def cut_cells(root: QWidget) -> list[str]:
    """Name the cells whose words are cut while a column of the same table has room to give."""
    return [
        f"{_name(table)}: {table.model().index(row, place).data()}"
        for table in visible(root, FrozenTable)
        if any(_slack(table, place) > ROUNDING_PX for place in _places(table))
        for place in _places(table)
        for row in range(min(table.model().rowCount(), ROWS_LOOKED_AT_MAX))
        if _slack(table, place, rows=(row,)) < 0
    ]


def cut_labels(root: QWidget) -> list[str]:
    """Name the labels of one line whose words are cut without dots that would say so."""
    return [
        f"{_name(label)}: {label.text()}"
        for label in visible(root, QLabel)
        if not isinstance(label, ElidedLabel) and not label.wordWrap() and label.pixmap().isNull()
        if label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()
    ]


def _places(table: FrozenTable) -> list[int]:
    """Return the columns that are shown and whose cells are plain text."""
    return [
        place
        for place in range(table.model().columnCount())
        if not table.isColumnHidden(place) and table.itemDelegateForColumn(place) is None
    ]


def _slack(table: FrozenTable, place: int, *, rows: Iterable[int] = ()) -> int:
    """Return what a column has to spare for these rows, or for all of them, in pixels."""
    chosen = list(rows) or range(min(table.model().rowCount(), ROWS_LOOKED_AT_MAX))
    metrics = QFontMetrics(font(TITLE_PX, 600))
    title = table.model().headerData(place, Qt.Orientation.Horizontal) or ""
    needed = [metrics.horizontalAdvance(title) + 2 * CELL_MARGIN_PX + 2]
    for row in chosen:
        index = table.model().index(row, place)
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole))
        needed.append(metrics.horizontalAdvance(index.data()) + 2 * CELL_MARGIN_PX)
    return table.columnWidth(place) - max(needed)


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
    assert cut_cells(root) == []
    assert cut_labels(root) == []


def _is_qts(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or type(widget).__name__ == "QTableCornerButton"


def _name(widget: QWidget) -> str:
    said = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName() or said!r}"
