"""One command to a terminal and all that it says to it, until it has done or nobody answers."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from pos.runtime.clock import Clock
from pos.terminals import Progress
from pos.terminals.zvt.codes import NOT_SAID, REFUSAL_CLASS, Command, find_progress
from pos.terminals.zvt.fields import shows_card_number
from pos.terminals.zvt.frame import Frame
from pos.terminals.zvt.garbled import GarbledError
from pos.terminals.zvt.link import Link, LinkLostError
from pos.terminals.zvt.print_text import LINES_MAX, read_block, read_line
from pos.terminals.zvt.status import PaymentStatus, read_status

FRAMES_MAX = 2_000
"""Messages about one command; a terminal that says more has lost its mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a terminal is waited for, in milliseconds.

    Attributes:
        link_ms: For the line, and for a message to be sent.
        heard_ms: For it to say that it heard a command.
        quiet_ms: Between two messages, while a customer looks for the card or the bank answers.
        given_up_ms: The same once it was asked to give up.
        whole_ms: For everything.
        poll_ms: Between two looks at whether to give up.
    """

    link_ms: int = 3_000
    heard_ms: int = 5_000
    quiet_ms: int = 180_000
    given_up_ms: int = 20_000
    whole_ms: int = 600_000
    poll_ms: int = 100

    @property
    def without_customer(self) -> "Patience":
        """The same for what no customer has a hand in."""
        return replace(self, quiet_ms=self.given_up_ms)


class Ending(Enum):
    """How a command ended."""

    COMPLETED = "the terminal has done it"
    ABORTED = "the terminal ended it with a result code"
    REFUSED = "the terminal did not begin"
    SILENT = "it was not heard of any more"
    LOST = "the line broke"
    GARBLED = "it said what means nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a terminal said to one command.

    Attributes:
        code: Why it ended or refused it.
        status: Its newest word of a payment; None: it said none.
        customer_text: For the paper of the customer.
    """

    ending: Ending
    code: int = NOT_SAID
    status: PaymentStatus | None = None
    customer_text: tuple[str, ...] = ()


def nobody_gives_up() -> bool:
    """Say that the command is to be waited for."""
    return False


def nobody_looks(_progress: Progress) -> None:
    """Take no notice of what happens meanwhile."""


@dataclass(slots=True, kw_only=True)
class Conversation:
    """One command on an open line.

    Attributes:
        is_given_up: Says whether the terminal shall be asked to give up.
        shows_cards: The terminal was seen to send whole card numbers.
    """

    link: Link
    clock: Clock
    patience: Patience
    on_progress: Callable[[Progress], None] = nobody_looks
    is_given_up: Callable[[], bool] = nobody_gives_up
    shows_cards: bool = False
    _status: PaymentStatus | None = None
    _lines: list[str] = field(default_factory=list)
    _is_heard: bool = False
    _has_given_up: bool = False

    def run(self, command: Frame) -> Outcome:
        """Send a command and listen until it ended; every message is confirmed."""
        ending, code = Ending.LOST, NOT_SAID
        try:
            self.link.send(command)
            ending, code = self._listen()
        except LinkLostError:
            pass
        except GarbledError:
            ending = Ending.GARBLED
        return Outcome(
            ending=ending, code=code, status=self._status, customer_text=tuple(self._lines)
        )

    def _listen(self) -> tuple[Ending, int]:
        end_ms = self.clock.monotonic_ms() + self.patience.whole_ms
        for _ in range(FRAMES_MAX):
            left_ms = end_ms - self.clock.monotonic_ms()
            frame = self._wait(min(self._quiet_ms(), left_ms))
            if frame is None:
                return Ending.SILENT, NOT_SAID
            ended = self._take(frame)
            if ended is not None:
                return ended
            self._is_heard = True
        return Ending.GARBLED, NOT_SAID

    def _quiet_ms(self) -> int:
        if not self._is_heard:
            return self.patience.heard_ms
        return self.patience.given_up_ms if self._has_given_up else self.patience.quiet_ms

    def _wait(self, wait_ms: int) -> Frame | None:
        """Return the next message; None: none came. Whether to give up is asked all the while."""
        until_ms = self.clock.monotonic_ms() + wait_ms
        while (left_ms := until_ms - self.clock.monotonic_ms()) > 0:
            if self._is_heard and not self._has_given_up and self.is_given_up():
                self._has_given_up = True
                self.link.send(Frame(command=Command.GIVE_UP))
                until_ms = min(until_ms, self.clock.monotonic_ms() + self.patience.given_up_ms)
            frame = self.link.receive(min(left_ms, self.patience.poll_ms))
            if frame is not None:
                return frame
        return None

    def _take(self, frame: Frame) -> tuple[Ending, int] | None:
        """Confirm a message and note what it says; return how the command ended, if it did."""
        if frame.command == Command.HEARD:
            return None
        if frame.command >> 8 == REFUSAL_CLASS:
            return self._refused(frame.command & 0xFF)
        is_known = frame.command in _SAID
        self.link.send(Frame(command=Command.HEARD if is_known else Command.NOT_POSSIBLE))
        if frame.command == Command.COMPLETED:
            return Ending.COMPLETED, 0
        if frame.command == Command.ABORTED:
            return Ending.ABORTED, frame.data[0] if frame.data else NOT_SAID
        self._note(frame)
        return None

    def _refused(self, code: int) -> tuple[Ending, int] | None:
        """Return that it did not begin; a refusal of the wish to give up changes nothing."""
        if not self._is_heard:
            return Ending.REFUSED, code
        if self._has_given_up:
            return None
        raise GarbledError

    def _note(self, frame: Frame) -> None:
        match frame.command:
            case Command.STATUS:
                self.shows_cards = self.shows_cards or shows_card_number(frame.data)
                self._status = read_status(frame.data)
            case Command.PROGRESS if frame.data:
                progress = find_progress(frame.data[0])
                if progress is not None:
                    self.on_progress(progress)
            case Command.PRINT_LINE:
                self._keep((read_line(frame.data),))
            case Command.PRINT_BLOCK:
                self._keep(read_block(frame.data))
            case _:
                pass  # it was told already that the till cannot do this

    def _keep(self, lines: tuple[str, ...]) -> None:
        if len(self._lines) + len(lines) > LINES_MAX:
            raise GarbledError
        self._lines.extend(lines)


_SAID = frozenset(
    {
        Command.STATUS,
        Command.PROGRESS,
        Command.COMPLETED,
        Command.ABORTED,
        Command.PRINT_LINE,
        Command.PRINT_BLOCK,
    }
)
"""What a terminal may say of itself; to anything else it hears that the till cannot do it."""
