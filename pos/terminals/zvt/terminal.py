"""A card terminal that speaks ZVT over TCP. One conversation is one line: open, register, ask."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from uuid import UUID

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.runtime.clock import Clock, SystemClock
from pos.terminals import CardTerminal, Progress
from pos.terminals.zvt import commands
from pos.terminals.zvt.address import TerminalAddress, read_address
from pos.terminals.zvt.conversation import (
    Conversation,
    Ending,
    Outcome,
    Patience,
    nobody_gives_up,
    nobody_looks,
)
from pos.terminals.zvt.currency import find_currency_number
from pos.terminals.zvt.frame import Frame
from pos.terminals.zvt.link import Link, LinkLostError
from pos.terminals.zvt.verdict import (
    UNKNOWN,
    answer_of_payment,
    answer_of_repeat,
    answer_of_reversal,
)

logger = logging.getLogger(__name__)

NOT_STARTED = Answer(state=AttemptState.NOT_STARTED)
STILL_CHARGED = Answer(state=AttemptState.APPROVED)


def connect(address: str) -> CardTerminal:
    """Return the terminal at an address, which is not called before it is asked for something.

    Raises:
        TerminalAddressError: It is no address of such a terminal.
    """
    return ZvtTcpTerminal(read_address(address), clock=SystemClock())


class ZvtTcpTerminal:
    """One terminal; see `pos.terminals.CardTerminal`."""

    def __init__(
        self, address: TerminalAddress, *, clock: Clock, patience: Patience | None = None
    ) -> None:
        self._address = address
        self._clock = clock
        self._patience = patience or Patience()
        self._brief = self._patience.without_customer
        self._given_up: UUID | None = None

    def pay(self, attempt: Attempt, on_progress: Callable[[Progress], None]) -> Answer:
        """Ask for money. Until that question is sent, nothing can have been charged."""
        number = find_currency_number(attempt.currency)
        if number is None:
            return NOT_STARTED

        def is_given_up() -> bool:
            return self._given_up == attempt.attempt_id

        with self._line(number) as link:
            if link is None:
                return NOT_STARTED
            if is_given_up():
                return Answer(state=AttemptState.CANCELLED)
            question = commands.pay(attempt.charge_cents, number)
            outcome = self._ask(
                link, question, self._patience, on_progress=on_progress, is_given_up=is_given_up
            )
        return answer_of_payment(attempt, outcome)

    def recover(self, attempt: Attempt) -> Answer:
        """Ask for the last receipt, and judge whether it is the attempt's."""
        number = find_currency_number(attempt.currency)
        with self._line(number) as link:
            if link is None:
                return UNKNOWN
            outcome = self._ask(link, commands.repeat_receipt(self._address), self._brief)
        return answer_of_repeat(attempt, outcome)

    def reverse(self, attempt: Attempt) -> Answer:
        """Undo a payment by its receipt; terminals do that in whole, and on the same day only."""
        number = find_currency_number(attempt.currency)
        if number is None or attempt.receipt is None:
            return STILL_CHARGED
        with self._line(number) as link:
            if link is None:
                return STILL_CHARGED
            wish = commands.reverse(
                self._address,
                attempt.receipt,
                amount_cents=attempt.charge_cents,
                currency_number=number,
            )
            outcome = self._ask(link, wish, self._patience)
        return answer_of_reversal(outcome)

    def abort(self, attempt_id: UUID) -> None:
        """Note that this payment is to be given up; whoever waits for it sees that."""
        self._given_up = attempt_id

    @contextlib.contextmanager
    def _line(self, currency_number: int | None) -> Iterator[Link | None]:
        """Open a line and register on it; None: the terminal cannot be asked for anything."""
        if currency_number is None:
            yield None
            return
        try:
            link = Link(self._address, self._clock, wait_ms=self._patience.link_ms)
        except LinkLostError:
            yield None
            return
        with contextlib.closing(link):
            wish = commands.register(self._address, currency_number)
            outcome = self._ask(link, wish, self._brief)
            yield link if outcome.ending is Ending.COMPLETED else None

    def _ask(
        self,
        link: Link,
        command: Frame,
        patience: Patience,
        *,
        on_progress: Callable[[Progress], None] = nobody_looks,
        is_given_up: Callable[[], bool] = nobody_gives_up,
    ) -> Outcome:
        conversation = Conversation(
            link=link,
            clock=self._clock,
            patience=patience,
            on_progress=on_progress,
            is_given_up=is_given_up,
        )
        outcome = conversation.run(command)
        if conversation.shows_cards:
            logger.warning(
                "The card terminal sends whole card numbers: have it set up to mask them."
            )
        return outcome
