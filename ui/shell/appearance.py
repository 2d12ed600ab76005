"""Light or dark: as the person chose, or as the system says."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Slot
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
    """Keeps a window in the chosen theme."""

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
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is Choice.DARK else LIGHT

    def choose(self, choice: Choice) -> None:
        """Change the theme."""
        self._choice = choice
        dress(self._window, self.tokens)

    @Slot()
    def _system_changed(self) -> None:
        if self._choice is Choice.SYSTEM:
            dress(self._window, self.tokens)
