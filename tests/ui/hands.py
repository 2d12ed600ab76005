"""Somebody who works at a real window: by keys, scans and taps."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

GAP_MS = 5
PAUSE_MS = 10_000
PATIENCE_MS = 20_000
"""For a window on a busy machine; none of these tests is about time."""


class Hands:
    """Somebody who works at the window; finds things by name as `contract.md` fixes them."""

    def __init__(self, till, qtbot) -> None:
        self._till = till
        self._qtbot = qtbot
        self._window = till.window
        self._scan_ms = PAUSE_MS

    @property
    def window(self) -> QWidget:
        """The till's window."""
        return self._window

    def find(self, name: str) -> QWidget | None:
        found = [each for each in self._window.findChildren(QWidget, name) if each.isVisible()]
        return found[0] if found else None

    def see(self, name: str, text: str) -> None:
        def reads_so() -> None:
            shown = self._text_of(name)
            assert shown == text, f"{name} shows {shown!r}, the strip {self.said()!r}"

        self.wait_until(reads_so)

    def see_strip(self, words: str) -> None:
        """See a strip that says so among other things."""
        self.wait_until(lambda: words in self.said())

    def wait_until(self, condition) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def choose(self, name: str, key: str) -> None:
        """Choose in a list that comes down."""
        self.wait_until(lambda: self.find(name) is not None)
        chooser = self.find(name)
        chooser.setCurrentIndex(chooser.findData(key))

    def wait_for(self, name: str) -> None:
        self.wait_until(lambda: self.find(name) is not None)

    def wait_until_gone(self, name: str) -> None:
        """See that something is not shown any more."""
        self.wait_until(lambda: self.find(name) is None)

    def press(self, name: str) -> None:
        self.wait_until(lambda: self._can_press(name))
        self.find(name).click()

    def press_words(self, words: str) -> None:
        """Press a button that has no name, by what stands on it."""
        buttons = self._window.findChildren(QAbstractButton)
        (button,) = [each for each in buttons if each.isVisible() and each.text().strip() == words]
        button.click()

    def key(self, *keys) -> None:
        for key in keys:
            QTest.keyClick(self._window.windowHandle(), key)

    def scan(self, code: str) -> None:
        """Send a burst as a scanner does, five milliseconds apart however busy the machine is."""
        self._scan_ms += PAUSE_MS
        for character in code:
            self._burst(Qt.Key.Key_unknown, character)
        self._burst(Qt.Key.Key_Return, "\r")

    def _burst(self, key: Qt.Key, character: str) -> None:
        self._scan_ms += GAP_MS
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(self._scan_ms)
            QCoreApplication.sendEvent(self._window.windowHandle(), event)

    def said(self) -> str:
        """Return what the strips say that are shown."""
        found = self._window.findChildren(QLabel, "strip-text")
        return " ".join(each.text() for each in found if each.isVisible())

    def _text_of(self, name: str) -> str | None:
        widget = self.find(name)
        return None if widget is None else widget.text()

    def _can_press(self, name: str) -> bool:
        widget = self.find(name)
        return isinstance(widget, QAbstractButton) and widget.isEnabled()

    def agree(self, employee_no: str, pin: str) -> None:
        """Type the PIN of somebody who may into the panel that asks for it."""
        self.press(f"approver-{employee_no}")
        self.wait_until(lambda: self._pin() is not None)
        QTest.keyClicks(self._pin(), pin)
        QTest.keyClick(self._pin(), Qt.Key.Key_Return)

    def _pin(self) -> QLineEdit | None:
        found = self.find("pin")
        return found if isinstance(found, QLineEdit) and found.isEnabled() else None

    def type(self, name: str, words: str) -> None:
        """Type into a field that is shown."""
        self.wait_until(lambda: isinstance(self.find(name), QLineEdit))
        field = self.find(name)
        field.setFocus()
        field.setText(words)
