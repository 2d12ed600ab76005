"""Completes sales and writes the very same rows by hand, on one file, in turns."""

from collections.abc import Iterator, Sequence
from functools import partial

from pos.domain.completion import CompleteSale
from pos.services.checkout import complete_sale
from pos.uow import Store, WriteTx
from ui.bench import raw_rows
from ui.bench.rehearsal import driver_of, rehearse
from ui.bench.sales import ready_to_pay
from ui.bench.stopwatch import wall_ms

WARM_UP = 2
"""Sales that are not counted: after a rehearsal SQLite prepares its statements anew."""


class Duel:
    """Two ways to write a sale into the register of one store.

    Both use the writer's own connection and PRAGMAs. The rows of the raw way are found by a
    rehearsal that is rolled back, so they are complete and carry the right numbers.

    Args:
        samples: How many sales each way counts in a round.
    """

    def __init__(self, store: Store, codes: Iterator[str], *, samples: int) -> None:
        self._store = store
        self._codes = codes
        self._samples = samples

    def complete(self) -> Sequence[float]:
        """Let the product complete sales; return the milliseconds of each."""
        times = [wall_ms(partial(self._complete, wish)) for wish in self._wishes()]
        return times[WARM_UP:]

    def write_raw(self) -> Sequence[float]:
        """Write the rows of such sales with `sqlite3`; return the milliseconds of each."""
        jobs = [partial(_post, wish) for wish in self._wishes()]
        sales = [raw_rows.batches(written) for written in rehearse(self._store, jobs)]
        with self._store.write() as tx:
            driver = driver_of(tx)
        times = [wall_ms(partial(raw_rows.write, driver, sale)) for sale in sales]
        return times[WARM_UP:]

    def _wishes(self) -> list[CompleteSale]:
        with self._store.write() as tx:
            return [ready_to_pay(tx, self._codes) for _ in range(WARM_UP + self._samples)]

    def _complete(self, wish: CompleteSale) -> None:
        with self._store.write() as tx:
            complete_sale(tx, wish)


def _post(wish: CompleteSale, tx: WriteTx) -> None:
    complete_sale(tx, wish)
