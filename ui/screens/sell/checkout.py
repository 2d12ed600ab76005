"""Leads a sale from the cart to the change: opens the payment, and what follows it."""

from collections.abc import Callable
from dataclasses import replace

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.domain.payment import TenderKind
from pos.queries.payment_methods import PaymentMethod
from pos.terminals import Terminal
from ui.screens.sell import card_text, offer_text, pay_text
from ui.screens.sell.counter import Counter
from ui.screens.sell.due import Due, sale_due
from ui.screens.sell.made_to_order import MadeToOrderDesk
from ui.screens.sell.pay_offers import PayOffers
from ui.screens.sell.pay_state import DoneState
from ui.screens.sell.paying import Paying
from ui.screens.sell.strays import Strays

CASH_SCREEN = "cash"
LAST4 = 4


class Checkout:
    """The payment of the sale in hand, if one is in progress.

    Args:
        start_new: Begins an empty sale.
        hold: Puts the sale in hand aside.
        made: Knows whether what was promised can still be kept.

    Attributes:
        done: The sale that was just completed; None once the next one begins.
        strays: What is left open at the card terminal of sales that are over.
    """

    def __init__(
        self,
        counter: Counter,
        *,
        start_new: Callable[[], None],
        hold: Callable[[], None],
        made: MadeToOrderDesk,
    ) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._start_new = start_new
        self._hold = hold
        self._made = made
        self._offers = PayOffers()
        self._earlier: tuple[Attempt, ...] = ()
        self.paying: Paying | None = None
        self.done: DoneState | None = None
        self.strays = Strays(counter)

    def use_methods(self, methods: tuple[PaymentMethod, ...]) -> None:
        """Offer these ways to pay."""
        self._offers = replace(self._offers, methods=methods)
        self._counter.show()

    def use_terminal(self, terminal: Terminal) -> None:
        """Ask this card terminal from the next sale on."""
        self._offers = replace(self._offers, terminal=terminal)
        if terminal.trouble is not None:
            self._desk.notices.refused(terminal.trouble)

    def use_tips(self, percents: tuple[int, ...]) -> None:
        """Offer these tips from the next sale on."""
        self._offers = replace(self._offers, tip_percents=percents)

    def use_deposit(self, percent: int) -> None:
        """Offer this share as a deposit on what is made to order."""
        self._offers = replace(self._offers, deposit_percent=percent)

    def resume(self, attempts: tuple[Attempt, ...]) -> None:
        """Go on with a sale for which a card was asked before: it must not change meanwhile."""
        if attempts and self.paying is None:
            self._earlier = attempts
            self._counter.basket.is_locked = True
            if self._desk.session.shift_id is not None:
                self.pay()

    def pay(self) -> None:
        """Show the payment, or the way to open the register."""
        if self._begin() is not None:
            self._counter.show()

    def pay_due(self, due: Due, earlier: tuple[Attempt, ...]) -> None:
        """Show the payment of something else than the sale in hand, which is empty.

        Args:
            earlier: What cards were asked for it before.
        """
        if self._desk.session.shift_id is None:
            self._desk.navigator.go(CASH_SCREEN)
            return
        self._desk.notices.clear()
        self._desk.notices.drop_toast()
        self.done = None
        self._counter.basket.is_locked = True
        self._open(due, earlier)
        self._counter.show()

    def take_cash(self, cents: int | None) -> None:
        """Take cash, and complete the sale when that is enough.

        Args:
            cents: What was handed over; None: exactly what is open.
        """
        paying = self._begin()
        if paying is None:
            return
        if paying.cards.is_open:
            self._desk.notices.strip(card_text.being_asked())
            return
        if not paying.is_paid and not paying.tender_kind(TenderKind.CASH, cents=cents):
            return
        if paying.is_paid:
            paying.complete()
        self._counter.show()

    def take_card(self) -> None:
        """Ask a card for all that is open."""
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

    def choose_tip(self, percent: int) -> None:
        """Note what the staff gets on top."""
        if self.paying is not None:
            self.paying.choose_tip(percent)

    def complete(self) -> None:
        """Post the sale."""
        if self.paying is not None:
            self.paying.complete()

    def back(self) -> None:
        """Give up the card that is asked, if one is; else go back to the cart."""
        if self.paying is not None and self.paying.cards.is_open:
            self.paying.cards.cancel()
        else:
            self.leave()

    def stop_asking(self) -> None:
        """Let the card terminal give up: the till closes, and finds the rest when it opens."""
        if self.paying is not None:
            self.paying.cards.give_up()

    def leave(self) -> bool:
        """Go back to the cart; False, with a word, when money was taken already."""
        if self.paying is None:
            return True
        if self.paying.cards.is_open:
            self._desk.notices.strip(card_text.being_asked())
            return False
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
        ended = basket.reprice()
        if ended:
            self._desk.notices.strip(offer_text.coupons_ended(ended))
            self._counter.show()
            return None
        if not self._earlier and not self._made.can_be_kept():
            return None
        basket.is_locked = True
        earlier, self._earlier = self._earlier, ()
        return self._open(sale_due(basket), earlier)

    def _open(self, due: Due, earlier: tuple[Attempt, ...]) -> Paying:
        sale_id = earlier[0].sale_id if earlier else None
        self.paying = Paying(
            self._counter, self._offers, due=due, posted=self._posted, sale_id=sale_id
        )
        if earlier:
            self.paying.cards.take_up(earlier)
        return self.paying

    def card_approved(self, last4: str = "", authorisation: str = "") -> None:
        """Note what the cashier read on the terminal; "" for what was not typed."""
        answer = Answer(
            state=AttemptState.APPROVED,
            card_last4=last4 if len(last4) == LAST4 else None,
            authorisation=authorisation,
        )
        if self.paying is not None:
            self.paying.cards.answer(answer)

    def card_declined(self) -> None:
        """Note that the terminal said no."""
        if self.paying is not None:
            self.paying.cards.answer(Answer(state=AttemptState.DECLINED))

    def card_given_back(self) -> None:
        """Note that a charge was given back at the terminal."""
        if self.paying is not None:
            self.paying.cards.was_given_back()

    def ask_terminal(self) -> None:
        """Ask the terminal what became of an unknown payment."""
        if self.paying is not None:
            self.paying.cards.ask_again()

    def resolve_card(self, was_charged: bool) -> None:  # noqa: FBT001 - a signal's payload
        """Note what an unknown payment was."""
        if self.paying is not None:
            self.paying.cards.resolve(was_charged=was_charged)

    def tick(self) -> None:
        """Show what happens at the terminal, and for how long already."""
        if self.paying is not None and self.paying.cards.is_open:
            self._counter.show()

    def give_up_waiting(self) -> None:
        """Put a sale aside whose card payment is unknown; it goes on when it is recalled."""
        if self.paying is not None and self.paying.cards.is_open:
            self._end()
            self._hold()

    def _end(self) -> None:
        self.paying = None
        self._counter.basket.is_locked = False
        self._counter.basket.reprice()

    def _posted(self, done: DoneState) -> None:
        self._end()
        self._start_new()
        self.done = done
        self._counter.show()
        self.strays.look()
