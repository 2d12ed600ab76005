"""sync.ingest: facts booked at central, beside a COPY of the very rows that become of them."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import cycle

import psycopg

from ui.bench.bare_tables import BareTables
from ui.bench.business import Business, Till, found_business
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import wall_ms

FACTS_MAX = 1_000
VARIANTS = 64
MS_PER_S = 1_000


class _Race:
    """Sells and sends; then copies what central wrote, with the lines themselves."""

    def __init__(self, business: Business, till: Till, connection: psycopg.Connection) -> None:
        self._business = business
        self._till = till
        self._codes = cycle(business.codes)
        self._since = business.kit.ids.new_id()
        self._push()
        self._bare = BareTables(connection, since=self._since)

    def book(self) -> Sequence[float]:
        return [self._push()]

    def copy(self) -> Sequence[float]:
        rows = self._bare.read(self._since)
        return [self._rate(wall_ms(lambda: self._bare.write(rows)))]

    def _push(self) -> float:
        lo = self._till.held()
        self._since = self._business.kit.ids.new_id()
        self._till.sell(self._codes, sales=self._business.kit.samples)
        waiting = self._till.batches(lo, facts_max=FACTS_MAX)
        return self._rate(wall_ms(lambda: self._till.push(waiting)))

    def _rate(self, spent_ms: float) -> float:
        return self._business.kit.samples * MS_PER_S / spent_ms


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with (
        found_business(kit, variants=VARIANTS) as business,
        business.till("R1") as till,
        psycopg.connect(business.url) as connection,
    ):
        race = _Race(business, till, connection)
        race.book()
        yield Trial(value=race.book, limit=race.copy)


ROW = Row(
    name="sync.ingest",
    value="five-line sales: kept, chained and booked at central, per second",
    limit="their lines and all rows that become of them, by COPY into tables with the same keys,"
    " indices and references",
    unit="/s",
    goal=Goal(judged=Judged.RATIO, must=0.65, stretch=0.85, at_least=True),
    open=_open,
    samples=Samples(quick=3, full=1_000),
)
"""COPY into the tables themselves would be slower than the product: it calls their row triggers."""
