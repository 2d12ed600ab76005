"""Draws the orders screen: the list, and one order beside it."""

from PySide6.QtCore import QObject, Slot

from ui.screens.orders.list_page import ListPage
from ui.screens.orders.order_pane import OrderPane
from ui.screens.orders.presenter import OrdersPresenter
from ui.screens.orders.state import OrdersState
from ui.text.formats import Formats


class OrdersScreenView(QObject):
    """The widgets of the orders screen.

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.main = ListPage(formats)
        self.pane = OrderPane(formats)
        self._presenter: OrdersPresenter | None = None
        self.setParent(self.main)

    def connect_to(self, presenter: OrdersPresenter) -> None:
        """Pass on what is tapped and typed."""
        self._presenter = presenter
        self.main.search.searched.connect(presenter.search)
        self.main.search.entered.connect(self._open_first)
        self.main.chips.chosen.connect(presenter.choose)
        self.main.chosen.connect(presenter.select)
        self.main.ended.connect(presenter.show_older)
        self.main.clear.clicked.connect(presenter.clear_search)
        self.main.again.clicked.connect(presenter.reload)
        self.pane.reprint.clicked.connect(presenter.reprint)
        self.pane.pdf.clicked.connect(presenter.save_pdf)
        self.pane.returns.clicked.connect(presenter.start_return)
        self.pane.collect_cash.clicked.connect(presenter.collect_cash)
        self.pane.collect_otherwise.clicked.connect(presenter.collect_otherwise)

    def show(self, state: OrdersState) -> None:
        """Draw a state."""
        self.main.show_state(state)
        self.pane.show_state(state)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.main.search.setFocus()
        self.main.search.selectAll()

    @Slot(str, bool)
    def _open_first(self, words: str, _held: bool) -> None:  # noqa: FBT001 - a signal's payload
        if self._presenter is not None:
            self._presenter.open_first(words)
