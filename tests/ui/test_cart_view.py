"""The lines of a cart: what is painted stays in its place."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from ui.shell.theme.tokens import LIGHT
from ui.shell.theme.wear import dress
from ui.text.formats import NO_BREAK_SPACE
from ui.widgets.cart_row import CartRow
from ui.widgets.cart_view import MARGIN_PX, PILL, ROW_PX, WISH_PX, CartView
from ui.widgets.label import plane

INK = 110
"""Text is darker than this; grounds, frames and secondary text are not."""


@pytest.mark.parametrize(
    "quantity", ["3", "1250", f"1.25{NO_BREAK_SPACE}kg", f"12.345{NO_BREAK_SPACE}kg"]
)
def test_a_quantity_stays_inside_its_frame(prepared, qtbot, quantity):
    pane = plane(QWidget(), "surface")
    qtbot.addWidget(pane)
    view = CartView(name="cart", says="Cart", actions=None)
    view.setParent(pane)
    view.resize(400, 200)
    dress(pane, LIGHT)
    pane.resize(400, 200)
    with qtbot.waitExposed(pane):
        pane.show()

    view.show_rows((_row(quantity),), selected=None)

    inked = _inked_columns(pane, range(MARGIN_PX + PILL.width() + 10))
    assert inked
    assert inked[0] > MARGIN_PX + 1
    assert inked[-1] < MARGIN_PX + PILL.width() - 2


def test_a_line_grows_with_what_was_wished_of_it(prepared, qtbot):
    view = CartView(name="cart", says="Cart", actions=None)
    qtbot.addWidget(view)
    view.resize(400, 300)
    plain = _row("1")
    view.show_rows((plain,), selected=None)
    before = view.visualRect(view.model().index(0, 0)).height()

    view.show_rows((replace(plain, wishes=("Raspberry, White", "Mia")),), selected=None)

    after = view.visualRect(view.model().index(0, 0)).height()
    assert after - before == 2 * WISH_PX


def _row(quantity: str) -> CartRow:
    return CartRow(
        key=UUID(int=1),
        quantity=quantity,
        name="Apples, red, loose",
        detail="\u20ac2.79 / kg",
        amount="\u20ac3.49",
        says="Apples",
    )


def _inked_columns(pane: QWidget, columns: range) -> list[int]:
    picture: QImage = pane.grab().toImage()
    rows = range(2, ROW_PX - 2)
    return [x for x in columns if any(QColor(picture.pixel(x, y)).lightness() < INK for y in rows)]
