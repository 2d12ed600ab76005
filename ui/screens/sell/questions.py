"""Asks, in panels, what must be known before the sale goes on."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from shiboken6 import isValid

from pos.domain.cart import CartLine
from pos.domain.discount import Discount
from pos.domain.product import SellableItem
from pos.domain.quantity import Unit
from pos.queries.parked_carts import ParkedCart
from ui.screens.sell import panel_text, pay_text
from ui.screens.sell.customer_panel import CustomerPanel
from ui.screens.sell.customer_question import CustomerChoice, CustomerQuestion
from ui.screens.sell.discount_panel import DiscountPanel
from ui.screens.sell.entry_panel import EntryPanel
from ui.screens.sell.held_panels import copy_panel, held_panel
from ui.screens.sell.offer_panels import CouponPanel, ReasonPanel, WhyPanel
from ui.screens.sell.panels import NotePanel, age_panel, quantity_wish, variant_panel
from ui.screens.sell.why import WhyState
from ui.shell.desk import Desk
from ui.widgets.number_panel import NumberPanel, NumberWish

if TYPE_CHECKING:
    from pos.domain.open_article import TypedArticle
    from pos.queries.tax_categories import TaxCategory
    from ui.screens.sell.made_to_order import MadeAnswered, MadeQuestion


class SellQuestions(QObject):
    """The half of `SellView` that asks; each answer goes to the function that came with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._customers: CustomerPanel | None = None

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
        hint = panel_text.price_now(self._desk.formats.money(line.unit_price_cents))
        wish = self._money_wish(panel_text.price_of(line.name), hint=hint)
        self._ask_number(wish, then, name="price-panel")

    def ask_discount(self, name: str, *, then: Callable[[Discount | None], None]) -> None:
        """Ask for a discount on a line, or with "" on the sale; None takes it off."""
        title = panel_text.discount_on(name) if name else panel_text.discount_on_sale()
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
        panel = ReasonPanel(panel_text.price_reason_of(name), reasons)
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

    def ask_made(self, question: "MadeQuestion", *, then: "MadeAnswered") -> None:
        """Ask what goods made for the customer shall be, and for which day."""
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

    def _money_wish(self, title: str, *, hint: str = "") -> NumberWish:
        formats = self._desk.formats
        return NumberWish(
            title=title,
            unit=formats.currency,
            confirm=panel_text.confirm(),
            back=panel_text.erase(),
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
