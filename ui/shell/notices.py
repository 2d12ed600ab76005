"""The shell's short messages: toasts, the error strip, the beep (see `ui.shell.desk.Notices`)."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from pos.domain.errors import PosError
from ui.shell.desk import Remedy
from ui.shell.strip import Strip
from ui.shell.toast import Toast


class WindowNotices:
    """Shows messages in one window.

    Args:
        sentence: Puts an error in words.
    """

    def __init__(self, toast: Toast, strip: Strip, *, sentence: Callable[[PosError], str]) -> None:
        self._toast = toast
        self._strip = strip
        self._sentence = sentence

    def toast(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, for six seconds, with a button to undo it."""
        self._toast.say(text, undo=undo)

    def drop_toast(self) -> None:
        """Take the toast away: what it offers to undo is past."""
        self._toast.hide()

    def strip(self, text: str, *remedies: Remedy) -> None:
        """Say what went wrong above the screen, with a beep, until the next action."""
        self._strip.say(text, *remedies)
        self.beep()

    def refused(self, error: PosError) -> None:
        """Show the sentence of an error as a strip."""
        self.strip(self._sentence(error))

    def clear(self) -> None:
        """Take the strip away: the person went on."""
        self._strip.hide()

    def beep(self) -> None:
        """Sound the error beep."""
        QApplication.beep()
