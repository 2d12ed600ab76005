"""What is said to the card terminal, on a lane of its own, and how long it takes already."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pos.domain.attempt import Answer, Attempt, AttemptState
from pos.domain.errors import PosError
from pos.terminals import CardTerminal, Progress, Terminal
from ui.screens.sell import card_text
from ui.shell.desk import Desk

if TYPE_CHECKING:
    from datetime import datetime

Answered = Callable[[Answer], None]


class CardTalk:
    """The register's card terminal, asked for one thing after the other.

    Attributes:
        driver: The name of its driver.
        progress: What it said last of what happens there; None: nothing yet.
        trouble: Why it has to be read although it was to be asked; None: all is well.
    """

    def __init__(self, desk: Desk, terminal: Terminal) -> None:
        self._runner = desk.runner
        self._clock = desk.clock
        self._terminal = terminal
        self._connection = terminal.connection
        self._since: datetime | None = None
        self.driver = terminal.driver
        self.trouble = terminal.trouble
        self.progress: Progress | None = None

    @property
    def stands_alone(self) -> bool:
        """Say whether the cashier has to read it."""
        return self._connection is None

    @property
    def elapsed(self) -> str:
        """How long it is being asked already; "" when it is not."""
        if self._since is None:
            return ""
        return card_text.elapsed(int((self._clock.now() - self._since).total_seconds()))

    def knows(self, attempt: Attempt) -> bool:
        """Say whether it can be asked about an attempt: it is the terminal that was asked."""
        return self._terminal.knows(attempt)

    def start(self) -> None:
        """Count the time from now on: it is about to be asked."""
        self._since, self.progress = self._clock.now(), None

    def pay(self, attempt: Attempt, *, then: Answered) -> None:
        """Ask for money; what happens meanwhile is shown with the next tick."""
        self._ask(lambda terminal: terminal.pay(attempt, self._note_progress), then)

    def recover(self, attempt: Attempt, *, then: Answered) -> None:
        """Ask what became of an attempt; nothing is charged by this."""
        self._ask(lambda terminal: terminal.recover(attempt), then)

    def reverse(self, attempt: Attempt, *, then: Answered) -> None:
        """Ask to give back what an attempt charged."""
        self._ask(lambda terminal: terminal.reverse(attempt), then)

    def give_up(self, attempt: Attempt) -> None:
        """Stop asking for this money, if the customer was not faster."""
        if self._connection is not None:
            self._connection.abort(attempt.attempt_id)

    def _ask(self, job: Callable[[CardTerminal], Answer], then: Answered) -> None:
        connection = self._connection
        if connection is None:
            then(Answer(state=AttemptState.UNKNOWN))
            return
        self._runner.terminal(
            lambda: job(connection),
            then=partial(self._answered, then),
            refused=partial(self._broke_off, then),
        )

    def _note_progress(self, progress: Progress) -> None:
        self.progress = progress

    def _answered(self, then: Answered, answer: Answer) -> None:
        self._since = None
        then(answer)

    def _broke_off(self, then: Answered, _error: PosError) -> None:
        self._answered(then, Answer(state=AttemptState.UNKNOWN))
