"""A toast says what was done and stands in nobody's way."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.shell.theme.tokens import LIGHT
from ui.shell.theme.wear import dress
from ui.shell.toast import GAP_PX, Toast


class Place:
    """An area with a toast over it."""

    def __init__(self) -> None:
        self.area = QWidget()
        self.column = QVBoxLayout(self.area)
        self.toast = Toast(self.area)

    def at(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.area, QPoint(0, 0)), widget.size())


@pytest.fixture
def place(prepared, qtbot) -> Place:
    made = Place()
    qtbot.addWidget(made.area)
    dress(made.area, LIGHT)
    made.area.resize(860, 704)
    with qtbot.waitExposed(made.area):
        made.area.show()
    return made


def test_a_toast_stands_in_the_middle_of_the_foot(place):
    place.toast.say("Cart cleared", undo=None)

    shown = place.toast.geometry()
    assert abs(shown.center().x() - place.area.rect().center().x()) <= 1
    assert shown.bottom() == place.area.rect().bottom() - GAP_PX


def test_a_toast_stands_above_the_button_at_the_foot(place, qtbot):
    place.column.addStretch()
    button = QPushButton("Complete sale")
    place.column.addWidget(button)
    qtbot.waitUntil(button.isVisible)

    place.toast.say("Cash taken", undo=None)

    assert place.toast.geometry().bottom() < place.at(button).top()


def test_a_toast_makes_way_for_a_button_that_comes(place, qtbot):
    place.toast.say("Cash taken", undo=None)
    place.column.addStretch()
    button = QPushButton("Complete sale")
    place.column.addWidget(button)

    qtbot.waitUntil(button.isVisible)
    qtbot.waitUntil(lambda: place.toast.geometry().bottom() < place.at(button).top())


def test_a_toast_without_undo_has_the_same_room_on_both_sides(place):
    place.toast.say("Cart cleared", undo=None)

    label = place.toast.findChild(QLabel, "toast-text").geometry()
    assert label.left() == place.toast.width() - label.right() - 1
