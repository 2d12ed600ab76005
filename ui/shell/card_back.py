"""Gives money back to cards once a return is posted, by the terminal where it can.

A terminal undoes a payment of the same day, in whole. Nothing is asked twice by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.domain.errors import PosError
from pos.queries.card_refunds import CardRefund, list_card_refunds
from pos.queries.card_terminal import read_card_terminal
from pos.services.attempts import note_refund
from pos.services.card_refunds import leave_refund
from pos.terminals import STANDS_ALONE, Terminal
from ui.shell.desk import Notices
from ui.shell.runner import Runner
from ui.text import card_back as card_words
from ui.text.formats import Formats

if TYPE_CHECKING:
    from pos.uow import ReadTx


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRefunds:
    """What goes back to cards, and the terminal of the register."""

    terminal: Terminal
    refunds: tuple[CardRefund, ...]


class CardBack:
    """The cards of the return that was just posted, one after the other.

    An order that was cancelled is one, too: its goods were never handed over.

    Args:
        changed: Draws the return anew.

    Attributes:
        words: What happens, or what to do, a line for each card; nothing: no card was paid with.
    """

    def __init__(
        self,
        *,
        runner: Runner,
        notices: Notices,
        formats: Formats,
        changed: Callable[[], None],
    ) -> None:
        self._runner = runner
        self._notices = notices
        self._formats = formats
        self._changed = changed
        self._terminal = STANDS_ALONE
        self._waiting: tuple[CardRefund, ...] = ()
        self.words: tuple[str, ...] = ()

    def begin(self, return_id: UUID) -> None:
        """Give back what goes to cards."""
        if not self._waiting:
            self.words = ()
        self._runner.ask(partial(_read, return_id=return_id), then=self._found)

    def _found(self, found: CardRefunds) -> None:
        is_asking = bool(self._waiting)
        self._terminal, self._waiting = found.terminal, (*self._waiting, *found.refunds)
        if not is_asking:
            self._go_on()

    def _go_on(self) -> None:
        if self._waiting:
            self._give_back(self._waiting[0])
        self._changed()

    def _give_back(self, refund: CardRefund) -> None:
        attempt, connection = refund.attempt, self._terminal.connection
        if attempt is None or connection is None or not self._terminal.knows(attempt):
            if attempt is not None:
                self._runner.do(partial(leave_refund, attempt=attempt))
            self._done(card_words.by_hand(self._amount(refund), card_words.card(refund)))
            return
        self.words = (*self.words, card_words.giving_back(self._amount(refund)))
        self._runner.terminal(
            lambda: connection.reverse(attempt),
            then=partial(self._answered, refund, attempt),
            refused=partial(self._broke_off, refund, attempt),
        )

    def _broke_off(self, refund: CardRefund, attempt: Attempt, _error: PosError) -> None:
        self._answered(refund, attempt, Answer(state=AttemptState.UNKNOWN))

    def _answered(self, refund: CardRefund, attempt: Attempt, answer: Answer) -> None:
        amount, card = self._amount(refund), card_words.card(refund)
        self.words = self.words[:-1]
        if answer.state is AttemptState.REVERSED:
            self._runner.do(partial(note_refund, attempt=attempt, staff_id=refund.staff_id))
            self._done(card_words.was_given_back(amount, card))
            return
        is_doubtful = answer.state is AttemptState.UNKNOWN
        if not is_doubtful:
            self._runner.do(partial(leave_refund, attempt=attempt))
        words = card_words.nobody_knows if is_doubtful else card_words.was_refused
        self._notices.strip(words(amount, card))
        self._done(words(amount, card))

    def _done(self, words: str) -> None:
        self.words, self._waiting = (*self.words, words), self._waiting[1:]
        self._go_on()

    def _amount(self, refund: CardRefund) -> str:
        return self._formats.money(refund.amount_cents)


def _read(tx: "ReadTx", *, return_id: UUID) -> CardRefunds:
    return CardRefunds(terminal=read_card_terminal(tx), refunds=list_card_refunds(tx, return_id))
