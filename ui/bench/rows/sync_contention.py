"""sync.contention: many tills send at once, all having sold the same goods, or each its own."""

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import cycle, repeat

from ui.bench.business import Sent, Till, found_business
from ui.bench.kit import QUICK, Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import wall_ms

TILLS = 64
TILLS_QUICK = 3
MS_PER_S = 1_000
LINES = 1


class _Rush:
    """All tills sell, then all of them send at the same moment."""

    def __init__(self, tills: Sequence[Till], codes: Sequence[str], *, sales: int) -> None:
        self._tills = tills
        self._codes = codes
        self._sales = sales

    def same(self) -> Sequence[float]:
        return [self._rush([repeat(self._codes[0])] * len(self._tills))]

    def different(self) -> Sequence[float]:
        return [self._rush([cycle([code]) for code in self._codes[1 : len(self._tills) + 1]])]

    def _rush(self, codes: Sequence[Iterator[str]]) -> float:
        waiting = [self._sell(till, own) for till, own in zip(self._tills, codes, strict=True)]
        with ThreadPoolExecutor(len(self._tills)) as hands:
            jobs = [
                partial(till.push, sent) for till, sent in zip(self._tills, waiting, strict=True)
            ]
            spent_ms = wall_ms(lambda: list(hands.map(lambda job: job(), jobs)))
        return len(self._tills) * self._sales * MS_PER_S / spent_ms

    def _sell(self, till: Till, codes: Iterator[str]) -> Sent:
        lo = till.held()
        till.sell(codes, sales=self._sales, lines=LINES)
        return till.batches(lo, facts_max=1)


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    count = TILLS_QUICK if kit.sizes is QUICK else TILLS
    with (
        found_business(kit, variants=count + 1) as business,
        business.tills(count) as tills,
    ):
        rush = _Rush(tills, business.codes, sales=kit.samples)
        rush.different()
        yield Trial(value=rush.same, limit=rush.different)


ROW = Row(
    name="sync.contention",
    value="64 tills send sales of one article, one sale to a call, per second",
    limit="the same where each till sold an article of its own",
    unit="/s",
    goal=Goal(judged=Judged.RATIO, must=0.9, stretch=1.0, at_least=True),
    open=_open,
    samples=Samples(quick=1, full=10),
)
"""Each call is a transaction of its own, so that the tills meet at the article's level."""
