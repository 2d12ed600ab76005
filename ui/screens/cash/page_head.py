"""The title of a page, with a line below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.label import PlainLabel


class PageHead(QWidget):
    """What this page is about."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel(voice="title", name="page-title")
        self._hint = PlainLabel(voice="secondary")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._hint)

    def say(self, title: str, hint: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._hint.setText(hint)
