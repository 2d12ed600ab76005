"""Puts sales aside and takes them up again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.cart import Cart
from pos.domain.errors import PosError
from pos.domain.hand_off import CartAnswer, HandOff
from pos.queries.parked_carts import ParkedCart
from pos.services.parked_carts import CartGoneError
from ui.screens.sell import held_text
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

    def start(self) -> None:
        """End what nobody took up in time, and ask which sales are held."""
        self._desk.runner.do(self._counter.shop.release_expired, then=self._released)

    def look(self) -> None:
        """Ask which sales are held."""
        self._desk.runner.ask(self._counter.shop.parked, then=self._show)

    def hold(self) -> None:
        """Put the sale aside, and begin the next."""
        cashier, cart = self._desk.session.cashier, self._counter.basket.cart
        if not cart.lines or cashier is None:
            return
        staff_id = cashier.staff_id

        def job(tx: "WriteTx") -> None:
            self._counter.shop.release_expired(tx)
            self._counter.shop.park(tx, cart, staff_id=staff_id)

        self._start_new()
        self._desk.runner.do(job, then=self._was_held, refused=partial(self._not_held, cart))

    def recall(self) -> None:
        """Offer the held sales."""
        if self._parked:
            self._counter.view.ask_held(self._parked, then=self._choose)
        else:
            self._desk.notices.toast(held_text.nothing_held())

    def _show(self, parked: tuple[ParkedCart, ...]) -> None:
        self._parked = parked
        self._counter.show()

    def _released(self, _count: int) -> None:
        self.look()

    def _not_held(self, cart: Cart, error: PosError) -> None:
        if self._counter.basket.is_empty:
            self._go_on(cart)
        self._desk.notices.refused(error)

    def _was_held(self, _nothing: None) -> None:
        self._desk.notices.toast(held_text.was_held())
        self.look()

    def _choose(self, cart_id: UUID) -> None:
        """Take a sale up: at once when the till works alone, else when central gives it."""
        chosen = next((each for each in self._parked if each.cart_id == cart_id), None)
        ask = self._desk.ask_for_cart
        if chosen is None or ask is None:
            self._take_up(cart_id)
        elif chosen.held_at:
            self._offer_copy(chosen)
        else:
            self._desk.notices.toast(held_text.asking())
            self._desk.runner.away(
                partial(ask, cart_id),
                then=partial(self._answered, chosen),
                refused=partial(self._not_answered, chosen),
            )

    def _answered(self, chosen: ParkedCart, answer: CartAnswer) -> None:
        self._desk.notices.drop_toast()
        if answer.state is HandOff.HELD:
            self._offer_copy(replace(chosen, held_at=answer.register_code))
        elif answer.state is HandOff.GONE:
            self._desk.notices.refused(CartGoneError(cart_id=chosen.cart_id))
            self.look()
        else:
            # Also what central does not know: it was parked here a moment ago.
            self._take_up(chosen.cart_id)

    def _not_answered(self, chosen: ParkedCart, _error: PosError) -> None:
        """Go on without central: freely with the till's own, else when the person says so."""
        self._desk.notices.drop_toast()
        if chosen.is_own:
            self._take_up(chosen.cart_id)
        else:
            self._offer_copy(chosen)

    def _offer_copy(self, chosen: ParkedCart) -> None:
        self._counter.view.ask_copy(chosen, then=partial(self._take_up, is_copy_wanted=True))

    def _take_up(self, cart_id: UUID, *, is_copy_wanted: bool = False) -> None:
        """Recall a sale; the one in hand is held instead of being lost."""
        cashier, cart = self._desk.session.cashier, self._counter.basket.cart
        if self._counter.basket.is_locked:
            self._desk.notices.toast(held_text.pay_first())
            return

        def job(tx: "WriteTx") -> Cart:
            if cart.lines and cashier is not None:
                self._counter.shop.park(tx, cart, staff_id=cashier.staff_id)
            return self._counter.shop.recall(tx, cart_id, is_copy_wanted=is_copy_wanted)

        self._desk.runner.do(job, then=self._took_up)

    def _took_up(self, cart: Cart) -> None:
        self._go_on(cart)
        self.look()
