"""sale.under_pull: sales while the whole catalogue comes down again, every price a new one."""

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import psycopg

from pos.domain.completion import CompleteSale
from pos.runtime.changes import Changes, Topic
from pos.services.checkout import complete_sale
from pos.uow import WriteTx
from sync.exchange import Exchange
from sync.state import Pulled, keep_pulled
from ui.bench.business import Business, Till, found_business
from ui.bench.harness import slowest_hundredth
from ui.bench.kit import QUICK, Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.sales import random_codes, ready_to_pay
from ui.bench.shops import SEED
from ui.bench.stopwatch import wall_ms

SHARE = 10
"""A tenth of the wished variants: enough to outlast a round of sales."""

PATIENCE_S = 60
NEW_PRICES = (
    "UPDATE products SET base_price_cents = base_price_cents + 1",
    "UPDATE variants SET price_cents = price_cents + 1",
)


class _Counter:
    """A till that sells as quickly as it can; each sale waits for its turn and its commit."""

    def __init__(
        self, business: Business, till: Till, codes: Iterator[str], *, samples: int
    ) -> None:
        self._business = business
        self._till = till
        self._codes = codes
        self._samples = samples
        self._is_coming_down = threading.Event()
        till.store.listen(self._note)

    def sell(self) -> Sequence[float]:
        wishes = self._till.lanes.do(self._wishes).result()
        times = [wall_ms(partial(self._complete, wish)) for wish in wishes]
        return [slowest_hundredth(times)]

    def sell_under_pull(self) -> Sequence[float]:
        with psycopg.connect(self._business.url) as headquarters:
            for change in NEW_PRICES:
                headquarters.execute(change.encode())
        is_over = threading.Event()
        puller = threading.Thread(target=self._pull_until, args=(is_over,))
        self._is_coming_down.clear()
        puller.start()
        try:
            assert self._is_coming_down.wait(PATIENCE_S), "nothing ever came down"
            return self.sell()
        finally:
            is_over.set()
            puller.join()

    def _wishes(self, tx: WriteTx) -> list[CompleteSale]:
        return [ready_to_pay(tx, self._codes) for _ in range(self._samples)]

    def _complete(self, wish: CompleteSale) -> None:
        self._till.lanes.do(lambda tx: complete_sale(tx, wish)).result()

    def _pull_until(self, is_over: threading.Event) -> None:
        while not is_over.is_set():
            self._till.lanes.do(_forget_board).result()
            Exchange(self._till.lanes, self._till.central, is_over=is_over.is_set).round()

    def _note(self, changes: Changes) -> None:
        if Topic.CATALOGUE in changes.topics:
            self._is_coming_down.set()


def _forget_board(tx: WriteTx) -> None:
    """Be as a till that was away for so long that it has to copy the whole board."""
    keep_pulled(tx.connection, Pulled(), now=tx.now)


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    variants = kit.sizes.variants if kit.sizes is QUICK else kit.sizes.variants // SHARE
    codes = random_codes(SEED, "under pull", variants=variants)
    with found_business(kit, variants=variants) as business, business.till("R1") as till:
        counter = _Counter(business, till, codes, samples=kit.samples)
        yield Trial(value=counter.sell_under_pull, limit=counter.sell)


ROW = Row(
    name="sale.under_pull",
    value="the slowest hundredth of sales while the whole catalogue comes down, waiting included",
    limit="the same while nothing comes down",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=20, stretch=10),
    open=_open,
    samples=Samples(quick=3, full=100),
)
