"""A sale is made at the window: scanned articles, one price, and the till takes it."""

import pytest
from PySide6.QtWidgets import QTableView

from tests.shop import CAKE, SHIRT
from tests.ui import windows
from tests.ui.hands import Hands
from ui.widgets.button import Button


class Office(Hands):
    """Somebody who makes price lists at the window."""

    def make_sale(self, qtbot) -> None:
        self.press("nav-setup")
        self.press("section-price_lists")
        self.press("add-price_lists")
        self.type("field-name", "Autumn sale")
        self.type("field-last", "2027-01-31")
        self.press("form-save")
        qtbot.waitUntil(lambda: self.table().model().rowCount() == 1)
        self.table().selectRow(0)

    def table(self) -> QTableView:
        found = self.find("price_lists-rows")
        assert isinstance(found, QTableView)
        return found

    def chosen(self) -> int:
        buttons = self.window.findChildren(Button)
        return sum(each.objectName().startswith("without-") for each in buttons if each.isVisible())


@pytest.fixture
def office(till, hands, qtbot) -> Office:
    return Office(till, qtbot)


def test_scanned_articles_get_a_sale_price(office, qtbot) -> None:
    office.make_sale(qtbot)
    office.press("deed-prices")
    office.wait_for("field-articles")
    for count, code in enumerate((SHIRT, CAKE), start=1):
        office.scan(code)
        qtbot.waitUntil(lambda count=count: office.chosen() == count)
    office.type("field-price", "15")
    windows.check_all(office.window)

    office.press("form-save")

    qtbot.waitUntil(lambda: office.table().model().index(0, 2).data() == "2")
    office.press("nav-sell")
    office.scan(SHIRT)
    office.see("cart-total", "\u20ac15.00")


def test_a_price_above_the_shelf_price_is_said_and_stays_typed(office, qtbot) -> None:
    office.make_sale(qtbot)
    office.press("deed-prices")
    office.wait_for("field-articles")
    office.scan(SHIRT)
    qtbot.waitUntil(lambda: office.chosen() == 1)
    office.type("field-price", "25")

    office.press("form-save")

    office.see_strip("Shirt costs")
    assert office.find("field-price").text() == "25"
