"""Draws the stock screen: the list at the left, one variant at the right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from ui.screens.stock.adjust_panel import AdjustPanel
from ui.screens.stock.adjustment import Adjustment
from ui.screens.stock.detail_pane import DetailPane
from ui.screens.stock.label_panels import LabelPanel, LabelsReadyPanel
from ui.screens.stock.list_page import ListPage
from ui.screens.stock.presenter import StockPresenter
from ui.screens.stock.state import StockState
from ui.screens.stock.view_protocol import AdjustQuestion, LabelQuestion
from ui.shell.panel import PanelHost
from ui.text.formats import Formats


class StockScreenView(QObject):
    """The widgets of the stock screen (see `StockView`).

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, panels: PanelHost, formats: Formats) -> None:
        super().__init__()
        self._panels = panels
        self._formats = formats
        self._presenter: StockPresenter | None = None
        self.main = ListPage()
        self.pane = DetailPane()
        self.setParent(self.main)

    def connect_to(self, presenter: StockPresenter) -> None:
        """Hand the person's wishes to the presenter."""
        self._presenter = presenter
        self.main.search.searched.connect(presenter.browsing.search)
        self.main.search.entered.connect(self._entered)
        self.main.chips.chosen.connect(presenter.browsing.choose)
        self.main.chosen.connect(presenter.select)
        self.main.cleared.connect(presenter.back)
        self.pane.adjust.clicked.connect(presenter.adjust)
        self.pane.labels.clicked.connect(presenter.make_labels)

    def show(self, state: StockState) -> None:
        """Draw a state."""
        self.main.show_list(state.list, selected=state.selected)
        self.pane.show_detail(state.detail)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.main.search.setFocus()
        self.main.search.selectAll()

    def ask_adjustment(
        self, question: AdjustQuestion, *, then: Callable[[Adjustment], None]
    ) -> None:
        """Ask how the stock is adjusted, and why."""
        panel = AdjustPanel(question, self._formats)
        panel.answered.connect(partial(self._answer_adjustment, then))
        self._panels.open(panel)

    def ask_labels(self, question: LabelQuestion, *, then: Callable[[int, str], None]) -> None:
        """Ask how many labels, and on which sheet."""
        panel = LabelPanel(question)
        panel.answered.connect(partial(self._answer_labels, then))
        self._panels.open(panel)

    def show_labels(self, path: Path, count: int) -> None:
        """Say where the labels are."""
        panel = LabelsReadyPanel(path, count)
        panel.done.clicked.connect(self._panels.close_card)
        self._panels.open(panel)

    def _answer_adjustment(self, then: Callable[[Adjustment], None], answer: Adjustment) -> None:
        self._panels.close_card()
        then(answer)

    def _answer_labels(self, then: Callable[[int, str], None], copies: int, layout: str) -> None:
        self._panels.close_card()
        then(copies, layout)

    @Slot(str, bool)
    def _entered(self, words: str, _held: bool) -> None:  # noqa: FBT001 - a signal's payload
        if self._presenter is not None:
            self._presenter.entered_search(words)
