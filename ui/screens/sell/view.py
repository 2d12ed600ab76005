"""Draws the sell screen: tiles or payment at the left, cart or change at the right."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from ui.screens.sell.cart_pane import CartPane
from ui.screens.sell.done_pane import DonePane
from ui.screens.sell.pay_page import PayPage
from ui.screens.sell.presenter import SellPresenter
from ui.screens.sell.questions import SellQuestions
from ui.screens.sell.state import SellState
from ui.screens.sell.tiles_page import TilesPage
from ui.shell.desk import Desk


class SellScreenView(SellQuestions):
    """The widgets of the sell screen (see `SellView`).

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._presenter: SellPresenter | None = None
        self._tiles = TilesPage()
        self._pay = PayPage(desk.formats)
        self._cart = CartPane()
        self._done = DonePane()
        self.main = QStackedWidget()
        self.main.addWidget(self._tiles)
        self.main.addWidget(self._pay)
        self.pane = QStackedWidget()
        self.pane.addWidget(self._cart)
        self.pane.addWidget(self._done)
        self.setParent(self.main)

    def connect_to(self, presenter: SellPresenter) -> None:
        """Hand the person's wishes to the presenter."""
        self._presenter = presenter
        self._connect_tiles(presenter)
        self._connect_cart(presenter)
        self._connect_payment(presenter)

    def show(self, state: SellState) -> None:
        """Draw a state."""
        self._tiles.show_browse(state.browse)
        self._tiles.show_cart(state.cart.badges, held=state.cart.held)
        self._cart.freeze(frozen=state.pay is not None)
        self._cart.show_cart(state.cart)
        self._show_main(state)
        if state.done is not None:
            self._done.show_done(state.done)
        self.pane.setCurrentWidget(self._done if state.done else self._cart)

    def flash(self, line_id: UUID) -> None:
        """Light a line up: it was just added to."""
        self._cart.flash(line_id)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._tiles.search.setFocus()
        self._tiles.search.selectAll()

    def say_typed(self) -> None:
        """Tell what stands in the search field now, before a pause of who types does."""
        self._tiles.search.say()

    def take_typed_cash(self) -> None:
        """Take cash: what was typed on the payment, else exactly what is open."""
        if self._presenter is not None:
            self._presenter.checkout.take_cash(self._typed_cents())

    def take_typed_card(self) -> None:
        """Take the rest by card."""
        if self._presenter is not None:
            self._presenter.checkout.take_card()

    def _connect_tiles(self, presenter: SellPresenter) -> None:
        tiles = self._tiles
        tiles.searched.connect(presenter.browsing.search)
        tiles.entered.connect(self._entered)
        tiles.category_chosen.connect(presenter.browsing.choose_category)
        tiles.tapped.connect(presenter.tapped)
        tiles.recall_wished.connect(presenter.recall)
        tiles.orders_wished.connect(presenter.show_orders)

    def _connect_cart(self, presenter: SellPresenter) -> None:
        cart, lines = self._cart, presenter.lines
        cart.selected.connect(lines.select)
        cart.customer.clicked.connect(presenter.customer)
        cart.coupon.clicked.connect(presenter.coupon)
        cart.discount.clicked.connect(lines.ask_order_discount)
        cart.note.clicked.connect(lines.ask_note)
        cart.hold.clicked.connect(presenter.hold)
        cart.clear.clicked.connect(lines.clear)
        cart.exact_cash.clicked.connect(self.take_typed_cash)
        cart.pay.clicked.connect(presenter.checkout.pay)
        cart.line_actions.stepped.connect(lines.step)
        cart.line_actions.quantity_wished.connect(lines.ask_quantity)
        cart.line_actions.price_wished.connect(lines.ask_price)
        cart.line_actions.discount_wished.connect(lines.ask_discount)
        cart.line_actions.remove_wished.connect(lines.remove)

    def _connect_payment(self, presenter: SellPresenter) -> None:
        checkout = presenter.checkout
        self._pay.tendered.connect(self._tendered)
        self._pay.cash_given.connect(checkout.take_cash)
        self._pay.taken_back.connect(checkout.take_back)
        self._pay.completed.connect(checkout.complete)
        self._pay.left.connect(presenter.back)
        self._pay.tip_chosen.connect(checkout.choose_tip)
        self._connect_terminal(presenter)
        self._done.print.clicked.connect(checkout.print_receipt)
        self._done.new_sale.clicked.connect(presenter.start_new)

    def _connect_terminal(self, presenter: SellPresenter) -> None:
        terminal, checkout = self._pay.terminal, presenter.checkout
        terminal.approved.connect(checkout.card_approved)
        terminal.declined.connect(checkout.card_declined)
        terminal.cancelled.connect(checkout.back)
        terminal.asked_again.connect(checkout.ask_terminal)
        terminal.resolved.connect(checkout.resolve_card)
        terminal.held.connect(checkout.give_up_waiting)
        terminal.given_back.connect(checkout.card_given_back)
        terminal.ticked.connect(checkout.tick)

    def _show_main(self, state: SellState) -> None:
        if state.pay is not None:
            self.main.setCurrentWidget(self._pay)
            self._pay.show_pay(state.pay)
        elif self.main.currentWidget() is self._pay:
            self._pay.forget()
            self.main.setCurrentWidget(self._tiles)
            self.focus_search()

    def _typed_cents(self) -> int | None:
        is_paying = self.main.currentWidget() is self._pay
        return self._pay.typed_cents if is_paying else None

    @Slot(str, bool)
    def _entered(self, words: str, keep: bool) -> None:  # noqa: FBT001 - a signal's payload
        if self._presenter is not None:
            self._presenter.entered_search(words, keep=keep)

    @Slot(str, object)
    def _tendered(self, code: str, cents: int | None) -> None:
        if self._presenter is not None:
            self._presenter.checkout.tender(code, cents=cents)
