"""What the presenter of the sell screen wants of its view."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pos.domain.cart import CartLine
from pos.domain.discount import Discount
from pos.domain.open_article import TypedArticle
from pos.domain.product import SellableItem
from pos.domain.quantity import Unit
from pos.queries.parked_carts import ParkedCart
from pos.queries.tax_categories import TaxCategory
from ui.screens.sell.customer_question import CustomerChoice, CustomerQuestion
from ui.screens.sell.state import SellState
from ui.screens.sell.why import WhyState

if TYPE_CHECKING:
    from ui.screens.sell.made_to_order import MadeAnswered, MadeQuestion


class SellView(Protocol):
    """Draws states, and asks what must be known first; answers go to the given functions."""

    def show(self, state: SellState) -> None:
        """Draw a state."""
        ...

    def flash(self, line_id: UUID) -> None:
        """Light a line up: it was just added to."""
        ...

    def ask_variant(
        self, name: str, variants: tuple[SellableItem, ...], *, then: Callable[[UUID], None]
    ) -> None:
        """Ask which variant of a product is meant."""
        ...

    def ask_quantity(self, name: str, unit: Unit, *, then: Callable[[int], None]) -> None:
        """Ask for a quantity in whole units."""
        ...

    def ask_price(self, line: CartLine, *, then: Callable[[int], None]) -> None:
        """Ask for another price, in minor units."""
        ...

    def ask_discount(self, name: str, *, then: Callable[[Discount | None], None]) -> None:
        """Ask for a discount on a line, or with "" on the sale; None takes it off."""
        ...

    def ask_note(self, note: str, *, then: Callable[[str], None]) -> None:
        """Ask for the note of the sale."""
        ...

    def ask_age(
        self,
        name: str,
        years: int,
        *,
        born: str,
        yes: Callable[[], None],
        no: Callable[[], None],
    ) -> None:
        """Ask whether the customer is old enough: born on that day or before."""
        ...

    def ask_held(self, parked: tuple[ParkedCart, ...], *, then: Callable[[UUID], None]) -> None:
        """Ask which held sale to go on with."""
        ...

    def ask_copy(self, parked: ParkedCart, *, then: Callable[[UUID], None]) -> None:
        """Ask whether to take up a held sale that another till has, or may have."""
        ...

    def ask_reason(
        self, name: str, reasons: tuple[str, ...], *, then: Callable[[str], None]
    ) -> None:
        """Ask why a price is changed."""
        ...

    def ask_coupon(
        self,
        codes: tuple[str, ...],
        *,
        then: Callable[[str], None],
        take_off: Callable[[str], None],
    ) -> None:
        """Ask for the code of a coupon, or which of these to take off."""
        ...

    def show_why(self, why: WhyState) -> None:
        """Show why a line costs what it costs."""
        ...

    def ask_gift_card(self, title: str, *, then: Callable[[str], None]) -> None:
        """Ask for the number of a gift card, typed or scanned."""
        ...

    def ask_reference(self, title: str, *, then: Callable[[str], None]) -> None:
        """Ask for the number by which a payment is found again."""
        ...

    def ask_amount(self, title: str, *, then: Callable[[int], None]) -> None:
        """Ask for an amount of money, in minor units."""
        ...

    def ask_customer(self, question: CustomerQuestion) -> None:
        """Ask who the sale is for."""
        ...

    def show_customers(self, choices: tuple[CustomerChoice, ...]) -> None:
        """Show in that question who was found; nothing when it is not asked any more."""
        ...

    def close_customers(self) -> None:
        """End that question, if it is asked."""

    def ask_article(
        self,
        code: str,
        kinds: tuple[TaxCategory, ...],
        *,
        sell: Callable[[TypedArticle], None],
        keep: Callable[[TypedArticle], None] | None,
    ) -> None:
        """Ask what something is; None for `keep`: it may only be sold, not written down."""
        ...

    def ask_made(self, question: "MadeQuestion", *, then: "MadeAnswered") -> None:
        """Ask what goods made for the customer shall be, and for which day."""
        ...

    def say_typed(self) -> None:
        """Tell what stands in the search field now, before a pause of who types does."""
        ...

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        ...
