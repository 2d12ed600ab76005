"""Prints one job on an ESC/POS printer and finds out whether it is on paper.

That bytes were sent without an error says nothing: sending naively lost every second receipt of a
bad day, a fifth of them silently (hardware.md 3.1). A printer that can says when it is done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pos.devices.errors import (
    CoverOpenError,
    CutterStuckError,
    PaperOutError,
    PrinterError,
    PrinterStoppedError,
    PrinterUnreachableError,
)
from pos.devices.replies import (
    CauseStatus,
    PaperStatus,
    PrinterStatus,
    Replies,
    ask_cause,
    ask_paper,
    ask_printer,
    barrier,
    barrier_mark,
)
from pos.devices.transport import Transport
from pos.runtime.clock import Clock


class Ability(StrEnum):
    """What a model can say about itself; learned by a test print, kept in the settings."""

    UNKNOWN = "unknown"
    ACKNOWLEDGES = "acknowledges"
    STATUS_ONLY = "status_only"
    MUTE = "mute"


class Outcome(StrEnum):
    """What is known after the bytes were sent."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for a printer, in milliseconds.

    Attributes:
        status_ms: For the answer to a status question.
        barrier_ms: For the confirmation of a short paper.
        kilobyte_ms: More for each thousand bytes of it.
        paper_ms: For somebody to put in a new roll in the middle of a paper.
        poll_ms: Between two looks at the paper while waiting.
    """

    status_ms: int = 500
    barrier_ms: int = 10_000
    kilobyte_ms: int = 100
    paper_ms: int = 1_800_000
    poll_ms: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What came of a job.

    Attributes:
        ability: What the printer was seen to do, at least.
        is_paper_low: True when the roll should be changed soon.
    """

    outcome: Outcome
    ability: Ability
    is_paper_low: bool = False


class Printer:
    """One conversation about one job. Open it, print, close it."""

    def __init__(
        self,
        transport: Transport,
        *,
        clock: Clock,
        ability: Ability = Ability.UNKNOWN,
        patience: Patience | None = None,
        should_stop: Callable[[], bool] = lambda: False,
        on_trouble: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Prepare a conversation.

        Args:
            transport: Not yet opened.
            ability: What is known of the model.
            should_stop: Asked while waiting: True ends the wait.
            on_trouble: Told the code of what has to be put right while the printer waits for it.
        """
        self._transport = transport
        self._clock = clock
        self._ability = ability if transport.can_answer else Ability.MUTE
        self._patience = patience or Patience()
        self._should_stop = should_stop
        self._on_trouble = on_trouble
        self._replies = Replies()
        self._is_paper_low = False
        self._answers_questions = False

    def open(self) -> None:
        """Reach the printer and make sure that it can print; no byte of the job is sent.

        Raises:
            PrinterError: It cannot be reached, is open, stuck or without paper.
        """
        self._transport.open()
        if self._ability is Ability.MUTE:
            return
        try:
            self._check_ready()
        except PrinterStoppedError as error:
            raise PrinterUnreachableError(**error.facts) from error

    def print(self, data: bytes, *, number: int) -> Printed:
        """Send a job and wait until it is on paper, as far as the printer can tell.

        Args:
            data: The job.
            number: Tells this job's barrier from those of others.

        Raises:
            PrinterStoppedError: It stopped in the middle; the paper may be torn.
        """
        asks = self._ability in {Ability.UNKNOWN, Ability.ACKNOWLEDGES}
        self._transport.send(data + barrier(number) if asks else data)
        if self._transport.keeps_what_it_takes:
            return self._printed(Outcome.CONFIRMED)
        if not asks:
            return self._printed(Outcome.UNCONFIRMED)
        if self._wait_for(barrier_mark(number), size=len(data)):
            self._ability = Ability.ACKNOWLEDGES
            return self._printed(Outcome.CONFIRMED)
        if self._ability is Ability.ACKNOWLEDGES:
            raise PrinterStoppedError(reason="no confirmation")
        return self._printed(Outcome.UNCONFIRMED)

    def close(self) -> None:
        """End the conversation."""
        self._transport.close()

    def _printed(self, outcome: Outcome) -> Printed:
        return Printed(outcome=outcome, ability=self._ability, is_paper_low=self._is_paper_low)

    def _check_ready(self) -> None:
        answer = self._ask(ask_printer())
        if answer is None:
            if self._ability is not Ability.UNKNOWN:
                raise PrinterUnreachableError(reason="no status")
            self._ability = Ability.MUTE
            return
        if PrinterStatus(answer).is_offline and (trouble := self._find_trouble()) is not None:
            raise trouble
        paper = self._ask(ask_paper())
        if paper is not None and PaperStatus(paper).is_out:
            raise PaperOutError
        self._is_paper_low = paper is not None and PaperStatus(paper).is_low

    def _find_trouble(self) -> PrinterError | None:
        """Find why the printer is off line; None when it was put right after it had said so."""
        answer = self._ask(ask_cause())
        named = None if answer is None else _trouble_of(CauseStatus(answer))
        if named is not None:
            return named
        answer = self._ask(ask_printer())
        is_online = answer is not None and not PrinterStatus(answer).is_offline
        return None if is_online else PrinterUnreachableError(reason="off line")

    def _ask(self, question: bytes) -> int | None:
        self._transport.send(question)
        until = self._clock.monotonic_ms() + self._patience.status_ms
        while (left := until - self._clock.monotonic_ms()) > 0:
            self._replies.feed(self._transport.read(left))
            answer = self._replies.take_status()
            if answer is not None:
                return answer
        return None

    def _wait_for(self, mark: bytes, *, size: int) -> bool:
        """Wait for a barrier; longer while the paper is out, since the printer goes on then."""
        patience = self._patience
        start = self._clock.monotonic_ms()
        until = start + patience.barrier_ms + size * patience.kilobyte_ms // 1000
        while self._clock.monotonic_ms() < until and not self._should_stop():
            self._replies.feed(self._transport.read(patience.poll_ms))
            if mark in self._replies.marks:
                return True
            if self._is_waiting_for_paper():
                self._on_trouble(PaperOutError.code)
                until = max(until, self._clock.monotonic_ms() + patience.barrier_ms)
                until = min(until, start + patience.paper_ms)
        if self._ability is Ability.UNKNOWN and self._answers_questions:
            self._ability = Ability.STATUS_ONLY
        return False

    def _is_waiting_for_paper(self) -> bool:
        self._transport.send(ask_paper())
        self._replies.feed(self._transport.read(self._patience.status_ms))
        answer = self._replies.take_status()
        self._answers_questions = answer is not None
        return answer is not None and PaperStatus(answer).is_out


def _trouble_of(cause: CauseStatus) -> PrinterError | None:
    if cause.is_cover_open:
        return CoverOpenError()
    if cause.is_paper_out:
        return PaperOutError()
    return CutterStuckError() if cause.has_error else None
