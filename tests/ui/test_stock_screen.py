"""The stock screen as people see and touch it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.fakes.store_runner import StoreRunner
from tests.shop import APPLES, SHIRT, Shop
from tests.ui import windows
from tests.ui.conftest import Room
from ui.screens.stock import SCREEN
from ui.shell.appearance import Choice
from ui.shell.navigation import Navigation
from ui.shell.shortcuts import Action
from ui.widgets.button import Button
from ui.widgets.frozen_table import FrozenTable

SIZES = [(1024, 768), (1366, 768), (1920, 1080)]


class Shelf:
    """The screen in a window, on a real shop."""

    def __init__(self, room: Room, shop: Shop) -> None:
        self.room = room
        with shop.store.read() as tx:
            identity = tx.register
        desk = replace(room.desk, runner=StoreRunner(shop.store), identity=identity)
        self.navigation = Navigation(
            (SCREEN,),
            make_desk=lambda _screen: (desk, self),
            areas=room.window.areas,
            panes=room.window.panes,
            session=room.session,
        )
        room.window.use(self.navigation, room.notices)
        self.navigation.go("stock")

    def end(self) -> None:
        """The screen has no work of its own to end."""

    @property
    def presenter(self):
        return self.navigation.here.presenter

    def find(self, name: str, kind=QWidget):
        found = self.room.window.findChildren(kind, name)
        return next(each for each in found if each.isVisible())

    def says(self, name: str) -> str:
        return self.find(name, QLabel).text()

    def touch(self, name: str) -> None:
        QTest.mouseClick(self.find(name, Button), Qt.MouseButton.LeftButton)

    def find_text(self, words: str) -> Button:
        found = self.room.window.findChildren(Button)
        return next(each for each in found if each.isVisible() and each.words() == words)

    def type(self, name: str, words: str) -> None:
        QTest.keyClicks(self.find(name), words)


@pytest.fixture
def shelf(room: Room, shop: Shop, owner, qtbot, monkeypatch) -> Shelf:
    monkeypatch.setenv("COUNTERTOP_HOME", str(shop.store.path.parent))
    room.session.sign_in(owner)
    made = Shelf(room, shop)
    room.window.resize(1366, 768)
    with qtbot.waitExposed(room.window):
        room.window.show()
    return made


def _shown(shelf: Shelf) -> None:
    shelf.presenter.scanned(SHIRT)


def _adjusting(shelf: Shelf) -> None:
    _shown(shelf)
    shelf.presenter.adjust()


def _adjusting_weight(shelf: Shelf) -> None:
    shelf.presenter.scanned(APPLES)
    shelf.presenter.adjust()


def _labels(shelf: Shelf) -> None:
    _shown(shelf)
    shelf.presenter.make_labels()


def _ready(shelf: Shelf) -> None:
    _labels(shelf)
    shelf.touch("make-labels")


def _nothing(shelf: Shelf) -> None:
    shelf.presenter.browsing.search("trousers")


STATES = [_shown, _adjusting, _adjusting_weight, _labels, _ready, _nothing]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_can_be_touched_read_and_named(shelf: Shelf, state, size, qtbot) -> None:
    shelf.room.window.appearance.choose(Choice.DARK if size[0] == 1366 else Choice.LIGHT)
    shelf.room.window.resize(*size)

    state(shelf)

    qtbot.waitUntil(lambda: windows.check_all(shelf.room.window))


def test_typed_words_narrow_the_list_and_enter_shows_the_first(shelf: Shelf) -> None:
    shelf.type("stock-search", "cak")
    QTest.keyClick(shelf.find("stock-search"), Qt.Key.Key_Return)

    assert shelf.says("variant-name") == "Cake"
    assert shelf.find("stock-rows", FrozenTable).model().rowCount() == 1


def test_a_touched_row_shows_its_variant(shelf: Shelf, qtbot) -> None:
    table = shelf.find("stock-rows", FrozenTable)
    second = table.visualRect(table.model().index(1, 0)).center()

    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=second)

    assert shelf.says("variant-name") == "Cake"


def test_small_windows_leave_out_codes_and_reserved(shelf: Shelf, qtbot) -> None:
    table = shelf.find("stock-rows", FrozenTable)
    assert not table.isColumnHidden(1)

    shelf.room.window.resize(1024, 768)

    qtbot.waitUntil(lambda: table.isColumnHidden(1) and table.isColumnHidden(4))
    assert not table.isColumnHidden(5)


def test_an_adjustment_shows_what_will_be_there_before_it_is_made(shelf: Shelf) -> None:
    _shown(shelf)
    shelf.navigation.act(Action.QUANTITY)
    assert shelf.says("becomes") == "8 on hand now"
    assert not shelf.find("confirm-adjust").isEnabled()

    shelf.type("number", "3")
    assert shelf.says("becomes") == "8  \u2192  11"
    assert not shelf.find("confirm-adjust").isEnabled()

    shelf.touch("adjust-found")
    shelf.touch("confirm-adjust")

    assert shelf.says("on-hand") == "11"
    assert shelf.room.notices.toasts == ["Shirt: 8 \u2192 11"]


def test_weighed_goods_are_adjusted_in_kilos(shelf: Shelf) -> None:
    _adjusting_weight(shelf)

    shelf.type("number", "0.25")
    shelf.touch("adjust-expired")
    assert shelf.says("becomes") == "20\u00a0kg  \u2192  20.25\u00a0kg"
    QTest.keyClick(shelf.find("number"), Qt.Key.Key_Return)

    assert shelf.says("on-hand") == "20.25\u00a0kg"


def test_setting_to_what_is_there_already_cannot_be_confirmed(shelf: Shelf) -> None:
    _adjusting(shelf)
    shelf.touch("adjust-counted")
    QTest.mouseClick(shelf.find_text("Set to"), Qt.MouseButton.LeftButton)

    shelf.type("number", "8")

    assert not shelf.find("confirm-adjust").isEnabled()


def test_a_sheet_full_of_labels_is_two_touches_away(shelf: Shelf, tmp_path: Path) -> None:
    _labels(shelf)
    shelf.touch("sheet-65-up")
    shelf.touch("one-sheet")
    assert shelf.find("number").text() == "65"

    shelf.touch("make-labels")

    path = Path(shelf.says("label-path"))
    assert path.parent == tmp_path / "labels"
    assert path.read_bytes().startswith(b"%PDF")
    QTest.keyClick(shelf.room.window.focusWidget(), Qt.Key.Key_Return)
    assert not shelf.room.window.panels.is_open


def test_no_labels_cannot_be_made(shelf: Shelf) -> None:
    _labels(shelf)

    shelf.find("number").setText("0")

    assert not shelf.find("make-labels").isEnabled()


def test_what_is_scanned_does_not_stay_typed_over(shelf: Shelf) -> None:
    shelf.type("stock-search", "cake")
    shelf.presenter.browsing.search("cake")

    shelf.presenter.scanned(APPLES)

    assert shelf.find("stock-search").text() == APPLES
    assert shelf.says("variant-name") == "Apples"
