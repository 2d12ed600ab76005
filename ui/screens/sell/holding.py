"""Puts sales aside and takes them up again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.cart import Cart
from pos.domain.errors import PosError
from pos.queries.parked_carts import ParkedCart
from ui.screens.sell import text
from ui.screens.sell.counter import Counter

if TYPE_CHECKING:
    from pos.uow import WriteTx


class Holding:
    """The held sales of the store.

    Args:
        start_new: Begins an empty sale.
        go_on: Takes a sale up.
    """

    def __init__(
        self,
        counter: Counter,
        *,
        start_new: Callable[[], None],
        go_on: Callable[[Cart], None],
    ) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._start_new = start_new
        self._go_on = go_on
        self._parked: tuple[ParkedCart, ...] = ()

    @property
    def count(self) -> int:
        """How many sales are held."""
        return len(self._parked)

    def look(self) -> None:
        """Ask which sales are held."""
        self._desk.runner.ask(self._counter.shop.parked, then=self._show)

    def hold(self) -> None:
        """Put the sale aside, and begin the next."""
        cashier, cart = self._desk.session.cashier, self._counter.basket.cart
        if not cart.lines or cashier is None:
            return
        staff_id = cashier.staff_id
        self._start_new()
        self._desk.runner.do(
            lambda tx: self._counter.shop.park(tx, cart, staff_id=staff_id),
            then=self._was_held,
            refused=partial(self._not_held, cart),
        )

    def recall(self) -> None:
        """Offer the held sales."""
        if self._parked:
            self._counter.view.ask_held(self._parked, then=self._take_up)
        else:
            self._desk.notices.toast(text.nothing_held())

    def _show(self, parked: tuple[ParkedCart, ...]) -> None:
        self._parked = parked
        self._counter.show()

    def _not_held(self, cart: Cart, error: PosError) -> None:
        if self._counter.basket.is_empty:
            self._go_on(cart)
        self._desk.notices.refused(error)

    def _was_held(self, _nothing: None) -> None:
        self._desk.notices.toast(text.was_held())
        self.look()

    def _take_up(self, cart_id: UUID) -> None:
        """Recall a sale; the one in hand is held instead of being lost."""
        cashier, cart = self._desk.session.cashier, self._counter.basket.cart

        def job(tx: "WriteTx") -> Cart:
            if cart.lines and cashier is not None:
                self._counter.shop.park(tx, cart, staff_id=cashier.staff_id)
            return self._counter.shop.recall(tx, cart_id, is_copy_wanted=False)

        self._desk.runner.do(job, then=self._took_up)

    def _took_up(self, cart: Cart) -> None:
        self._go_on(cart)
        self.look()
