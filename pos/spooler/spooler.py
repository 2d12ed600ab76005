"""Gives every device a thread of its own, so that one that waits holds up no other and no sale."""

import logging
import threading
from collections.abc import Callable

from pos.domain.errors import UnavailableError
from pos.runtime.clock import Clock
from pos.spooler.desk import PAUSE_AFTER_TROUBLE, STOP_TIMEOUT_S, Desk
from pos.spooler.jobs import JobStore
from pos.spooler.worker import DeviceState, Press, Worker, WorkerSettings

logger = logging.getLogger(__name__)


class Spooler:
    """Prints what is queued. Start it once, wake it when jobs were added, stop it at the end.

    Its callback runs on a device's thread, once per change of that device's state.
    """

    def __init__(
        self,
        jobs: JobStore,
        press: Press,
        *,
        clock: Clock,
        settings: WorkerSettings | None = None,
        on_state: Callable[[DeviceState], None] = lambda _: None,
    ) -> None:
        self._jobs = jobs
        self._press = press
        self._clock = clock
        self._settings = settings or WorkerSettings()
        self._on_state = on_state
        self._stopping = threading.Event()
        self._bell = threading.Event()
        self._desks: dict[str, Desk] = {}
        self._is_recovered = False
        self._thread = threading.Thread(target=self._run, name="spooler", daemon=True)

    def start(self) -> None:
        """Take up what the last run left behind, and begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look for new jobs; may be called from any thread and never waits."""
        self._bell.set()

    def stop(self) -> None:
        """End all threads, before the lanes are closed. A paper in work is not waited for."""
        self._stopping.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.clear()
            try:
                self._look_round()
            except UnavailableError:
                logger.warning("the print queue cannot be used now", exc_info=True)
                self._bell.wait(PAUSE_AFTER_TROUBLE.total_seconds())
            else:
                self._bell.wait()
        for desk in self._desks.values():
            desk.join()

    def _look_round(self) -> None:
        if not self._is_recovered:
            self._jobs.recover()
            self._is_recovered = True
        for printer in self._jobs.find_printers():
            desk = self._desks.get(printer)
            if desk is None or not desk.is_alive:
                self._desks[printer] = self._open_desk(printer)
        for desk in self._desks.values():
            desk.ring()

    def _open_desk(self, printer: str) -> Desk:
        def make_worker() -> Worker:
            return Worker(
                printer,
                jobs=self._jobs,
                press=self._press,
                clock=self._clock,
                settings=self._settings,
                should_stop=self._stopping.is_set,
                on_state=self._on_state,
            )

        return Desk(printer, make_worker=make_worker, stopping=self._stopping)
