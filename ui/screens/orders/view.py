"""Draws the orders screen: the list, and one order beside it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.screens.orders.list_page import ListPage
from ui.screens.orders.order_pane import OrderPane
from ui.screens.orders.presenter import OrdersPresenter
from ui.screens.orders.state import OrdersState
from ui.shell.desk import Desk

if TYPE_CHECKING:
    from ui.screens.orders.cancel_question import CancelQuestion
    from ui.screens.orders.day_question import DayQuestion
    from ui.screens.orders.made_orders import MoveDay


class OrdersScreenView(QObject):
    """The widgets of the orders screen.

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.main = ListPage(desk.formats)
        self.pane = OrderPane(desk.formats)
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
        self.pane.reprint.clicked.connect(presenter.copies.reprint)
        self.pane.pdf.clicked.connect(presenter.copies.save_pdf)
        self.pane.returns.clicked.connect(presenter.start_return)
        self.pane.hand_over.clicked.connect(presenter.fetching.hand_over)
        self.pane.label.clicked.connect(presenter.made.print_label)
        self.pane.cancel.clicked.connect(presenter.made.cancel)
        self.pane.move_day.clicked.connect(presenter.made.move_day)
        self.pane.take_balance.clicked.connect(presenter.fetching.take_balance)
        self.pane.collect_otherwise.clicked.connect(presenter.fetching.note_came)

    def show(self, state: OrdersState) -> None:
        """Draw a state."""
        self.main.show_state(state)
        self.pane.show_state(state)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.main.search.setFocus()
        self.main.search.selectAll()

    def ask_day(self, question: "DayQuestion", *, then: "MoveDay") -> None:
        """Ask which promised day is moved to which, and why."""
        # Loaded with the first day that is moved.
        from ui.screens.orders.day_panel import DayPanel

        panel = DayPanel(question, self._desk.formats)
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_cancel(self, question: "CancelQuestion", *, then: Callable[[str], None]) -> None:
        """Show what goes back, and ask why the order is cancelled."""
        # Loaded with the first order that is cancelled.
        from ui.screens.orders.cancel_panel import CancelPanel

        panel = CancelPanel(question)
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def _answer(self, then: Callable[..., None], *answer: object) -> None:
        self._desk.panels.close_card()
        then(*answer)

    @Slot(str, bool)
    def _open_first(self, words: str, _held: bool) -> None:  # noqa: FBT001 - a signal's payload
        if self._presenter is not None:
            self._presenter.open_first(words)
