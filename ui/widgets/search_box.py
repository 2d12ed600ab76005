"""The search field: an icon, a key cap, and no search for what a scanner is typing."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ui.shell.shortcuts import bare_action
from ui.shell.theme.tokens import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import PlainLabel

HEIGHT_PX = 48
PAUSE_MS = 30
"""The field waits so long for the next character: people do not notice, and what a scanner types
faster is never searched for.
"""

TEXT_MAX = 100


class SearchBox(QLineEdit):
    """Takes words to search for.

    Signals:
        searched: The text, after it changed.
        entered: The text, when Enter was pressed; True when Ctrl was held.
    """

    searched = Signal(str)
    entered = Signal(str, bool)

    def __init__(self, *, name: str, hint: str, says: str, key: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(says)
        self.setMaxLength(TEXT_MAX)
        self.setFixedHeight(HEIGHT_PX)
        self._icon = IconLabel("search", size_px=16, tone=Tone.SECONDARY)
        self._icon.setParent(self)
        self._cap = PlainLabel(key, voice="key")
        self._cap.setParent(self)
        self._cap.setVisible(bool(key))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._said = ""
        self._pause.timeout.connect(self.say)
        self.textChanged.connect(self._pause.start)

    @property
    def said(self) -> str:
        """The words that were searched for last."""
        return self._said

    def forget(self) -> None:
        """Empty the field without searching for nothing."""
        self.set_text_quietly("")

    def set_text_quietly(self, text: str) -> None:
        """Show a text without searching for it."""
        self._said = text
        self.setText(text)
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.entered.emit(self.text(), held)
            event.accept()
        elif not self.text() and bare_action(event.key()) is not None:
            event.ignore()  # The window knows what these keys mean where no text is typed.
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if _asks_for_undo(event):
            event.ignore()  # Ctrl+Z takes back the last change of the sale, not of the words.
            return False
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()
        return super().event(event)

    @Slot()
    def say(self) -> None:
        """Search for what is typed now, without waiting for a pause."""
        self._pause.stop()
        if self.text() != self._said:
            self._said = self.text()
            self.searched.emit(self._said)

    def _place(self) -> None:
        self._cap.adjustSize()
        cap = self._cap.width()
        middle = (self.height() - 22) // 2
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        icon_left, cap_left = 8, self.width() - cap - 12
        if mirrored:
            icon_left, cap_left = self.width() - 24, 12
        self._icon.move(icon_left, (self.height() - 16) // 2)
        self._cap.setGeometry(cap_left, middle, cap, 22)


def _asks_for_undo(event: QEvent) -> bool:
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo)
