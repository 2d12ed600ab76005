"""The door as people see and touch it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.fakes.set_clock import SetClock
from tests.fakes.store_runner import StoreRunner
from tests.shop import ADA_PIN, Shop
from tests.ui.conftest import Room
from ui.screens.sign_in.presenter import SignInPresenter
from ui.screens.sign_in.state import SignInState
from ui.screens.sign_in.view import SignInScreenView
from ui.widgets.button import Button
from ui.widgets.inline_strip import InlineStrip
from ui.widgets.person_tile import PersonTile


class Door:
    """The screen in a locked window, on a real shop."""

    def __init__(self, room: Room, shop: Shop, qtbot, clock: SetClock) -> None:
        self.room, self.clock = room, clock
        self.view = SignInScreenView(clock)
        self.presenter = SignInPresenter(
            self.view,
            runner=StoreRunner(shop.store),
            notices=room.notices,
            navigator=room.navigator,
            session=room.session,
            place="Register 1",
        )
        self.view.connect_to(self.presenter)
        room.window.areas.addWidget(self.view.main)
        room.window.areas.setCurrentWidget(self.view.main)
        with qtbot.waitExposed(room.window):
            room.window.show()
        self.presenter.entered("")

    def tile(self, employee_no: str) -> PersonTile:
        return self.view.main.findChild(PersonTile, f"sign-in-{employee_no}")

    @property
    def field(self) -> QLineEdit:
        return self.view.main.findChild(QLineEdit, "pin")

    @property
    def strip(self) -> InlineStrip:
        return self.view.main.findChild(InlineStrip, "pin-strip")


@pytest.fixture
def door(make_window_room, shop: Shop, qtbot, clock: SetClock) -> Door:
    return Door(make_window_room(signed_in=False), shop, qtbot, clock)


def test_a_tap_on_a_tile_and_a_typed_pin_let_a_person_in(door: Door, qtbot) -> None:
    qtbot.mouseClick(door.tile("2"), Qt.MouseButton.LeftButton)
    QTest.keyClicks(door.field, ADA_PIN)
    qtbot.keyClick(door.field, Qt.Key.Key_Return)

    assert door.room.session.cashier is not None
    assert door.room.session.cashier.employee_no == "2"


def test_the_pad_alone_is_enough_for_fingers(door: Door, qtbot) -> None:
    qtbot.mouseClick(door.tile("2"), Qt.MouseButton.LeftButton)
    for figure in ADA_PIN:
        key = door.view.main.findChild(Button, f"key-{figure}")
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)

    qtbot.mouseClick(door.view.main.findChild(Button, "pin-confirm"), Qt.MouseButton.LeftButton)

    assert door.room.session.cashier is not None


def test_the_keyboard_alone_is_enough_too(door: Door, qtbot) -> None:
    assert door.tile("2").hasFocus()

    qtbot.keyClick(door.tile("2"), Qt.Key.Key_Space)

    assert door.field.hasFocus()


def test_before_somebody_is_chosen_no_pin_is_taken(door: Door) -> None:
    assert not door.field.isEnabled()
    assert not door.view.main.findChild(Button, "pin-confirm").isEnabled()


def test_a_wrong_pin_is_forgotten_and_said_beside_the_pad(door: Door, qtbot) -> None:
    qtbot.mouseClick(door.tile("2"), Qt.MouseButton.LeftButton)

    QTest.keyClicks(door.field, "0000")
    qtbot.keyClick(door.field, Qt.Key.Key_Return)

    assert door.strip.text == "Wrong PIN. 9 tries left."
    assert door.field.text() == ""
    assert door.field.hasFocus()


def test_who_must_wait_sees_the_seconds_and_types_again_when_they_are_over(
    door: Door, qtbot
) -> None:
    qtbot.mouseClick(door.tile("2"), Qt.MouseButton.LeftButton)
    for _ in range(5):
        door.presenter.enter_pin("0000")
        door.clock.advance(timedelta(seconds=10))
    door.presenter.enter_pin("0000")
    assert door.strip.text == "Wrong PIN. 4 tries left.\nNext try in 0:08."
    assert not door.field.isEnabled()

    door.clock.advance(timedelta(seconds=8))

    qtbot.waitUntil(door.field.isEnabled)
    assert door.strip.text == ""


def test_an_empty_shop_says_how_to_begin(prepared) -> None:
    view = SignInScreenView(clock=None)  # type: ignore[arg-type]

    view.show(SignInState(place="Register 1", people=()))

    assert view.main.currentWidget() is view.main.findChild(QWidget, "sign-in-empty")


@pytest.mark.parametrize("employee_no", ["1", "2"])
def test_tiles_are_large_and_named(door: Door, employee_no: str) -> None:
    tile = door.tile(employee_no)

    assert (tile.width(), tile.height()) == (120, 120)
    assert tile.accessibleName() in {"Ada, Staff", "Grace, Administrator"}


def test_in_a_whole_till_the_first_person_of_the_day_is_led_to_the_drawer(till, qtbot) -> None:
    with qtbot.waitExposed(till.window):
        till.window.show()
    qtbot.waitUntil(lambda: till.window.findChild(PersonTile, "sign-in-2") is not None)
    field = till.window.findChild(QLineEdit, "pin")

    qtbot.mouseClick(till.window.findChild(PersonTile, "sign-in-2"), Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, ADA_PIN)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: till.session.cashier is not None)
    grid = till.window.findChild(QWidget, "count-grid")
    qtbot.waitUntil(grid.isVisible)
