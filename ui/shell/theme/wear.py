"""How a widget learns which theme it wears: from the window it stands in.

The main window keeps the tokens as a property and sets the style sheet; every widget below is then
told by Qt that its style changed, looks up and draws itself anew. There is no global theme.
"""

from typing import cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.theme.fonts import font
from ui.shell.theme.palette import make_palette
from ui.shell.theme.stylesheet import stylesheet
from ui.shell.theme.tokens import LIGHT, Tokens

PROPERTY = "tokens"

RESTYLED = frozenset({QEvent.Type.StyleChange, QEvent.Type.Polish})
"""Events after which a widget looks up its tokens again."""


def tokens_of(widget: QWidget) -> Tokens:
    """Return the theme of the window that the widget stands in; light before it stands in one."""
    worn = widget.window().property(PROPERTY)
    return worn if isinstance(worn, Tokens) else LIGHT


def prepare(application: QApplication) -> None:
    """Give the application its style and typeface, before the first widget is made."""
    application.setStyle("Fusion")
    application.setFont(font())


def dress(window: QWidget, tokens: Tokens) -> None:
    """Put a theme on a window and everything in it."""
    application = cast("QApplication", QApplication.instance())
    application.setPalette(make_palette(tokens))
    window.setProperty(PROPERTY, tokens)
    window.setStyleSheet(stylesheet(tokens))
