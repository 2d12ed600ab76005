"""Says what is left open at the card terminal of sales that are over, until it is cleared up."""

from functools import partial

from pos.domain.attempt import Attempt
from ui.screens.sell import card_text
from ui.screens.sell.counter import Counter
from ui.shell.desk import Remedy


class Strays:
    """What was charged too late, and what a till that was closed was giving back; one at a time."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._doubtful: tuple[Attempt, ...] = ()

    def start(self) -> None:
        """Look also for what was being given back when the till ended.

        What is asked from now on is nobody's business here: who asks for it says what became of it.
        """
        self._desk.runner.ask(self._counter.shop.cards.doubtful_refunds, then=self._found)

    def look(self) -> None:
        """Say what is open, and offer to clear it up."""
        self._desk.runner.ask(self._counter.shop.cards.stray_attempts, then=self._show)

    def _found(self, doubtful: tuple[Attempt, ...]) -> None:
        self._doubtful = doubtful
        self.look()

    def _show(self, strays: tuple[Attempt, ...]) -> None:
        money = self._desk.formats.money
        for stray in strays[:1]:
            given_back = partial(self._stray_given_back, stray)
            remedy = Remedy(text=card_text.was_given_back(), act=given_back)
            self._desk.notices.strip(card_text.stray(money(stray.charge_cents)), remedy)
            return
        for refund in self._doubtful[:1]:
            given_back = partial(self._refund_given_back, refund)
            card = card_text.card(refund.card_brand, refund.card_last4)
            words = card_text.doubtful_refund(money(refund.charge_cents), card)
            remedy = Remedy(text=card_text.was_given_back(), act=given_back)
            self._desk.notices.strip(words, remedy)

    def _stray_given_back(self, stray: Attempt) -> None:
        self._counter.permits.do(
            lambda tx, actor: self._counter.shop.cards.reverse(tx, actor, stray.attempt_id),
            then=lambda _attempt: self._cleared(),
        )

    def _refund_given_back(self, refund: Attempt) -> None:
        self._counter.permits.do(
            lambda tx, actor: self._counter.shop.cards.note_refund(tx, actor, refund),
            then=lambda _nothing: self._refund_cleared(refund),
        )

    def _refund_cleared(self, refund: Attempt) -> None:
        self._doubtful = tuple(each for each in self._doubtful if each != refund)
        self._cleared()

    def _cleared(self) -> None:
        self._desk.notices.clear()
        self.look()
