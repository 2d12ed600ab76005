"""The exchange's place at the register: questions, and short writes behind those of the cashier."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from pos.runtime.lanes import Lanes, Priority
from pos.uow import ReadTx, WriteTx

ORIGIN = "sync"
"""Who did it, in `Changes.origin`."""

Work = Lanes[WriteTx, ReadTx]
T = TypeVar("T")


class Desk:
    """Asks and writes for the exchange, and knows when it has to get up."""

    def __init__(self, lanes: Work, *, is_over: Callable[[], bool] = lambda: False) -> None:
        """Sit down.

        Args:
            is_over: Tells, between two steps, whether to stop; what is done stays done.
        """
        self._lanes = lanes
        self.is_over = is_over

    def ask(self, job: Callable[[ReadTx], T]) -> T:
        """Return what a question finds in one state of the database.

        Raises:
            UnavailableError: The file cannot be read.
        """
        return self._lanes.ask(job).result()

    def write(self, job: Callable[[WriteTx], T]) -> T:
        """Do a write behind those of the cashier, and wait for its commit.

        Raises:
            UnavailableError: The disk does not take it.
        """
        return self.begin(job).result()

    def begin(self, job: Callable[[WriteTx], T]) -> Future[T]:
        """Do a write behind those of the cashier; the future waits for its commit."""
        return self._lanes.do(job, priority=Priority.BACKGROUND, origin=ORIGIN)
