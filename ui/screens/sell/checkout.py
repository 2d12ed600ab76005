"""Leads a sale from the cart to the change: opens the payment, and what follows it."""

from collections.abc import Callable

from pos.domain.payment import TenderKind
from pos.queries.payment_methods import PaymentMethod
from ui.screens.sell import pay_text
from ui.screens.sell.counter import Counter
from ui.screens.sell.pay_state import DoneState
from ui.screens.sell.paying import Paying

CASH_SCREEN = "cash"


class Checkout:
    """The payment of the sale in hand, if one is in progress.

    Args:
        start_new: Begins an empty sale.

    Attributes:
        done: The sale that was just completed; None once the next one begins.
    """

    def __init__(self, counter: Counter, *, start_new: Callable[[], None]) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._start_new = start_new
        self._methods: tuple[PaymentMethod, ...] = ()
        self.paying: Paying | None = None
        self.done: DoneState | None = None

    def use_methods(self, methods: tuple[PaymentMethod, ...]) -> None:
        """Offer these ways to pay."""
        self._methods = methods
        self._counter.show()

    def pay(self) -> None:
        """Show the payment, or the way to open the register."""
        if self._begin() is not None:
            self._counter.show()

    def take_cash(self, cents: int | None) -> None:
        """Take cash, and complete the sale when that is enough.

        Args:
            cents: What was handed over; None: exactly what is open.
        """
        paying = self._begin()
        if paying is None:
            return
        if not paying.is_paid and not paying.tender_kind(TenderKind.CASH, cents=cents):
            return
        if paying.is_paid:
            paying.complete()
        self._counter.show()

    def take_card(self) -> None:
        """Note that all that is open is paid by card; the cashier then confirms."""
        paying = self._begin()
        if paying is None:
            return
        if not paying.is_paid:
            paying.tender_kind(TenderKind.CARD)
        self._counter.show()

    def tender(self, code: str, *, cents: int | None = None) -> None:
        """Take money in one way; `cents` is what was typed, None all that is open."""
        if self.paying is not None:
            self.paying.tender(code, cents=cents)

    def redeem(self, number: str) -> None:
        """Take money off a gift card that was scanned."""
        if self.paying is not None:
            self.paying.redeem(number)

    def take_back(self, place: int) -> None:
        """Undo the tender at a place."""
        if self.paying is not None:
            self.paying.take_back(place)

    def complete(self) -> None:
        """Post the sale."""
        if self.paying is not None:
            self.paying.complete()

    def leave(self) -> bool:
        """Go back to the cart; False, with a word, when money was taken already."""
        if self.paying is None:
            return True
        if self.paying.has_tenders or self.paying.is_posting:
            self._desk.notices.strip(pay_text.being_paid())
            return False
        self._end()
        self._counter.show()
        return True

    def print_receipt(self) -> None:
        """Print the receipt of the sale that was just completed."""
        if self.done is not None:
            self._desk.print_receipt(self.done.order_id)

    def _begin(self) -> Paying | None:
        if self.paying is not None:
            return self.paying
        if self._desk.session.shift_id is None:
            self._desk.navigator.go(CASH_SCREEN)
            return None
        basket = self._counter.basket
        if basket.is_empty:
            return None
        self._desk.notices.clear()
        self._desk.notices.drop_toast()
        basket.is_locked = True
        self.paying = Paying(self._counter, methods=self._methods, posted=self._posted)
        return self.paying

    def _end(self) -> None:
        self.paying = None
        self._counter.basket.is_locked = False

    def _posted(self, done: DoneState) -> None:
        self._end()
        self._start_new()
        self.done = done
        self._counter.show()
