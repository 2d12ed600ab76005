"""Buttons: the cap with the key and the words never meet."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from ui.shell.theme.tokens import LIGHT
from ui.shell.theme.wear import dress
from ui.widgets.button import GIVING_WAY_PX, Button, Look

WORDS_LIGHTNESS = 240
"""The words of a primary button are nearly white, its ground is dark."""


@pytest.fixture
def make_button(prepared, qtbot):
    """Makes a primary button with the cap F12, as wide as is said."""
    panes = []

    def make(text: str, *, width: int) -> Button:
        pane = QWidget()
        qtbot.addWidget(pane)
        button = Button(text, look=Look.PRIMARY, key="F12")
        button.setParent(pane)
        dress(pane, LIGHT)
        pane.resize(width, 64)
        button.resize(width, 64)
        with qtbot.waitExposed(pane):
            pane.show()
        panes.append(pane)
        return button

    return make


@pytest.mark.parametrize("width", range(190, 420, 10))
@pytest.mark.parametrize("text", ["Open register", "Pay \u20ac66.80", "Pay \u20ac1,234.50"])
def test_the_cap_keeps_clear_of_the_words(make_button, text, width):
    button = make_button(text, width=width)

    cap = _cap(button)
    if cap.isVisible():
        left = cap.mapTo(button, QPoint(0, 0)).x()
        assert _inked(button, QRect(left - 6, 12, 5, 40)) == []


@pytest.mark.parametrize("width", [210, 240, 270])
def test_words_without_a_cap_stand_in_the_middle(make_button, width):
    button = make_button("Open register", width=width)

    button.setEnabled(False)
    button.setEnabled(True)
    button.say("Refund \u20ac1,234,567")

    inked = _inked(button, QRect(4, 12, width - 8, 40))
    assert not _cap(button).isVisible()
    assert abs(inked[0] - (width - 1 - inked[-1])) <= 4


def test_the_cap_is_shown_where_there_is_room_for_it(make_button):
    assert _cap(make_button("Pay \u20ac66.80", width=218)).isVisible()


def test_the_lines_of_a_card_give_way_to_its_edge(qtbot):
    card = Button("Grace\ngrace.of.the.long.address@example.com", look=Look.CARD)
    qtbot.addWidget(card)
    card.resize(160, 62)
    with qtbot.waitExposed(card):
        card.show()
    narrow = card.text()

    card.resize(600, 62)

    assert narrow.startswith("Grace\ngrace.of")
    assert narrow.endswith("\u2026")
    assert card.text() == "Grace\ngrace.of.the.long.address@example.com"
    assert card.accessibleName() == "Grace grace.of.the.long.address@example.com"


def test_a_name_that_is_too_long_for_its_button_ends_in_dots(qtbot):
    button = Button("Customer", icon="user", gives_way=True)
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    button.resize(button.minimumSizeHint())
    whole = button.text()

    button.say("Wilhelmina Featherstonehaugh")
    button.resize(button.minimumSizeHint())

    assert whole == " Customer"
    assert button.text().endswith("\u2026")
    assert button.width() == GIVING_WAY_PX


def test_a_button_that_cannot_be_pressed_shows_no_key(make_button):
    button = make_button("Pay", width=300)

    button.setEnabled(False)

    assert not _cap(button).isVisible()


def _cap(button: Button) -> QLabel:
    return button.findChild(QLabel)


def _inked(button: Button, box: QRect) -> list[int]:
    picture = button.grab().toImage()
    rows = range(box.top(), box.bottom())
    return [
        x
        for x in range(box.left(), box.right() + 1)
        if any(QColor(picture.pixel(x, y)).lightness() >= WORDS_LIGHTNESS for y in rows)
    ]
