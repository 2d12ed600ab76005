"""An offer is made, changed and ended at the window, and the till gives it."""

from functools import partial

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from tests.shop import CAKE, SHIRT
from tests.ui import windows
from tests.ui.hands import Hands
from ui.widgets.button import Button


class Office(Hands):
    """Somebody who sets up offers at the window."""

    def begin(self) -> None:
        self.press("nav-setup")
        self.press("section-offers")
        self.press("add-offers")
        self.wait_for("field-name")

    def choose(self, name: str, words: str) -> None:
        """Choose one of a list by its words."""
        self.wait_for(name)
        box = self.find(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())

    def segment(self, name: str, words: str) -> None:
        buttons = self.find(name).findChildren(Button)
        next(each for each in buttons if each.text() == words).click()

    def rows(self) -> int:
        table = self.find("offers-rows")
        assert isinstance(table, QTableView)
        return table.model().rowCount()

    def select(self, row: int) -> None:
        table = self.find("offers-rows")
        assert isinstance(table, QTableView)
        table.selectRow(row)
        self.wait_for("form-title")


@pytest.fixture
def office(till, hands, qtbot) -> Office:
    return Office(till, qtbot)


def test_an_offer_for_scanned_goods_is_made_and_given(office, till, qtbot) -> None:
    office.begin()
    assert not office.find("form-save").isEnabled()
    office.type("field-name", "Spring")
    office.type("field-share", "10")
    office.segment("field-goods", "Articles")
    office.wait_for("field-articles")
    office.scan(SHIRT)
    qtbot.waitUntil(lambda: bool(chosen(office)))
    windows.check_all(office.window)

    office.press("form-save")

    qtbot.waitUntil(lambda: office.rows() == 1)
    office.press("nav-sell")
    office.scan(SHIRT)
    office.scan(CAKE)
    office.see("cart-total", "\u20ac47.91")


def test_a_form_shows_what_its_kind_needs(office, qtbot) -> None:
    office.begin()
    for kind, shown in (
        ("Buy some, get some reduced", {"share", "buy", "get", "maximum"}),
        ("An amount off from a sum on", {"amount"}),
        ("A percentage off", {"share", "maximum"}),
    ):
        office.choose("field-kind", kind)
        qtbot.waitUntil(partial(asks, office, shown))
        windows.check_all(office.window)


def test_what_cannot_be_is_said_and_what_was_typed_stays(office) -> None:
    office.begin()
    office.type("field-name", "Spring")
    office.type("field-share", "101")
    office.press("form-save")

    office.see_strip("A discount is 0 to 100 %")

    assert office.find("field-share").text() == "101"


def test_goods_are_taken_out_again_and_none_are_refused(office, qtbot) -> None:
    office.begin()
    office.type("field-name", "Spring")
    office.type("field-share", "10")
    office.segment("field-goods", "Categories")
    box = office.find("field-categories")
    office.choose("field-categories", box.itemText(1))
    qtbot.waitUntil(lambda: bool(chosen(office)))
    chosen(office)[0].click()
    office.press("form-save")

    office.see_strip("Choose the goods that it is for")


def test_an_offer_is_made_with_the_keyboard_alone(office, qtbot) -> None:
    office.begin()
    office.find("field-name").setFocus()
    QTest.keyClicks(office.window.focusWidget(), "Spring")
    for typed in ("", "", "10"):
        office.window.focusNextChild()
        QTest.keyClicks(office.window.focusWidget(), typed)
    while office.window.focusWidget() is not office.find("field-share"):
        office.window.focusNextChild()
    QTest.keyClicks(office.window.focusWidget(), "10\r")

    qtbot.waitUntil(lambda: office.rows() == 1)


def test_an_offer_is_ended_at_once(office, qtbot) -> None:
    office.begin()
    office.type("field-name", "Spring")
    office.type("field-share", "10")
    office.press("form-save")
    qtbot.waitUntil(lambda: office.rows() == 1)
    office.select(0)

    office.press("deed-end")

    office.wait_for("deed-resume")
    office.press("nav-sell")
    office.scan(SHIRT)
    office.see("cart-total", "\u20ac19.90")


def asks(office: Office, wanted: set[str]) -> bool:
    parts = ("share", "amount", "buy", "get", "maximum")
    return {each for each in parts if office.find(f"field-{each}") is not None} == wanted


def chosen(office: Office) -> list[Button]:
    found = office.window.findChildren(Button)
    return [each for each in found if each.objectName().startswith("without-") and shown(each)]


def shown(widget: QWidget) -> bool:
    return widget.isVisible()
