"""One device's thread: it works while jobs are due and sleeps until a bell or a date wakes it."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from pos.domain.errors import UnavailableError
from pos.spooler.worker import Worker

PAUSE_AFTER_TROUBLE = timedelta(seconds=5)
STOP_TIMEOUT_S = 20

logger = logging.getLogger(__name__)


class Desk:
    """Runs a worker until it is told to stop."""

    def __init__(
        self, printer: str, *, make_worker: Callable[[], Worker], stopping: threading.Event
    ) -> None:
        self._make_worker = make_worker
        self._stopping = stopping
        self._bell = threading.Event()
        self._worker: Worker | None = None
        self._thread = threading.Thread(target=self._run, name=f"print {printer}", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """False when a mistake of ours ended the thread; open another desk then."""
        return self._thread.is_alive()

    def ring(self) -> None:
        """Wake it: there may be something to do."""
        self._bell.set()

    def join(self) -> None:
        """Wait for the end, after `stopping` was set."""
        self._bell.set()
        self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.clear()
            try:
                pause = self._step()
            except UnavailableError:
                logger.warning("the print queue cannot be used now", exc_info=True)
                pause = PAUSE_AFTER_TROUBLE
            if pause is None or pause:
                self._bell.wait(None if pause is None else pause.total_seconds())

    def _step(self) -> timedelta | None:
        if self._worker is None:
            self._worker = self._make_worker()
        return self._worker.step()
