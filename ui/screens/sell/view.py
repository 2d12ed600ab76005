"""Draws the sell screen: tiles or payment at the left, cart or change at the right."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedWidget
from shiboken6 import isValid

from pos.domain.cart import CartLine
from pos.domain.discount import Discount
from pos.domain.product import SellableItem
from pos.domain.quantity import Unit
from pos.queries.parked_carts import ParkedCart
from ui.screens.sell import pay_text, text
from ui.screens.sell.cart_pane import CartPane
from ui.screens.sell.customer_panel import CustomerPanel
from ui.screens.sell.customer_question import CustomerChoice, CustomerQuestion
from ui.screens.sell.discount_panel import DiscountPanel
from ui.screens.sell.done_pane import DonePane
from ui.screens.sell.entry_panel import EntryPanel
from ui.screens.sell.held_panels import copy_panel, held_panel
from ui.screens.sell.offer_panels import CouponPanel, ReasonPanel, WhyPanel
from ui.screens.sell.panels import NotePanel, age_panel, quantity_wish, variant_panel
from ui.screens.sell.pay_page import PayPage
from ui.screens.sell.presenter import SellPresenter
from ui.screens.sell.state import SellState
from ui.screens.sell.tiles_page import TilesPage
from ui.screens.sell.why import WhyState
from ui.shell.desk import Desk
from ui.widgets.number_panel import NumberPanel, NumberWish

if TYPE_CHECKING:
    from datetime import date

    from pos.domain.open_article import TypedArticle
    from pos.queries.tax_categories import TaxCategory
    from ui.screens.sell.made_to_order import MadeQuestion


class SellScreenView(QObject):
    """The widgets of the sell screen (see `SellView`).

    Attributes:
        main: The main area.
        pane: The context pane.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._presenter: SellPresenter | None = None
        self._customers: CustomerPanel | None = None
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

    def take_typed_cash(self) -> None:
        """Take cash: what was typed on the payment, else exactly what is open."""
        if self._presenter is not None:
            self._presenter.checkout.take_cash(self._typed_cents())

    def take_typed_card(self) -> None:
        """Take the rest by card."""
        if self._presenter is not None:
            self._presenter.checkout.take_card()

    def ask_variant(
        self, name: str, variants: tuple[SellableItem, ...], *, then: Callable[[UUID], None]
    ) -> None:
        """Ask which variant of a product is meant."""
        panel = variant_panel(name, variants, self._desk.formats)
        panel.chosen.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_quantity(self, name: str, unit: Unit, *, then: Callable[[int], None]) -> None:
        """Ask for a quantity in whole units."""
        self._ask_number(quantity_wish(name, unit), then, name="quantity-panel")

    def ask_price(self, line: CartLine, *, then: Callable[[int], None]) -> None:
        """Ask for another price, in minor units."""
        hint = text.price_now(self._desk.formats.money(line.unit_price_cents))
        wish = self._money_wish(text.price_of(line.name), hint=hint)
        self._ask_number(wish, then, name="price-panel")

    def ask_discount(self, name: str, *, then: Callable[[Discount | None], None]) -> None:
        """Ask for a discount on a line, or with "" on the sale; None takes it off."""
        title = text.discount_on(name) if name else text.discount_on_sale()
        panel = DiscountPanel(title, self._desk.formats)
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_article(
        self,
        code: str,
        kinds: "tuple[TaxCategory, ...]",
        *,
        sell: "Callable[[TypedArticle], None]",
        keep: "Callable[[TypedArticle], None] | None",
    ) -> None:
        """Ask what something is, and what it costs."""
        # Loaded with the first code that nobody knows.
        from ui.screens.sell.article_panel import ArticlePanel

        choices = [(kind.category_id, kind.name) for kind in kinds]
        panel = ArticlePanel(code, choices, formats=self._desk.formats, keeps=keep is not None)
        panel.sold.connect(partial(self._answer, sell))
        if keep is not None:
            panel.kept.connect(partial(self._answer, keep))
        self._desk.panels.open(panel)

    def ask_note(self, note: str, *, then: Callable[[str], None]) -> None:
        """Ask for the note of the sale."""
        panel = NotePanel(note)
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_age(
        self,
        name: str,
        years: int,
        *,
        born: str,
        yes: Callable[[], None],
        no: Callable[[], None],
    ) -> None:
        """Ask whether the customer is old enough; closing the panel is a no."""
        agree = partial(self._settle_age, yes)
        refuse = self._desk.panels.close_card
        card = age_panel(name, years, born=born, yes=agree, no=refuse)
        self._desk.panels.open(card, closed=no)

    def ask_held(self, parked: tuple[ParkedCart, ...], *, then: Callable[[UUID], None]) -> None:
        """Ask which held sale to go on with."""
        panel = held_panel(parked, self._desk.formats)
        panel.chosen.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_copy(self, parked: ParkedCart, *, then: Callable[[UUID], None]) -> None:
        """Ask whether to take up a held sale that another till has, or may have."""
        agree, panels = partial(self._answer, then, parked.cart_id), self._desk.panels
        panels.open(copy_panel(parked, yes=agree, no=panels.close_card))

    def ask_reason(
        self, name: str, reasons: tuple[str, ...], *, then: Callable[[str], None]
    ) -> None:
        """Ask why a price is changed."""
        panel = ReasonPanel(text.price_reason_of(name), reasons)
        panel.chosen.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_coupon(
        self,
        codes: tuple[str, ...],
        *,
        then: Callable[[str], None],
        take_off: Callable[[str], None],
    ) -> None:
        """Ask for the code of a coupon, or which of these to take off."""
        panel = CouponPanel(codes)
        panel.answered.connect(partial(self._answer, then))
        panel.taken_off.connect(partial(self._answer, take_off))
        self._desk.panels.open(panel)

    def show_why(self, why: WhyState) -> None:
        """Show why a line costs what it costs."""
        panel = WhyPanel(why)
        panel.close_button.clicked.connect(self._desk.panels.close_card)
        self._desk.panels.open(panel)

    def ask_gift_card(self, title: str, *, then: Callable[[str], None]) -> None:
        """Ask for the number of a gift card, typed or scanned."""
        panel = EntryPanel(
            title, hint=pay_text.gift_card_number(), confirm=pay_text.take(), name="gift-card"
        )
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_reference(self, title: str, *, then: Callable[[str], None]) -> None:
        """Ask for the number by which a payment is found again."""
        panel = EntryPanel(
            title, hint=pay_text.reference_hint(), confirm=pay_text.take(), name="reference"
        )
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_amount(self, title: str, *, then: Callable[[int], None]) -> None:
        """Ask for an amount of money, in minor units."""
        self._ask_number(self._money_wish(title), then, name="amount-panel")

    def ask_made(self, question: "MadeQuestion", *, then: "Callable[[date, str], None]") -> None:
        """Ask what shall stand on goods made for the customer, and for which day."""
        # Loaded with the first of them.
        from ui.screens.sell.made_panel import MadePanel

        panel = MadePanel(question)
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def ask_customer(self, question: CustomerQuestion) -> None:
        """Ask who the sale is for."""
        panel = self._customers = CustomerPanel(question)
        self._desk.panels.open(panel, closed=self._forget_customers)

    def show_customers(self, choices: tuple[CustomerChoice, ...]) -> None:
        """Show in that question who was found."""
        if self._customers is not None and isValid(self._customers):
            self._customers.show_choices(choices)

    def close_customers(self) -> None:
        """End that question, if it is asked."""
        if self._customers is not None and isValid(self._customers):
            self._desk.panels.close_card()

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

    def _money_wish(self, title: str, *, hint: str = "") -> NumberWish:
        formats = self._desk.formats
        return NumberWish(
            title=title,
            unit=formats.currency,
            confirm=text.confirm(),
            back=text.erase(),
            exponent=formats.exponent,
            write=formats.amount,
            hint=hint,
        )

    def _ask_number(self, wish: NumberWish, then: Callable[[int], None], *, name: str) -> None:
        panel = NumberPanel(wish, name=name)
        panel.answered.connect(partial(self._answer, then))
        self._desk.panels.open(panel)

    def _answer(self, then: Callable[..., None], *answers: object) -> None:
        self._desk.panels.close_card()
        then(*answers)

    def _forget_customers(self) -> None:
        self._customers = None

    def _settle_age(self, yes: Callable[[], None]) -> None:
        self._desk.panels.dismiss()
        yes()

    @Slot(str, bool)
    def _entered(self, words: str, keep: bool) -> None:  # noqa: FBT001 - a signal's payload
        if self._presenter is not None:
            self._presenter.entered_search(words, keep=keep)

    @Slot(str, object)
    def _tendered(self, code: str, cents: int | None) -> None:
        if self._presenter is not None:
            self._presenter.checkout.tender(code, cents=cents)
