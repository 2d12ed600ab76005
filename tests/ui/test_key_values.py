"""Names and values side by side: nothing of an amount is ever cut off."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.shell.theme.tokens import LIGHT, Tone
from ui.shell.theme.wear import dress
from ui.widgets.key_values import KeyValue, KeyValues


@pytest.fixture
def pane(prepared, qtbot) -> QWidget:
    """A narrow pane that is on the screen."""
    made = QWidget()
    made.setFixedSize(260, 200)
    qtbot.addWidget(made)
    dress(made, LIGHT)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def values(pane) -> KeyValues:
    """Values at the foot of the pane; they show nothing yet."""
    made = KeyValues()
    column = QVBoxLayout(pane)
    column.addStretch()
    column.addWidget(made)
    made.show()
    return made


def _label(values: KeyValues, text: str) -> QLabel:
    return next(each for each in values.findChildren(QLabel) if each.text() == text)


def test_an_amount_that_grew_has_its_room_at_once(values):
    values.show_rows([KeyValue(name="To Card", value="0")])
    values.show_rows([KeyValue(name="To Card", value="\u20ac1,234,567.89")])

    amount = _label(values, "\u20ac1,234,567.89")
    assert amount.width() >= amount.sizeHint().width()


def test_a_row_that_came_lies_below_the_others_at_once(values):
    values.show_rows([KeyValue(name="Subtotal", value="\u20ac9.90")])
    values.show_rows(
        [
            KeyValue(name="Subtotal", value="\u20ac9.90"),
            KeyValue(name="Discounts", value="\u2212\u20ac1.00", value_tone=Tone.OK),
        ]
    )

    first, second = _label(values, "\u20ac9.90"), _label(values, "\u2212\u20ac1.00")
    assert second.geometry().top() > first.geometry().bottom()
    assert values.rect().contains(second.geometry())


def test_a_long_name_gives_way_to_the_amount(values):
    name = "incl. VAT 5.5 % / VAT 20 % / Levy on sweetened drinks 1 %"

    values.show_rows([KeyValue(name=name, value="\u20ac1,234,567.89")])

    assert values.width() <= 260
    assert _label(values, name).shown().endswith("\u2026")
    amount = _label(values, "\u20ac1,234,567.89")
    assert values.rect().contains(amount.geometry())
    assert amount.width() >= amount.sizeHint().width()
