"""Hears central ring: a second connection that only listens.

A ring is a hint. Where listening is not possible (a pooler between, too few connections) the
register polls, and nobody notices but the clock.
"""

import threading
from collections.abc import Callable

import psycopg

from pos.domain.errors import PosError
from sync.connection import connect
from sync.contact import Way
from sync.desk import Work
from sync.enrolment import get_enrolment, register_url

CHANNEL = "sync_wake"
LOOK_UP_EVERY_S = 1
"""How long a stop may take to be noticed."""


class Listener:
    """Calls a function when central has something new."""

    def __init__(self, lanes: Work, way: Way, *, on_ring: Callable[[], None]) -> None:
        self._lanes = lanes
        self._way = way
        self._on_ring = on_ring
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
            with connect(url) as connection:
                connection.execute(f"LISTEN {CHANNEL}".encode())
                while not self._stopping.is_set():
                    for _ring in connection.notifies(timeout=LOOK_UP_EVERY_S, stop_after=1):
                        self._on_ring()
        except (PosError, psycopg.Error):
            return  # the exchange itself finds out what is wrong, and says it
