"""Hears central ring, and whether it is there at all: a second connection that only listens.

`sync_wake` says that rows have new positions. `sync_ring` says that somebody has written rows which
have none yet; whoever hears it lets central give them out. Both are hints. Where listening is not
possible (a pooler between, too few connections) the register polls, and nobody notices but the
clock. The heart beats all the same: it is how a line that swallows everything is found out.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import psycopg

from pos.domain.errors import PosError
from sync.connection import connect
from sync.deadline import answer_within
from sync.desk import Work
from sync.enrolment import get_enrolment, register_url
from sync.way import Way

WAKE = "sync_wake"
RING = "sync_ring"

LOOK_UP_EVERY_S = 1
"""How long a stop may take to be noticed."""

LOOK_AGAIN_MS = 200
LOOKS_MAX = 50
"""How often a ring is followed up while others still write; the poll finds what comes later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How soon silence is taken for a broken line; both together are less than ten seconds.

    Attributes:
        beat_every_ms: After so much silence central is asked whether it is there.
        answer_within_ms: So long it may take to say yes.
    """

    beat_every_ms: int = 3_000
    answer_within_ms: int = 4_000


PATIENCE = Patience()


class Listener:
    """Calls a function when central has something new, and another when the line is dead."""

    def __init__(
        self,
        lanes: Work,
        way: Way,
        *,
        on_ring: Callable[[], None],
        on_lost: Callable[[], None],
        patience: Patience = PATIENCE,
    ) -> None:
        """Prepare; nothing is heard before `ensure`.

        Args:
            on_ring: There is something new. Called on the listener's thread, like the next.
            on_lost: The line is cut, or central does not answer any more.
        """
        self._lanes = lanes
        self._way = way
        self._on_ring = on_ring
        self._on_lost = on_lost
        self._patience = patience
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def ensure(self) -> None:
        """Listen, unless it does already; called again when the line broke."""
        if self._stopping.is_set() or (self._thread is not None and self._thread.is_alive()):
            return
        enrolment = self._lanes.ask(lambda tx: get_enrolment(tx.connection)).result()
        url = register_url(
            enrolment, secrets_file=self._way.secrets_file, address=self._way.address
        )
        self._thread = threading.Thread(
            target=self._listen, args=(url,), name="sync-listen", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._stopping.set()

    def _listen(self, url: str) -> None:
        try:
            connection = connect(url)
        except PosError:
            return  # the exchange itself finds out what is wrong, and says it
        try:
            with connection:
                self._stay(connection)
        except psycopg.Error:
            if not self._stopping.is_set():
                self._on_lost()

    def _stay(self, connection: psycopg.Connection) -> None:
        for channel in (WAKE, RING):
            connection.execute(f"LISTEN {channel}".encode())
        quiet_since_ms = self._way.clock.monotonic_ms()
        look_up_s = min(LOOK_UP_EVERY_S, self._patience.beat_every_ms / 1_000)
        while not self._stopping.is_set():
            # All of them first: what comes while one is answered would be lost to the iterator.
            for heard in list(connection.notifies(timeout=look_up_s, stop_after=1)):
                self._answer(connection, heard.channel)
                quiet_since_ms = self._way.clock.monotonic_ms()
            silence_ms = self._way.clock.monotonic_ms() - quiet_since_ms
            if silence_ms >= self._patience.beat_every_ms:
                with answer_within(connection, self._patience.answer_within_ms):
                    connection.execute(b"SELECT 1")
                quiet_since_ms = self._way.clock.monotonic_ms()

    def _answer(self, connection: psycopg.Connection, channel: str) -> None:
        if channel == WAKE:
            self._on_ring()
            return
        for _look in range(LOOKS_MAX):
            with answer_within(connection, self._patience.answer_within_ms):
                connection.execute(b"SELECT sync_api.sequence()")
                settled = connection.execute(b"SELECT sync_api.is_settled()").fetchone()
            if settled is None or settled[0] or self._stopping.wait(LOOK_AGAIN_MS / 1_000):
                return
