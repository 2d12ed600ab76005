"""Draws the customers screen: the list, and one customer beside it."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from pos.domain.contact import CustomerDetails
from pos.domain.erasure import ErasurePreview, ErasureReason
from pos.domain.postal_address import PostalAddress
from ui.screens.customers.address_panel import AddressPanel
from ui.screens.customers.child_panel import ChildPanel
from ui.screens.customers.credit_panel import CreditPanel
from ui.screens.customers.customer_pane import CustomerPane
from ui.screens.customers.details_panel import DetailsPanel
from ui.screens.customers.erase_panel import ErasePanel
from ui.screens.customers.limit_panel import LimitPanel
from ui.screens.customers.list_page import ListPage
from ui.screens.customers.merge_panel import MergePanel
from ui.screens.customers.presenter import CustomersPresenter
from ui.screens.customers.state import CustomersState
from ui.screens.customers.view_protocol import (
    AddressQuestion,
    ChildAnswer,
    ChildQuestion,
    CreditAnswer,
    CreditQuestion,
    LimitQuestion,
    MergeQuestion,
)
from ui.shell.panel import PanelHost
from ui.text.formats import Formats

Question: TypeAlias = (
    DetailsPanel | CreditPanel | LimitPanel | AddressPanel | ErasePanel | ChildPanel
)
"""A panel that stays until its answer was kept, and says why it was not."""


class CustomersScreenView(QObject):
    """The widgets of the customers screen (see `CustomersView`).

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, panels: PanelHost, formats: Formats) -> None:
        super().__init__()
        self._panels = panels
        self._formats = formats
        self._asked: Question | None = None
        self._is_keeping = False
        self._presenter: CustomersPresenter | None = None
        self.main = ListPage()
        self.pane = CustomerPane(formats)
        self.setParent(self.main)

    def connect_to(self, presenter: CustomersPresenter) -> None:
        """Pass on what is tapped and typed."""
        self._presenter = presenter
        self.main.search.searched.connect(presenter.search)
        self.main.search.entered.connect(self._open_first)
        self.main.chosen.connect(presenter.select)
        self.main.clear.clicked.connect(presenter.clear_search)
        self.main.new.clicked.connect(presenter.new)
        self.pane.edit.clicked.connect(presenter.edit)
        self.pane.sell.clicked.connect(presenter.sell)
        self.pane.order_wished.connect(presenter.open_order)
        self.pane.merge_wished.connect(presenter.merge)
        self.pane.addresses.wished.connect(presenter.addresses.change)
        self.pane.addresses.add.clicked.connect(presenter.addresses.add)
        self.pane.family.wished.connect(presenter.family.change)
        self.pane.family.add.clicked.connect(presenter.family.add)
        self.pane.erase.clicked.connect(presenter.erasure.erase)
        self.pane.account.order_wished.connect(presenter.open_order)
        self.pane.account.credit.clicked.connect(presenter.account.move_credit)
        self.pane.account.limit.clicked.connect(presenter.account.limit)

    def show(self, state: CustomersState) -> None:
        """Draw a state."""
        self.main.show_state(state)
        self.pane.show_state(state)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.main.search.setFocus()
        self.main.search.selectAll()

    def ask_details(
        self, title: str, details: CustomerDetails, *, then: Callable[[CustomerDetails], None]
    ) -> None:
        """Ask what is known of a customer; asked until `close_question`."""
        self._ask(DetailsPanel(title, details), then)

    def close_question(self) -> None:
        """End that question: the answer was kept."""
        if self._is_asking():
            self._panels.close_card()

    def show_trouble(self, sentence: str) -> bool:
        """Say in that question what cannot be kept; False when it is not asked any more."""
        if self._asked is None or not self._is_asking():
            return False
        self._is_keeping = False
        self._asked.show_trouble(sentence)
        return True

    def ask_merge(
        self,
        question: MergeQuestion,
        *,
        keep_shown: Callable[[], None],
        keep_other: Callable[[], None],
    ) -> None:
        """Ask which of two records stays."""
        panel = MergePanel(question)
        panel.kept_shown.connect(partial(self._answer, keep_shown))
        panel.kept_other.connect(partial(self._answer, keep_other))
        panel.left.connect(self._panels.close_card)
        self._panels.open(panel)

    def ask_credit(self, question: CreditQuestion, *, then: Callable[[CreditAnswer], None]) -> None:
        """Ask how much credit is given or taken back; asked until `close_question`."""
        self._ask(CreditPanel(question, self._formats), then)

    def ask_limit(self, question: LimitQuestion, *, then: Callable[[int | None], None]) -> None:
        """Ask how much they may owe; asked until `close_question`."""
        self._ask(LimitPanel(question, self._formats), then)

    def ask_address(
        self,
        question: AddressQuestion,
        *,
        then: Callable[[PostalAddress], None],
        remove: Callable[[], None],
    ) -> None:
        """Ask for an address; asked until `close_question`."""
        panel = AddressPanel(question, self._formats)
        panel.removed.connect(remove)
        self._ask(panel, then)

    def ask_erasure(
        self, preview: ErasurePreview, *, then: Callable[[ErasureReason], None]
    ) -> None:
        """Say what erasing takes away and ask why; asked until `close_question`."""
        panel = ErasePanel(preview, self._formats)
        panel.left.connect(self._panels.close_card)
        self._ask(panel, then)

    def ask_child(
        self,
        question: ChildQuestion,
        *,
        then: Callable[[ChildAnswer], None],
        remove: Callable[[], None],
    ) -> None:
        """Ask about a child; asked until `close_question`."""
        panel = ChildPanel(question)
        panel.removed.connect(remove)
        self._ask(panel, then)

    def _is_asking(self) -> bool:
        return self._asked is not None and isValid(self._asked) and self._asked.isVisible()

    def _ask(self, panel: Question, then: Callable[..., None]) -> None:
        self._asked, self._is_keeping = panel, False
        panel.answered.connect(partial(self._keep, then))
        self._panels.open(panel)

    def _keep(self, then: Callable[..., None], answer: object) -> None:
        """Pass an answer on once: the panel is still there while it is written down."""
        if not self._is_keeping:
            self._is_keeping = True
            then(answer)

    def _answer(self, then: Callable[[], None]) -> None:
        self._panels.close_card()
        then()

    @Slot(str, bool)
    def _open_first(self, words: str, _held: bool) -> None:  # noqa: FBT001 - a signal's payload
        if self._presenter is not None:
            self._presenter.open_first(words)
