"""One round with central: hello, the tape up, the board down.

Push goes first, so that central's stock levels contain what was sold here before they come down.
Every write is short and lets the cashier go before it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from models.migrations.runner import register_version
from pos.life import Reason, begin_life
from sync.attention import exchange_attention
from sync.comparing import compare_when_due
from sync.connection import Central
from sync.desk import Desk, Work
from sync.errors import IncarnationOverError, TapeDamagedError, TapeForkedError
from sync.lives import send_lost_again, tell_again, tell_of_life
from sync.push import check_tape, check_undamaged, note_hello
from sync.receiving import Received, Receiver
from sync.retention import take_off_old
from sync.sending import Sender, Sent
from sync.state import read_pulled
from sync.verify import compare_board
from sync.wire import LIVES_FROM, Hello


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round did.

    Attributes:
        sent: Facts that central now holds and did not before.
        dead: Of these, set aside for a person at headquarters.
        received: Rows written or deleted here.
        set_aside: Of these, rows that could not be stored here.
        retry_after_ms: Central is overloaded: nothing was fetched, come back after that long.
    """

    sent: int = 0
    dead: int = 0
    received: int = 0
    set_aside: int = 0
    retry_after_ms: int = 0


class Exchange:
    """A register's side of a conversation with central, over one connection."""

    def __init__(
        self,
        lanes: Work,
        central: Central,
        *,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        """Begin a conversation.

        Args:
            is_over: Tells, between two steps, whether to stop; what is done stays done.
        """
        self._desk = Desk(lanes, is_over=is_over)
        self._central = central

    def round(self) -> Round:
        """Send what waits and fetch what changed.

        Raises:
            UnavailableError: Central or the disk is in trouble; nothing is lost.
            RefusedError: Somebody has to do something first; see `sync.errors`.
        """
        hello = self._greet()
        if hello.protocol >= LIVES_FROM:
            send_lost_again(self._desk, self._central, history=hello.epochs[-1].uuid)
        sent = self._send(hello)
        received = Received()
        if not hello.retry_after_ms:
            received = self._receive(hello)
            self._drop_forgotten(hello)
        if hello.clashes is not None:
            exchange_attention(self._desk, self._central)
            self._compare(hello)
        take_off_old(self._desk, horizon=hello.backup_horizon, now=hello.server_time)
        return Round(
            sent=sent.facts,
            dead=sent.dead,
            received=received.rows,
            set_aside=received.set_aside,
            retry_after_ms=hello.retry_after_ms,
        )

    def send(self) -> Sent:
        """Send what waits and fetch nothing.

        Raises:
            UnavailableError: Central or the disk is in trouble; nothing is lost.
            RefusedError: Somebody has to do something first; see `sync.errors`.
        """
        return self._send(self._greet())

    def _send(self, hello: Hello) -> Sent:
        try:
            return Sender(self._desk, self._central, hello).send()
        except TapeForkedError:
            self._desk.ask(check_undamaged)  # says so when the fault is this disk's
            raise

    def _receive(self, hello: Hello) -> Received:
        try:
            return Receiver(self._desk, self._central, hello).receive()
        except TapeForkedError as fork:
            # A copy sent something since the hello: its sales would come down under our numbers.
            fresh = self._go_on_as_another(fork, hello)
            return Receiver(self._desk, self._central, fresh).receive()

    def _compare(self, hello: Hello) -> None:
        if not hello.retry_after_ms and not self._desk.is_over():
            compare_when_due(self._desk, self._central, now=hello.server_time)

    def _drop_forgotten(self, hello: Hello) -> None:
        """Drop rows whose end the feed no longer tells: a snapshot brings only what is there."""
        if hello.is_snapshot_due and not self._desk.is_over():
            compare_board(self._desk, self._central)

    def _greet(self) -> Hello:
        tell_of_life(self._desk, self._central)
        hello = self._hello()
        try:
            self._desk.ask(lambda tx: check_tape(tx, hello, incarnation=self._central.incarnation))
        except TapeForkedError as fork:
            hello = self._go_on_as_another(fork, hello)
        except TapeDamagedError:
            self._note(hello)  # who mends the tape begins at central's mark
            raise
        self._note(hello)
        return hello

    def _hello(self) -> Hello:
        try:
            return self._say_hello()
        except IncarnationOverError:
            if not tell_again(self._desk, self._central):
                raise
        return self._say_hello()

    def _say_hello(self) -> Hello:
        pulled = self._desk.ask(lambda tx: read_pulled(tx.connection))
        return self._central.hello(cursor=pulled.cursor, schema_version=register_version())

    def _go_on_as_another(self, fork: TapeForkedError, hello: Hello) -> Hello:
        """Lead another life from here on: somebody else has the numbers of this one."""
        seq = fork.seq
        assert isinstance(seq, int), "a tape forks at a number"
        self._central.report_fork(seq)
        if hello.protocol < LIVES_FROM:
            raise fork
        self._central.incarnation = self._desk.write(lambda tx: begin_life(tx, Reason.FORKED))
        tell_of_life(self._desk, self._central)
        fresh = self._hello()
        self._note(fresh)
        return fresh

    def _note(self, hello: Hello) -> None:
        life = self._central.incarnation
        self._desk.write(lambda tx: note_hello(tx, hello, incarnation=life))
