"""Where work that may wait is done, away from the window.

Five lanes: one thread writes the database (the cashier's wishes before the sync's pages), a few
read it, one talks to devices, one asks the card terminal, and one asks central. Whoever asks gets a
future; exceptions travel in it.
"""

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

READERS = 2
TERMINAL_PATIENCE_MS = 2_000
"""How long a till that closes waits for what its card terminal is doing."""

WriteT_co = TypeVar("WriteT_co", covariant=True)
ReadT_co = TypeVar("ReadT_co", covariant=True)
WriteT = TypeVar("WriteT")
ReadT = TypeVar("ReadT")
ResultT = TypeVar("ResultT")


class Priority(IntEnum):
    """Who goes first in the write lane."""

    CASHIER = 0
    BACKGROUND = 10
    STOP = 100


class Transactions(Protocol[WriteT_co, ReadT_co]):
    """Opens transactions; `pos.uow.Store` is the one there is."""

    def write(self, *, origin: str = "") -> AbstractContextManager[WriteT_co]:
        """Begin a transaction that commits when its block ends and rolls back when it raises."""
        ...

    def read(self) -> AbstractContextManager[ReadT_co]:
        """Begin a read of one consistent state."""
        ...


@dataclass(order=True, slots=True)
class _Turn:
    """One piece of work waiting for the write lane."""

    priority: Priority
    number: int
    run: Callable[[], None] = field(compare=False)


class Lanes(Generic[WriteT, ReadT]):
    """The threads of one register's work. Close it when the program ends.

    Args:
        terminal_patience_ms: How long `close` waits for what the card terminal is doing.
    """

    def __init__(
        self,
        store: Transactions[WriteT, ReadT],
        *,
        terminal_patience_ms: int = TERMINAL_PATIENCE_MS,
    ) -> None:
        self._store = store
        self._turns: queue.PriorityQueue[_Turn] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._devices = ThreadPoolExecutor(1, thread_name_prefix="device")
        self._terminals = _LeavableLane("terminal")
        self._away = ThreadPoolExecutor(1, thread_name_prefix="away")
        self._terminal_patience_ms = terminal_patience_ms
        self._open = True
        self._writer = threading.Thread(target=self._write_in_turn, name="write", daemon=True)
        self._writer.start()

    def do(
        self,
        job: Callable[[WriteT], ResultT],
        *,
        priority: Priority = Priority.CASHIER,
        origin: str = "",
    ) -> Future[ResultT]:
        """Run a job in a write transaction; it is committed when the future has its result.

        Args:
            job: What to do. It gets the transaction and must not keep it.
            priority: The cashier's wishes overtake what waits in the background.
            origin: Who asks, for `Changes.origin`.
        """
        future: Future[ResultT] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                with self._store.write(origin=origin) as transaction:
                    result = job(transaction)
            except BaseException as error:  # noqa: BLE001 - the future carries it to the asker
                future.set_exception(error)
            else:
                future.set_result(result)

        self._enqueue(priority, run)
        return future

    def ask(self, job: Callable[[ReadT], ResultT]) -> Future[ResultT]:
        """Run a query on one consistent state of the database."""

        def run() -> ResultT:
            with self._store.read() as transaction:
                return job(transaction)

        return self._readers.submit(run)

    def device(self, job: Callable[[], ResultT]) -> Future[ResultT]:
        """Run something that talks to a device or composes paper."""
        return self._devices.submit(job)

    def terminal(self, job: Callable[[], ResultT]) -> Future[ResultT]:
        """Run something that asks the card terminal, where a customer may take minutes."""
        return self._terminals.submit(job)

    def away(self, job: Callable[[], ResultT]) -> Future[ResultT]:
        """Run something that waits for an answer of central; nothing else waits behind it."""
        return self._away.submit(job)

    def close(self) -> None:
        """Finish what was asked for, then end all threads.

        A card terminal may take minutes. It is left after a few seconds, and is not asked for what
        still waits; what is unknown by that is found in the database at the next start.
        """
        if not self._open:
            return
        self._open = False
        self._terminals.leave()
        self._readers.shutdown()
        self._devices.shutdown()
        self._terminals.join(self._terminal_patience_ms)
        self._away.shutdown()
        self._turns.put(_Turn(Priority.STOP, next(self._numbers), _nothing))
        self._writer.join()

    def _enqueue(self, priority: Priority, run: Callable[[], None]) -> None:
        assert self._open, "the lanes are closed"
        self._turns.put(_Turn(priority, next(self._numbers), run))

    def _write_in_turn(self) -> None:
        while (turn := self._turns.get()).priority is not Priority.STOP:
            turn.run()


class _LeavableLane:
    """One thread, from its first job on, that does not keep the program from ending."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._is_left = False
        self._thread = threading.Thread(target=self._run_in_turn, name=name, daemon=True)
        self._has_begun = False

    def submit(self, job: Callable[[], ResultT]) -> Future[ResultT]:
        """Run a job after all that were handed in before."""
        future: Future[ResultT] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - the future carries it to the asker
                future.set_exception(error)
            else:
                future.set_result(result)

        self._jobs.put(run)
        if not self._has_begun:
            self._has_begun = True
            self._thread.start()
        return future

    def leave(self) -> None:
        """Begin nothing more; what is being done may come to its end."""
        self._is_left = True
        self._jobs.put(None)

    def join(self, patience_ms: int) -> None:
        """Wait for the end, for so long."""
        if self._has_begun:
            self._thread.join(patience_ms / 1_000)

    def _run_in_turn(self) -> None:
        while (run := self._jobs.get()) is not None and not self._is_left:
            run()


def _nothing() -> None:
    """Be the work of the turn that ends the lane."""
