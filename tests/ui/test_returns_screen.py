"""The returns screen as people see and touch it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.fakes.store_runner import StoreRunner
from tests.shop import CAKE, SHIRT, Shop
from tests.ui import windows
from tests.ui.conftest import Room
from ui.screens.returns import SCREEN
from ui.shell.appearance import Choice
from ui.shell.navigation import Navigation
from ui.shell.shortcuts import Action
from ui.widgets.button import Button

SIZES = [(1024, 768), (1366, 768), (1920, 1080)]


class Counter:
    """The screen in a window, on a real shop that has just sold two shirts and a cake."""

    def __init__(self, room: Room, shop: Shop) -> None:
        self.room = room
        shop.open_shift()
        self.number = shop.sell(SHIRT, SHIRT, CAKE).number
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

    def press(self, key) -> None:
        QTest.keyClick(self.room.window.windowHandle(), key)


@pytest.fixture
def counter(room: Room, shop: Shop, owner, qtbot) -> Counter:
    room.session.sign_in(owner)
    made = Counter(room, shop)
    room.window.resize(1366, 768)
    with qtbot.waitExposed(room.window):
        room.window.show()
    return made


def _found(counter: Counter) -> None:
    counter.presenter.look_up(counter.number)


def _chosen(counter: Counter) -> None:
    _found(counter)
    counter.presenter.lines.step(1)


def _asked(counter: Counter) -> None:
    _chosen(counter)
    counter.presenter.refund()


def _quantity(counter: Counter) -> None:
    _found(counter)
    counter.presenter.lines.ask_quantity()


def _done(counter: Counter) -> None:
    _asked(counter)
    counter.touch("confirm-refund")


def _nothing_left(counter: Counter) -> None:
    _found(counter)
    counter.presenter.lines.take_everything()
    counter.presenter.refund()
    counter.touch("confirm-refund")
    _found(counter)


STATES = [_found, _chosen, _asked, _quantity, _done, _nothing_left]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_can_be_touched_read_and_named(counter: Counter, state, size) -> None:
    counter.room.window.appearance.choose(Choice.DARK if size[0] == 1366 else Choice.LIGHT)
    counter.room.window.resize(*size)

    state(counter)

    assert windows.too_small(counter.room.window) == []
    assert windows.clipped(counter.room.window) == []
    assert windows.covered(counter.room.window) == []
    assert windows.unnamed(counter.room.window) == []


def test_a_return_needs_no_mouse(counter: Counter) -> None:
    QTest.keyClicks(counter.find("returns-search"), counter.number)
    QTest.keyClick(counter.find("returns-search"), Qt.Key.Key_Return)
    counter.press(Qt.Key.Key_Plus)
    counter.press(Qt.Key.Key_Down)
    counter.press(Qt.Key.Key_Plus)
    assert counter.says("refund-total") == "€49.90"

    counter.press(Qt.Key.Key_F12)
    QTest.keyClick(counter.room.window.focusWidget(), Qt.Key.Key_Return)

    assert counter.says("refunded") == "€49.90"
    assert counter.says("return-number") == "Return S1R1-A-R000001"


def test_a_return_needs_no_keyboard_but_for_the_number(counter: Counter) -> None:
    _found(counter)

    counter.touch("line-more")
    counter.touch("reason-damaged")
    counter.touch("refund")
    counter.touch("confirm-refund")

    assert counter.says("refunded") == "€19.90"
    counter.touch("new-return")
    assert counter.find("no-sale")
    assert counter.find("returns-search").hasFocus()


def test_enter_on_the_question_gives_nothing_back_once_esc_was_pressed(counter: Counter) -> None:
    _asked(counter)

    counter.press(Qt.Key.Key_Escape)

    assert not counter.room.window.panels.is_open
    assert counter.says("refund-total") == "€19.90"


def test_the_stepper_stops_at_what_is_left(counter: Counter) -> None:
    _found(counter)
    assert not counter.find("line-less").isEnabled()

    counter.touch("line-more")
    counter.touch("line-more")

    assert not counter.find("line-more").isEnabled()
    assert counter.find("line-less").isEnabled()


def test_the_typed_quantity_takes_as_much_as_is_left(counter: Counter) -> None:
    _found(counter)
    counter.navigation.act(Action.QUANTITY)
    QTest.keyClicks(counter.find("number"), "9")

    counter.touch("confirm")

    assert counter.says("refund-total") == "€39.80"


def test_an_unknown_number_says_so_and_can_be_corrected(counter: Counter) -> None:
    QTest.keyClicks(counter.find("returns-search"), "77")
    QTest.keyClick(counter.find("returns-search"), Qt.Key.Key_Return)

    (refusal,) = counter.room.notices.refusals
    assert refusal.facts == {"number": "S1R1-A-000077"}
    assert counter.find("returns-search").text() == "77"
