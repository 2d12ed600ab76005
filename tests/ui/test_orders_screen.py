"""The orders screen as people see and touch it, in a whole till on a real database."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from pos.queries.receipts import get_sale_receipt
from tests.shop import CAKE, SHIRT
from ui.app import Till
from ui.output_file import OutputUnwritableError
from ui.paper.pdf_folder import PdfFolder
from ui.paper.raster import QtReceiptRaster
from ui.screens.orders.list_page import short_name
from ui.screens.orders.order_lines import LineFace, OrderLines
from ui.shell.theme.tokens import LIGHT
from ui.shell.theme.wear import dress
from ui.widgets.button import Button
from ui.widgets.search_box import SearchBox

NARROW_PANE_TEXT_PX = 320
"""What a pane of 360 leaves between its margins."""

FIRST, SECOND = "S1R1-A-000001", "S1R1-A-000002"


class Counter:
    """The orders screen of a till, found by object names."""

    def __init__(self, till: Till, qtbot) -> None:
        self.till, self._qtbot = till, qtbot
        till.window.resize(1366, 768)
        with qtbot.waitExposed(till.window):
            till.window.show()
        till.go("orders")

    def find(self, kind, name: str):
        return self.till.window.findChild(kind, name)

    def wait_until(self, condition) -> None:
        self._qtbot.waitUntil(condition)

    @property
    def table(self) -> QTableView:
        return self.find(QTableView, "orders")

    @property
    def search(self) -> SearchBox:
        return self.find(SearchBox, "orders-search")

    def numbers(self) -> list[str]:
        model = self.table.model()
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    def wait_for_numbers(self, *numbers: str) -> None:
        self.wait_until(lambda: self.numbers() == list(numbers))

    def wait_for_order(self, number: str) -> None:
        label = self.find(QLabel, "order-number")
        self.wait_until(lambda: label.isVisible() and label.text() == number)

    def tap_row(self, row: int) -> None:
        place = self.table.visualRect(self.table.model().index(row, 1)).center()
        self._qtbot.mouseClick(
            self.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )


@pytest.fixture
def counter(till: Till, owner, shop, qtbot) -> Counter:
    """A shirt and a cake were sold."""
    shop.belong_to_central()
    shop.open_shift()
    shop.sell(SHIRT)
    shop.sell(CAKE)
    till.session.sign_in(owner)
    made = Counter(till, qtbot)
    made.wait_for_numbers(SECOND, FIRST)
    return made


def test_a_tapped_row_is_shown_beside_the_list(counter: Counter) -> None:
    counter.tap_row(1)

    counter.wait_for_order(FIRST)
    assert counter.find(QLabel, "order-total").text() == "€19.90"
    assert counter.find(QLabel, "order-status").text() == "Completed"


def test_the_lines_of_an_order_leave_the_room_of_a_large_window_below_them(
    counter: Counter, qtbot
) -> None:
    counter.till.window.resize(1920, 1080)
    counter.wait_for_numbers(SECOND, FIRST)
    counter.table.selectRow(1)
    counter.wait_for_order(FIRST)

    lines = counter.till.window.findChild(OrderLines)
    qtbot.waitUntil(lambda: 0 < lines.height() <= lines.heightForWidth(lines.width()))


def test_typed_words_filter_and_enter_opens_the_first(counter: Counter) -> None:
    QTest.keyClicks(counter.search, "01")
    counter.wait_for_numbers(FIRST)

    QTest.keyClick(counter.search, Qt.Key.Key_Return)

    counter.wait_for_order(FIRST)


def test_the_arrow_keys_work_while_the_search_is_empty(counter: Counter) -> None:
    assert counter.search.hasFocus()

    QTest.keyClick(counter.search, Qt.Key.Key_Down)
    counter.wait_for_order(SECOND)
    QTest.keyClick(counter.search, Qt.Key.Key_Down)

    counter.wait_for_order(FIRST)
    assert counter.table.currentIndex().row() == 1


def test_no_match_says_so_and_offers_the_way_back(counter: Counter, qtbot) -> None:
    QTest.keyClicks(counter.search, "xyz")
    clear = counter.find(Button, "orders-clear")
    counter.wait_until(lambda: bool(clear.isVisible()))

    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)

    counter.wait_for_numbers(SECOND, FIRST)
    assert counter.search.text() == ""
    assert counter.table.isVisible()


def test_an_unsent_order_has_an_icon_that_can_be_read_aloud(counter: Counter) -> None:
    cell = counter.table.model().index(0, 0)

    assert cell.data(Qt.ItemDataRole.DecorationRole) is not None
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Not sent to central yet"
    assert cell.data() == ""


def test_a_day_without_sales_says_so(till: Till, owner, qtbot) -> None:
    till.session.sign_in(owner)

    counter = Counter(till, qtbot)

    none = counter.find(QWidget, "orders-none")
    counter.wait_until(lambda: bool(none.isVisible()))
    assert "No sales yet" in [label.text() for label in none.findChildren(QLabel)]


def test_without_an_order_the_pane_says_how_to_get_one(counter: Counter) -> None:
    assert counter.find(QWidget, "order-none").isVisible()
    assert not counter.find(Button, "order-return").isVisible()


def test_in_a_small_window_what_the_pane_shows_anyway_gives_way(counter: Counter) -> None:
    counter.till.window.resize(1024, 768)

    counter.wait_until(lambda: counter.table.isColumnHidden(4))
    assert [counter.table.isColumnHidden(column) for column in range(9)] == [
        *(False, False, False),
        *(True, True, True, True),
        *(False, False),
    ]


@pytest.mark.parametrize(
    ("name", "short"),
    [("Maya Roth", "Maya R."), ("Ada", "Ada"), ("Ana de la Cruz", "Ana C."), ("", "")],
)
def test_a_cashier_fits_in_the_column(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_pdf_is_written_to_the_data_folder(shop, tmp_path, prepared) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT)
    with shop.store.read() as tx:
        receipt = get_sale_receipt(tx, sale.order_id)
    folder = PdfFolder(tmp_path / "receipts", locale="en_GB", raster=QtReceiptRaster())

    path = folder.save(receipt)

    assert path == tmp_path / "receipts" / f"{FIRST}.pdf"
    assert path.read_bytes().startswith(b"%PDF")


def test_a_folder_that_takes_no_file_is_said(shop, tmp_path, prepared) -> None:
    shop.open_shift()
    sale = shop.sell(SHIRT)
    with shop.store.read() as tx:
        receipt = get_sale_receipt(tx, sale.order_id)
    (tmp_path / "receipts").write_text("a file where the folder should be")
    folder = PdfFolder(tmp_path / "receipts", locale="en_GB", raster=QtReceiptRaster())

    with pytest.raises(OutputUnwritableError):
        folder.save(receipt)


def test_a_long_line_of_an_order_does_not_push_its_amount_out_of_the_pane(prepared, qtbot) -> None:
    lines = OrderLines()
    qtbot.addWidget(lines)
    dress(lines, LIGHT)
    lines.show_lines(
        (
            LineFace(
                quantity="12.345 kg",
                name="Aeroplane with an extraordinarily long name that goes on until sixty",
                detail="\u20ac10.99 each \u00b7 10 % off \u00b7 VEH-009-LEM-EXTRA-LARGE",
                amount="\u20ac1,234,567.89",
            ),
        )
    )

    assert lines.minimumSizeHint().width() <= NARROW_PANE_TEXT_PX
