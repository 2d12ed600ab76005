"""Who the sale is for: found, written down or read from a card, and what it costs them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain import cart as carts
from pos.domain.customer import CartCustomer
from pos.domain.errors import PosError
from pos.services.permissions import Actor
from ui.screens.sell import customer_faces, customer_text
from ui.screens.sell.counter import Counter
from ui.screens.sell.customer_question import CustomerQuestion
from ui.shell.desk import Remedy

if TYPE_CHECKING:
    from pos.queries.customers import CustomerListRow
    from pos.uow import WriteTx


class Customers:
    """Names the customer of the sale, and takes them off again.

    Args:
        begin: Takes the last sale's change off the screen; False while something is being paid.
        undo: Takes the last change of the cart back.
    """

    def __init__(
        self, counter: Counter, *, begin: Callable[[], bool], undo: Callable[[], None]
    ) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._begin = begin
        self._undo = undo
        self._looked_for = ""

    def ask(self) -> None:
        """Offer the customers who came last, and a search for all."""
        self._counter.view.ask_customer(
            CustomerQuestion(
                current=self._counter.basket.cart.customer_name,
                search=self.look,
                choose=self.choose,
                add=self.add,
                take_off=self.take_off,
            )
        )
        self.look("")

    def look(self, words: str) -> None:
        """Look for customers; without words, offer those who came last."""
        self._looked_for = words
        shop = self._counter.shop
        self._desk.runner.ask(
            lambda tx: shop.find_customers(tx, words) if words.strip() else shop.recent(tx),
            then=partial(self._found, words),
        )

    def choose(self, customer_id: UUID) -> None:
        """Name a customer who is known."""
        self._desk.runner.ask(
            lambda tx: self._counter.shop.find_customer(tx, customer_id), then=self._name
        )

    def add(self, words: str) -> None:
        """Write down a new customer by what was typed, and name them."""

        def job(tx: "WriteTx", actor: Actor) -> CartCustomer | None:
            return self._counter.shop.add_customer(tx, actor, words)

        self._counter.permits.do(job, then=self._name, refused=self._not_added)

    def scanned(self, card_no: str) -> None:
        """Name whose card was scanned."""
        self._desk.runner.ask(
            lambda tx: self._counter.shop.find_card_holder(tx, card_no),
            then=partial(self._read_card, card_no),
        )

    def look_again(self) -> None:
        """Read what the named customer has had of offers; another till may have given one."""
        customer_id = self._counter.basket.cart.customer_id
        if customer_id is not None:
            self._desk.runner.ask(
                lambda tx: self._counter.shop.find_customer(tx, customer_id), then=self._learn
            )

    def take_off(self) -> None:
        """Make it the sale of a walk-in customer."""
        name = self._counter.basket.cart.customer_name
        self._counter.view.close_customers()
        if name and self._counter.change(partial(carts.set_customer, customer=None)):
            self._desk.notices.toast(customer_text.taken_off(name), undo=self._undo)

    def _found(self, words: str, rows: "tuple[CustomerListRow, ...]") -> None:
        if words == self._looked_for:
            self._counter.view.show_customers(customer_faces.rows_of(rows))

    def _read_card(self, card_no: str, customer: CartCustomer | None) -> None:
        if customer is not None:
            self._name(customer)
        else:
            self._desk.notices.strip(
                customer_text.unknown_card(card_no),
                Remedy(text=customer_text.choose(), act=self.ask),
            )

    def _learn(self, customer: CartCustomer | None) -> None:
        if customer is not None:
            self._counter.basket.learn(customer)
            self._counter.show()

    def _name(self, customer: CartCustomer | None) -> None:
        self._counter.view.close_customers()
        if customer is None:
            self._desk.notices.strip(customer_text.gone())
            return
        if not self._begin():
            return
        basket = self._counter.basket
        before = basket.cart, basket.priced
        if self._counter.change(partial(carts.set_customer, customer=customer)):
            changes = customer_faces.price_changes(*before, basket.priced, self._desk.formats)
            self._desk.notices.toast(customer_text.named(customer.name, changes), undo=self._undo)

    def _not_added(self, error: PosError) -> None:
        """Say why not; who has this number already is one press away."""
        self._counter.view.close_customers()
        owner = error.facts.get("customer_id")
        if isinstance(owner, UUID):
            name = str(error.facts["name"])
            remedy = Remedy(text=customer_text.choose_owner(name), act=partial(self.choose, owner))
            self._desk.notices.strip(customer_text.taken(str(error.facts["value"]), name), remedy)
        else:
            self._desk.notices.refused(error)
