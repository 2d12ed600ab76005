"""Lanes without threads: each piece of work is done when it is asked for, one after the other.

The transactions, their futures and their errors are those of `Lanes`; only the waiting is gone.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TypeVar

from pos.runtime.lanes import Lanes, Priority
from pos.uow import ReadTx, Store, WriteTx

ResultT = TypeVar("ResultT")


class InlineExecutor(Executor):
    """Runs what is submitted before it returns."""

    def submit(
        self,
        job: Callable[..., ResultT],
        /,
        *args: object,
        **named: object,
    ) -> Future[ResultT]:
        """Run a job and return what became of it."""
        future: Future[ResultT] = Future()
        try:
            future.set_result(job(*args, **named))
        except BaseException as error:  # noqa: BLE001 - the future carries it to the asker
            future.set_exception(error)
        return future


class InlineLanes(Lanes[WriteTx, ReadTx]):
    """The work of one register on the calling thread.

    Attributes:
        pause: Called before each piece of work; the world may let something else happen there.
    """

    def __init__(self, store: Store, *, pause: Callable[[str], None]) -> None:
        self._store = store
        self._readers = self._devices = InlineExecutor()  # type: ignore[assignment]
        self._open = True
        self.pause = pause

    def do(
        self,
        job: Callable[[WriteTx], ResultT],
        *,
        priority: Priority = Priority.CASHIER,
        origin: str = "",
    ) -> Future[ResultT]:
        """Run a job in a write transaction."""
        self.pause("write")
        return super().do(job, priority=priority, origin=origin)

    def ask(self, job: Callable[[ReadTx], ResultT]) -> Future[ResultT]:
        """Run a query on one consistent state of the database."""
        self.pause("read")
        return super().ask(job)

    def close(self) -> None:
        """End; there are no threads to wait for."""
        self._open = False

    def _enqueue(self, _priority: Priority, run: Callable[[], None]) -> None:
        run()
