"""Hands at a till: they see the window's widgets by name, touch them, type and scan.

Everything goes through the window as events, so nothing happens that a person could not do.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pos.domain.errors import UnavailableError
from pos.runtime.clock import Clock

PATIENCE_MS = 20_000
"""How long a person waits before they say that the till does not work."""

GLANCE_MS = 10
LOOK_MS = 400
SCAN_GAP_MS = 4
"""Between two characters of a scanner."""

BETWEEN_SCANS_MS = 500

WidgetT = TypeVar("WidgetT", bound=QWidget)


class TillStuckError(UnavailableError):
    """What was waited for did not happen. Facts: waited_for."""


class Hand:
    """One person at one window."""

    def __init__(self, window: QWidget, clock: Clock) -> None:
        self._window = window
        self._clock = clock
        self._scan_ms = 0

    def see(self, name: str, kind: type[WidgetT]) -> WidgetT:
        """Wait until the widget of this name is shown, and return it.

        Raises:
            TillStuckError: It is not shown.
        """
        found: list[WidgetT] = []

        def is_shown() -> bool:
            found[:] = [
                widget for widget in self._window.findChildren(kind, name) if widget.isVisible()
            ]
            return bool(found)

        self.wait_until(is_shown, waited_for=name)
        return found[0]

    def sees(self, name: str) -> bool:
        """Say whether a widget of this name is shown now."""
        return any(each.isVisible() for each in self._window.findChildren(QWidget, name))

    def read(self, name: str) -> str:
        """Return what a label says that is shown; "" where there is none."""
        labels = self._window.findChildren(QLabel, name)
        return next((each.text() for each in labels if each.isVisible()), "")

    def touch(self, name: str) -> None:
        """Touch a button once it can be touched."""
        self._turn_to_window()
        button = self.see(name, QWidget)
        self.wait_until(button.isEnabled, waited_for=f"{name} to be enabled")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())

    def touch_at(self, widget: QWidget, place: QPoint) -> None:
        """Touch a place inside of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def press(self, keys: str) -> None:
        """Press one key with its modifiers, as in "F12", "Return" or "Ctrl+Z"."""
        self._turn_to_window()
        QTest.keySequence(self._window.windowHandle(), QKeySequence(keys))

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self._turn_to_window()
        focus: QWidget | None = self._window.focusWidget()
        QTest.keyClicks(self._window if focus is None else focus, text)

    def scan(self, code: str) -> None:
        """Scan a code: a burst of keys at the window, closed by Enter."""
        self._turn_to_window()
        self._scan_ms = max(self._clock.monotonic_ms(), self._scan_ms + BETWEEN_SCANS_MS)
        for character in code:
            self._burst(Qt.Key(ord(character.upper())), character)
        self._burst(Qt.Key.Key_Return, "\r")

    def wait_until(self, happened: Callable[[], bool], *, waited_for: str) -> None:
        """Let the window work until something has happened.

        Raises:
            TillStuckError: It has not happened while a person would wait.
        """
        loop = QEventLoop()
        glance = QTimer()
        glance.setInterval(GLANCE_MS)
        give_up_ms = self._clock.monotonic_ms() + PATIENCE_MS

        def look() -> None:
            if happened() or self._clock.monotonic_ms() > give_up_ms:
                loop.quit()

        glance.timeout.connect(look)
        glance.start()
        if not happened():
            loop.exec()
        glance.stop()
        if not happened():
            raise TillStuckError(waited_for=waited_for)

    def look_around(self) -> None:
        """Give the window the moment that a person needs to look at it."""
        until_ms = self._clock.monotonic_ms() + LOOK_MS
        self.wait_until(lambda: self._clock.monotonic_ms() >= until_ms, waited_for="a moment")

    def take_picture(self, path: Path) -> Path:
        """Save what the window shows as a PNG."""
        self._window.grab().save(str(path))
        return path

    def _turn_to_window(self) -> None:
        """Face this window: with two tills open, keys go to the one that is looked at."""
        if not self._window.isActiveWindow():
            self._window.activateWindow()
            self.wait_until(self._window.isActiveWindow, waited_for="the window to be in front")

    def _burst(self, key: Qt.Key, character: str) -> None:
        handle = self._window.windowHandle()
        self._scan_ms += SCAN_GAP_MS
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(self._scan_ms)
            QApplication.sendEvent(handle, event)
