"""The scanner is heard wherever the focus is, and what it types stays nowhere (hardware.md 5.1)."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from tests.fakes.set_clock import SetClock
from ui.shell.burst import BurstRules
from ui.shell.scanner import Scanner

CODE = "4006381333931"
GAP_MS = 50
HOLD_MS = 3 * GAP_MS


class Room:
    """A window with one of everything that can have the focus."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.line = QLineEdit("milk")
        self.notes = QPlainTextEdit("gift")
        self.button = QPushButton("Pay")
        self.list = QListWidget()
        self.list.addItems(["one", "4 two", "three"])
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(self.window)
        for widget in (self.line, self.notes, self.button, self.list, self.pin):
            column.addWidget(widget)
        self.pressed = []
        self.button.setAutoDefault(True)
        self.button.clicked.connect(lambda: self.pressed.append("pay"))
        self.scans = []
        self.dropped = []
        self.clock = SetClock()
        self.scanner = Scanner(self.clock, BurstRules(gap_ms=GAP_MS))
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.dropped.connect(lambda: self.dropped.append("card"))

    def type(self, text, *, gap_ms, at_ms=10_000, suffix=Qt.Key.Key_Return) -> None:
        """Post keys that carry these times, as a keyboard's driver would."""
        handle = self.window.windowHandle()
        for character in text:
            self._post(handle, 0, character, at_ms)
            at_ms += gap_ms
        if suffix is not None:
            self._post(handle, suffix, "\r", at_ms)

    def _post(self, handle, key, text, at_ms) -> None:
        code = key or ord(text.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(at_ms)
            QCoreApplication.sendEvent(handle, event)


@pytest.fixture
def room(qtbot) -> Room:
    made = Room()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    made.scanner.watch(made.window.windowHandle())
    return made


@pytest.mark.parametrize("gap_ms", [0, 2, 8, 20, 40, 50])
@pytest.mark.parametrize("focus", ["line", "notes", "button", "list"])
def test_a_scan_is_heard_wherever_the_focus_is(room, focus, gap_ms):
    getattr(room, focus).setFocus()

    room.type(CODE, gap_ms=gap_ms)

    assert room.scans == [CODE]
    assert room.line.text() == "milk"
    assert room.notes.toPlainText() == "gift"
    assert room.pressed == []


@pytest.mark.parametrize("suffix", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_enter_and_tab_both_end_a_scan(room, suffix):
    room.button.setFocus()

    room.type(CODE, gap_ms=5, suffix=suffix)

    assert room.scans == [CODE]
    assert room.button.hasFocus()


def test_a_window_that_stalls_in_the_middle_does_not_tear_a_code_in_two(room):
    room.button.setFocus()
    room.type(CODE[:6], gap_ms=5, at_ms=10_000, suffix=None)

    # The keys were typed without a pause, but the window only gets to the rest much later.
    QTest.qWait(HOLD_MS // 3)
    room.type(CODE[6:], gap_ms=5, at_ms=10_030)

    assert room.scans == [CODE]


def test_a_person_who_types_into_a_field_is_left_alone(room):
    room.line.setFocus()
    room.line.clear()

    room.type("bananas", gap_ms=120)

    assert room.scans == []
    assert room.line.text().lower() == "bananas"


def test_a_person_who_types_and_then_scans_keeps_what_was_typed(room):
    room.line.setFocus()
    room.line.clear()
    room.type("mi", gap_ms=150, at_ms=10_000, suffix=None)

    room.type(CODE, gap_ms=5, at_ms=11_000)

    assert room.scans == [CODE]
    assert room.line.text().lower() == "mi"


def test_a_key_on_a_list_still_reaches_it_when_no_scan_comes_of_it(room, qtbot):
    room.list.setFocus()
    room.list.setCurrentRow(0)

    room.type("t", gap_ms=0, suffix=None)

    qtbot.waitUntil(lambda: room.list.currentRow() == 2, timeout=2_000)


def test_enter_on_a_button_still_presses_it(room):
    room.button.setFocus()

    room.type("", gap_ms=0)

    assert room.scans == []
    assert room.pressed == ["pay"]


def test_a_pin_field_hears_no_scans_and_keeps_every_figure(room):
    room.pin.setFocus()

    room.type("1234567", gap_ms=2)

    assert room.scans == []
    assert room.pin.text() == "1234567"


@pytest.mark.parametrize("track", ["%B4111111111111111^X/Y^2512", ";4111111111111111=2512101"])
def test_the_stripe_of_a_card_is_thrown_away_and_shown_nowhere(room, track):
    room.line.setFocus()

    room.type(track, gap_ms=3)

    assert room.scans == []
    assert room.dropped == ["card"]
    assert room.line.text() == "milk"


def test_two_scans_in_a_row_are_two_scans(room):
    room.button.setFocus()
    room.type(CODE, gap_ms=5, at_ms=10_000)

    room.type(CODE, gap_ms=5, at_ms=10_400)

    assert room.scans == [CODE, CODE]


def test_keys_without_a_time_are_timed_by_the_clock(room):
    room.button.setFocus()

    room.type(CODE, gap_ms=0, at_ms=0)

    assert room.scans == [CODE]


def test_keys_of_a_real_event_queue_are_a_scan(room):
    room.line.setFocus()
    handle = room.window.windowHandle()

    for character in CODE:
        QTest.keyClick(handle, character)
    QTest.keyClick(handle, Qt.Key.Key_Return)

    assert room.scans == [CODE]
    assert room.line.text() == "milk"


@pytest.mark.parametrize("name", ["line", "notes"])
def test_a_scan_is_heard_although_its_field_goes_in_the_middle(room, name):
    field = getattr(room, name)
    field.setFocus()
    room.type(CODE[:6], gap_ms=5, suffix=None)

    delete(field)
    room.button.setFocus()
    room.type(CODE[6:], gap_ms=5, at_ms=10_030)

    assert room.scans == [CODE]
    assert room.pressed == []
