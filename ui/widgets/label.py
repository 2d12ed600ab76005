"""Labels that show data as it is: plain text always, in one of the voices of the theme."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QStyle, QWidget

from ui.shell.theme.tokens import Tone

LETTERS_LEAST = 6
"""So many letters of an elided text are always shown."""


class PlainLabel(QLabel):
    """A label that never reads its text as markup."""

    def __init__(
        self, text: str = "", *, voice: str = "body", tone: Tone | None = None, name: str = ""
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("voice", voice)
        self.setObjectName(name)
        if tone is not None:
            self.setProperty("tone", tone.value)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour; the style sheet is asked again only when it really changes."""
        self._look_as("tone", tone.value)

    def set_voice(self, voice: str) -> None:
        """Speak in another voice of the theme."""
        self._look_as("voice", voice)

    def _look_as(self, name: str, value: str) -> None:
        if self.property(name) == value:
            return
        self.setProperty(name, value)
        self.style().unpolish(self)
        self.style().polish(self)


class ElidedLabel(PlainLabel):
    """A label of one line that gives way: what does not fit ends in dots, and is its tool tip."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().averageCharWidth() * LETTERS_LEAST, self.sizeHint().height()
        )

    def shown(self) -> str:
        """Return as much of the text as is painted."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.style().drawItemText(
            QPainter(self),
            self.contentsRect(),
            int(QStyle.visualAlignment(self.layoutDirection(), self.alignment())),
            self.palette(),
            self.isEnabled(),
            self.shown(),
            self.foregroundRole(),
        )


def plain_tip(text: str) -> str:
    """Write a text for a tool tip, which would read "<b>" in a name as markup."""
    return f"<qt>{escape(text)}</qt>" if "<" in text or "&" in text else text


def figure(text: str = "", *, voice: str = "figure", name: str = "") -> PlainLabel:
    """Make a label for an amount: tabular figures, at the right edge."""
    label = PlainLabel(text, voice=voice, name=name)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def plane(widget: QWidget, kind: str) -> QWidget:
    """Give a widget the ground of a theme's plane (canvas, surface, card, footer, ...)."""
    widget.setProperty("plane", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def hairline() -> QFrame:
    """Make a horizontal line of one pixel."""
    line = QFrame()
    plane(line, "line")
    line.setFixedHeight(1)
    return line
