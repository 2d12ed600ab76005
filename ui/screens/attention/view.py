"""Draws the attention screen: the list, and one entry beside it."""

from PySide6.QtCore import QObject

from ui.screens.attention.entry_pane import EntryPane
from ui.screens.attention.list_page import ListPage
from ui.screens.attention.presenter import AttentionPresenter
from ui.screens.attention.state import AttentionState
from ui.text.formats import Formats


class AttentionScreenView(QObject):
    """The widgets of the attention screen.

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.main = ListPage(formats)
        self.pane = EntryPane(formats)
        self.setParent(self.main)

    def connect_to(self, presenter: AttentionPresenter) -> None:
        """Pass on what is tapped."""
        self.main.chosen.connect(presenter.select)
        self.main.retry_all.clicked.connect(presenter.retry_all)
        self.pane.retry.clicked.connect(presenter.retry)
        self.pane.seen.clicked.connect(presenter.note_seen)

    def show(self, state: AttentionState) -> None:
        """Draw a state."""
        self.main.show_state(state)
        self.pane.show_state(state)
