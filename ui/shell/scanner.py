"""Hears a barcode scanner on the window, wherever the focus is.

Characters typed into a text field go through and are taken back when they turn out to be a scan;
characters that would press a button or move a selection are held for a moment instead, and given
back in order when no scan came of them. Fields that take a secret are left alone.
"""

from typing import Protocol, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from pos.runtime.clock import Clock
from ui.shell.burst import Burst, BurstRules, Heard, is_card_track

SUFFIXES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
SECRET = "secret"  # noqa: S105 - the property of a field that takes one

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Scanner(QObject):
    """Watches the keys of windows.

    Signals:
        scanned: The code, without its suffix.
        dropped: A card's magnetic stripe was read and thrown away.
    """

    scanned = Signal(str)
    dropped = Signal()

    def __init__(self, clock: Clock, rules: BurstRules, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._burst = Burst(rules)
        self._field: _Field | None = None
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._is_replaying = False
        self._swallow_release = False
        self._release_due_ms = 0
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.setInterval(rules.gap_ms)
        self._release.timeout.connect(self._give_back_late)

    def watch(self, window: QWindow) -> None:
        """Hear the keys of a top-level window."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and not self._is_replaying:
            return self._pressed(cast("QWindow", watched), cast("QKeyEvent", event))
        if kind == QEvent.Type.KeyRelease and self._swallow_release:
            return self._released(cast("QKeyEvent", event))
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        if _is_secret(focus) or event.modifiers() & _COMMANDS:
            self._start_over()
            return False
        at_ms = event.timestamp() or self._clock.monotonic_ms()
        if event.key() in SUFFIXES:
            return self._suffix(at_ms)
        if not event.text().isprintable() or not event.text():
            return False
        return self._character(window, event, focus=focus, at_ms=at_ms)

    def _character(
        self, window: QWindow, event: QKeyEvent, *, focus: QWidget | None, at_ms: int
    ) -> bool:
        if self._burst.hear(event.text(), at_ms=at_ms) is Heard.START:
            self._give_back()
            self._field = _field_of(focus)
        if self._field is not None:
            return False
        self._hold(window, event)
        return True

    def _suffix(self, at_ms: int) -> bool:
        if self._burst.close(at_ms=at_ms) is not Heard.SCAN:
            self._give_back()
            return False
        code = self._burst.text
        self._held.clear()
        self._release.stop()
        if self._field is not None:
            self._field.restore()
        self._start_over()
        self._swallow_release = True
        if is_card_track(code):
            self.dropped.emit()
        else:
            self.scanned.emit(code)
        return True

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() not in SUFFIXES:
            return False
        self._swallow_release = False
        return True

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        self._held.append((window, event.clone()))
        self._release_due_ms = self._clock.monotonic_ms() + self._burst.rules.gap_ms
        self._release.start()

    @Slot()
    def _give_back_late(self) -> None:
        """Give held keys back, unless the window stalled and more of a burst waits in the queue."""
        late_ms = self._clock.monotonic_ms() - self._release_due_ms
        if late_ms > self._burst.rules.gap_ms:
            self._release_due_ms = self._clock.monotonic_ms() + self._burst.rules.gap_ms
            self._release.start()
            return
        self._give_back()

    def _give_back(self) -> None:
        self._release.stop()
        held, self._held = self._held, []
        self._is_replaying = True
        try:
            for window, event in held:
                QCoreApplication.sendEvent(window, event)
        finally:
            self._is_replaying = False

    def _start_over(self) -> None:
        self._burst.forget()
        self._field = None
        self._give_back()


class _Field(Protocol):
    """A text field as it was before a burst, so that the burst can be taken out again."""

    def restore(self) -> None:
        """Put the text back, unless the field's panel was closed within the burst."""
        ...


class _Line:
    """A field of one line."""

    def __init__(self, edit: QLineEdit) -> None:
        self._edit = edit
        self._text = edit.text()
        self._cursor = edit.cursorPosition()

    def restore(self) -> None:
        if isValid(self._edit):
            self._edit.setText(self._text)
            self._edit.setCursorPosition(self._cursor)


class _Notes:
    """A field of several lines."""

    def __init__(self, edit: QPlainTextEdit) -> None:
        self._edit = edit
        self._text = edit.toPlainText()

    def restore(self) -> None:
        if isValid(self._edit):
            self._edit.setPlainText(self._text)


def _field_of(focus: QWidget | None) -> _Field | None:
    if isinstance(focus, QLineEdit) and not focus.isReadOnly():
        return _Line(focus)
    if isinstance(focus, QPlainTextEdit) and not focus.isReadOnly():
        return _Notes(focus)
    return None


def _is_secret(widget: QWidget | None) -> bool:
    if widget is None:
        return False
    if isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal:
        return True
    return bool(widget.property(SECRET))
