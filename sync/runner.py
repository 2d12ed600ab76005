"""The loop that keeps a register and central in step while the window is open.

It waits for a reason: something was written here, central rang, or enough time has passed. Trouble
makes it wait longer, never stop.
"""

import logging
import random
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.domain.errors import PosError, RefusedError, UnavailableError
from sync.contact import exchange_once, note_failure, open_way
from sync.desk import Work
from sync.errors import CentralUnreachableError
from sync.exchange import Round
from sync.listener import PATIENCE, Listener, Patience
from sync.status import SyncStatus, read_status
from sync.way import Way

if TYPE_CHECKING:
    from sync.connection import Central

POLL_ACTIVE_MS = 2_000
"""After a round that moved something: more may follow."""

POLL_IDLE_MS = 30_000
"""Plus or minus half of it, so that many tills do not come at once."""

BACKOFF_FIRST_MS = 1_000
BACKOFF_MAX_MS = 60_000
REFUSED_WAIT_MS = 300_000
"""What a person has to mend is not mended in a second."""

STOP_TIMEOUT_S = 3

_LOG = logging.getLogger(__name__)

OnStatus = Callable[[SyncStatus], None]


class SyncRunner:
    """Exchanges with central in a thread of its own, until it is stopped."""

    def __init__(
        self,
        lanes: Work,
        way: Way,
        *,
        on_status: OnStatus,
        chance: random.Random | None = None,
        patience: Patience = PATIENCE,
    ) -> None:
        """Prepare; nothing happens before `start`.

        Args:
            on_status: Called on the runner's thread with each new state, first at the start.
            chance: Spreads the waiting times.
            patience: How soon silence is taken for a broken line.
        """
        self._lanes = lanes
        self._way = way
        self._on_status = on_status
        self._chance = chance or random.SystemRandom()
        self._reason = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._lost = threading.Event()
        self._listener = Listener(
            lanes, way, on_ring=self.wake, on_lost=self._lose, patience=patience
        )
        self._central: Central | None = None
        self._status: SyncStatus | None = None
        self._failures = 0

    @property
    def is_running(self) -> bool:
        """Tell whether the loop is at work."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Exchange soon: there is a reason to. May be called from any thread."""
        self._reason.set()

    def stop(self) -> None:
        """End after the step in progress; what is unfinished goes on at the next start."""
        self._stopping.set()
        self._reason.set()
        self._listener.stop()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def _lose(self) -> None:
        """Take the line for cut; whoever waits on it waits no longer. On the listener's thread."""
        self._lost.set()
        central = self._central
        if central is not None:
            central.break_off()
        self._reason.set()

    def _run(self) -> None:
        try:
            self._keep_in_step()
        except Exception:
            # Asked to stop in the middle of a round, the lanes may be closed under it.
            if not self._stopping.is_set():
                raise
        finally:
            self._hang_up()

    def _keep_in_step(self) -> None:
        self._tell()
        while not self._stopping.is_set():
            self._reason.clear()
            wait_ms = self._attempt()
            if self._stopping.is_set():
                break
            self._tell()
            self._reason.wait(wait_ms / 1000)

    def _attempt(self) -> int:
        """Do one round and return how long to wait for the next, in milliseconds."""
        try:
            self._mind_the_line()
            done = self._exchange()
            self._listener.ensure()
        except PosError as problem:
            self._give_up(problem)
            return self._wait_after(problem)
        except Exception as mistake:
            if self._stopping.is_set():
                raise
            _LOG.exception("a round with central failed for no known reason")
            self._give_up(mistake)
            return REFUSED_WAIT_MS
        self._failures = 0
        return self._wait_after_round(done)

    def _mind_the_line(self) -> None:
        """Say that the line is cut before the next round tries it, which may take seconds."""
        if self._lost.is_set():
            self._lost.clear()
            raise CentralUnreachableError(reason="the line is dead")

    def _give_up(self, problem: Exception) -> None:
        self._hang_up()
        if self._stopping.is_set():
            return
        try:
            note_failure(self._lanes, problem)
        except UnavailableError:
            # A disk that is full takes no note of it either; there will be room again.
            _LOG.warning("a round with central failed, and so did the note of it", exc_info=True)

    def _exchange(self) -> Round:
        if self._central is None:
            self._central = open_way(self._lanes, self._way)
        return exchange_once(self._lanes, self._central, is_over=self._stopping.is_set)

    def _wait_after(self, problem: PosError) -> int:
        if isinstance(problem, RefusedError):
            return REFUSED_WAIT_MS
        ceiling = min(BACKOFF_FIRST_MS << self._failures, BACKOFF_MAX_MS)
        self._failures = min(self._failures + 1, BACKOFF_MAX_MS.bit_length())
        return self._chance.randint(BACKOFF_FIRST_MS, max(ceiling, BACKOFF_FIRST_MS))

    def _wait_after_round(self, done: Round) -> int:
        if done.retry_after_ms:
            return self._chance.randint(done.retry_after_ms, done.retry_after_ms * 2)
        if done.sent or done.received:
            return POLL_ACTIVE_MS
        return self._chance.randint(POLL_IDLE_MS // 2, POLL_IDLE_MS * 3 // 2)

    def _tell(self) -> None:
        now = self._way.clock.now()
        try:
            status = self._lanes.ask(lambda tx: read_status(tx, now=now)).result()
        except UnavailableError:
            # A disk in trouble cannot say how things stand; the next round asks it again.
            _LOG.warning("how the exchange stands cannot be read", exc_info=True)
            return
        if status != self._status:
            self._status = status
            self._on_status(status)

    def _hang_up(self) -> None:
        if self._central is not None:
            self._central.close()
            self._central = None
