"""sync.push: what waits on a tape, booked at central, beside a bare COPY of the same lines."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import cycle

import psycopg

from ui.bench.business import Sent, Till, found_business
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import wall_ms

FACTS_MAX = 1_000
VARIANTS = 64
MS_PER_S = 1_000


class _Race:
    """Sells, sends it, and copies the same lines by hand."""

    def __init__(self, till: Till, url: str, codes: Sequence[str], *, sales: int) -> None:
        self._till = till
        self._url = url
        self._codes = cycle(codes)
        self._sales = sales
        self._sent: Sent = []

    def push(self) -> Sequence[float]:
        lo = self._till.held()
        self._till.sell(self._codes, sales=self._sales)
        self._sent = self._till.batches(lo, facts_max=FACTS_MAX)
        return [self._rate(wall_ms(lambda: self._till.push(self._sent)))]

    def copy(self) -> Sequence[float]:
        with psycopg.connect(self._url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS bare_lines (line text)")
            connection.commit()
            return [self._rate(wall_ms(lambda: self._copy(connection)))]

    def _copy(self, connection: psycopg.Connection) -> None:
        for _, batch in self._sent:
            with connection.cursor().copy("COPY bare_lines FROM STDIN") as copy:
                for line in batch.lines.split("\n"):
                    copy.write_row((line,))
            connection.commit()

    def _rate(self, spent_ms: float) -> float:
        return sum(batch.facts for _, batch in self._sent) * MS_PER_S / spent_ms


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with found_business(kit, variants=VARIANTS) as business, business.till("R1") as till:
        race = _Race(till, business.url, business.codes, sales=kit.samples)
        race.push()
        yield Trial(value=race.push, limit=race.copy)


ROW = Row(
    name="sync.push",
    value="facts of five-line sales: kept, chained and booked at central, per second",
    limit="the same lines by COPY into a bare table, as many to a commit",
    unit="/s",
    goal=Goal(judged=Judged.RATIO, must=0.65, stretch=0.85, at_least=True),
    open=_open,
    samples=Samples(quick=3, full=1_000),
)
