"""Light or dark: as the person chose, or as the system says."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.shell.theme.tokens import DARK, LIGHT, Tokens
from ui.shell.theme.wear import dress


class Choice(StrEnum):
    """What may be chosen in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Appearance(QObject):
    """Keeps a window in the chosen theme.

    Signals:
        dressed: The window wears another theme, or the same one anew.
    """

    dressed = Signal()

    def __init__(self, window: QWidget, choice: Choice) -> None:
        super().__init__(window)
        self._window = window
        self._choice = choice
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        dress(window, self.tokens)

    @property
    def tokens(self) -> Tokens:
        """The theme that is worn."""
        if self._choice is Choice.SYSTEM:
            return _of_computer()
        return DARK if self._choice is Choice.DARK else LIGHT

    @property
    def other(self) -> Choice:
        """What to choose to turn light into dark, or dark into light.

        Who turns to the colours that the computer has follows the computer again.
        """
        other = LIGHT if self.tokens is DARK else DARK
        if other is _of_computer():
            return Choice.SYSTEM
        return Choice.DARK if other is DARK else Choice.LIGHT

    def choose(self, choice: Choice) -> None:
        """Change the theme."""
        self._choice = choice
        self._dress()

    @Slot()
    def _system_changed(self) -> None:
        if self._choice is Choice.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        dress(self._window, self.tokens)
        self.dressed.emit()


def _of_computer() -> Tokens:
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
