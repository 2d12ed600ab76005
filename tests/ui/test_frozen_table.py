"""Tables over frozen rows: a title stands exactly over what it names."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from tests.ui import windows
from ui.shell.theme.tokens import LIGHT
from ui.shell.theme.wear import dress
from ui.widgets.column import Column
from ui.widgets.frozen_table import FrozenTable

CORNER_PX = 11
"""Above this the round corner of a table shows in its head."""

INK = 160
"""Text is darker than this, grounds and lines are not."""


@pytest.fixture
def table(prepared, qtbot) -> FrozenTable:
    """A table whose titles and cells say the same, at the left and as a figure."""
    made = FrozenTable(
        [
            Column(title="HH", value=lambda row: row, width_px=160),
            Column(title="HH", value=lambda row: row, width_px=160, is_figure=True),
        ],
        name="rows",
        says="Rows",
    )
    qtbot.addWidget(made)
    dress(made, LIGHT)
    made.resize(340, 200)
    with qtbot.waitExposed(made):
        made.show()
    made.show_rows(("HH",))
    return made


def test_a_title_begins_where_its_cells_begin(table):
    title, cell = _ink_columns(table, column=0)

    assert abs(title[0] - cell[0]) <= 1


def test_the_title_of_figures_ends_where_its_cells_end(table):
    title, cell = _ink_columns(table, column=1)

    assert abs(title[-1] - cell[-1]) <= 1


def test_a_column_is_never_narrower_than_its_title(table, qtbot):
    pane = QWidget()
    qtbot.addWidget(pane)
    narrow = Column(title="Pieces", value=str, width_px=40, is_figure=True)
    FrozenTable([narrow], name="narrow", says="Narrow").setParent(pane)
    with qtbot.waitExposed(pane):
        pane.show()

    assert windows.cut_titles(pane) == []


def test_an_amount_of_millions_widens_its_column(table):
    table.show_rows(("\u20ac1,234,567.89 and more",))

    index = table.model().index(0, 1)
    assert table.sizeHintForIndex(index).width() <= table.columnWidth(1)


def _ink_columns(table: FrozenTable, *, column: int) -> tuple[list[int], list[int]]:
    """Return where there is ink, from left to right: in the title, and in the cell below it."""
    left, width = table.columnViewportPosition(column), table.columnWidth(column)
    row_height = table.rowHeight(0)
    header, cells = table.horizontalHeader().viewport(), table.viewport()
    return (
        _ink(header, range(left, left + width), range(CORNER_PX, header.height() - 4)),
        _ink(cells, range(left, left + width), range(4, row_height - 4)),
    )


def _ink(widget: QWidget, columns: range, rows: range) -> list[int]:
    picture: QImage = widget.grab().toImage()
    return [x for x in columns if any(QColor(picture.pixel(x, y)).lightness() < INK for y in rows)]


def test_rows_that_go_on_below_leave_the_eye_where_it_is(table, qtbot):
    first = tuple(f"row {number}" for number in range(40))
    table.show_rows(first)
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    with qtbot.waitSignal(table.ended):
        bar.setValue(bar.maximum())
    place = bar.value()
    table.show_rows((*first, "one more", "another"))

    qtbot.waitUntil(lambda: bar.maximum() > place)
    assert bar.value() == place
    assert table.model().rowCount() == 42
