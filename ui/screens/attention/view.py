"""Draws the attention screen: the list, and one entry beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from pos.domain.contact import CustomerDetails
from ui.screens.attention.correction_panel import CorrectionPanel
from ui.screens.attention.entry_pane import EntryPane
from ui.screens.attention.list_page import ListPage
from ui.screens.attention.presenter import AttentionPresenter
from ui.screens.attention.state import AttentionState
from ui.shell.panel import PanelHost
from ui.text.formats import Formats


class AttentionScreenView(QObject):
    """The widgets of the attention screen.

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, panels: PanelHost, formats: Formats) -> None:
        super().__init__()
        self._panels = panels
        self.main = ListPage(formats)
        self.pane = EntryPane(formats)
        self.setParent(self.main)

    def connect_to(self, presenter: AttentionPresenter) -> None:
        """Pass on what is tapped."""
        self.main.chosen.connect(presenter.select)
        self.main.retry_all.clicked.connect(presenter.retry_all)
        self.main.mend.clicked.connect(presenter.mend)
        self.pane.retry.clicked.connect(presenter.retry)
        self.pane.correct.clicked.connect(presenter.correct)
        self.pane.seen.clicked.connect(presenter.note_seen)
        self.pane.accept.clicked.connect(presenter.accept)

    def show(self, state: AttentionState) -> None:
        """Draw a state."""
        self.main.show_state(state)
        self.pane.show_state(state)

    def ask_details(
        self, details: CustomerDetails, *, trouble: str, then: Callable[[CustomerDetails], None]
    ) -> None:
        """Ask how a customer's details are right."""
        panel = CorrectionPanel(details, trouble=trouble)
        panel.answered.connect(partial(self._answer, then))
        self._panels.open(panel)

    def _answer(self, then: Callable[[CustomerDetails], None], details: CustomerDetails) -> None:
        self._panels.dismiss()
        then(details)
