"""sync.feed: from a price that is changed at central to the row in a listening till's database."""

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import psycopg

from pos.runtime.changes import Changes, Topic
from sync.runner import SyncRunner
from sync.status import Link, SyncStatus
from ui.bench.business import Business, Till, found_business
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import wall_ms

VARIANTS = 8
PATIENCE_S = 60
CHANGE = "UPDATE variants SET price_cents = price_cents + 1 WHERE sku = 'G0'"
RING = "NOTIFY bench_ring"


class _Headquarters:
    """Changes a price, and waits until the till's loop has written it."""

    def __init__(self, business: Business, till: Till, *, samples: int) -> None:
        self._business = business
        self._samples = samples
        self._is_idle = threading.Event()
        self._is_here = threading.Event()
        till.store.listen(self._note)

    def told(self, status: SyncStatus) -> None:
        """Hear from the loop that it has nothing more to do."""
        if status.link is Link.ONLINE and status.waiting == 0:
            self._is_idle.set()

    def wait_until_idle(self) -> None:
        assert self._is_idle.wait(PATIENCE_S), "the till never came into step"

    def change_prices(self) -> Sequence[float]:
        with psycopg.connect(self._business.url, autocommit=True) as connection:
            return [wall_ms(lambda: self._change(connection)) for _ in range(self._samples)]

    def ring(self) -> Sequence[float]:
        with (
            psycopg.connect(self._business.url, autocommit=True) as speaker,
            psycopg.connect(self._business.url, autocommit=True) as hearer,
        ):
            hearer.execute("LISTEN bench_ring")
            return [wall_ms(lambda: _ring(speaker, hearer)) for _ in range(self._samples)]

    def _change(self, connection: psycopg.Connection) -> None:
        self._is_here.clear()
        connection.execute(CHANGE)
        assert self._is_here.wait(PATIENCE_S), "the change never came down"

    def _note(self, changes: Changes) -> None:
        if Topic.CATALOGUE in changes.topics:
            self._is_here.set()


def _ring(speaker: psycopg.Connection, hearer: psycopg.Connection) -> None:
    speaker.execute(RING)
    assert list(hearer.notifies(timeout=PATIENCE_S, stop_after=1)), "a ring is heard"


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with found_business(kit, variants=VARIANTS) as business, business.till("R1") as till:
        headquarters = _Headquarters(business, till, samples=kit.samples)
        runner = SyncRunner(till.lanes, till.way, on_status=headquarters.told)
        runner.start()
        try:
            headquarters.wait_until_idle()
            yield Trial(value=headquarters.change_prices, limit=headquarters.ring)
        finally:
            runner.stop()


ROW = Row(
    name="sync.feed",
    value="from the change of a price at central to the till's database, heard by LISTEN",
    limit="a bare NOTIFY until it is heard",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=500, stretch=250),
    open=_open,
    samples=Samples(quick=1, full=30),
    people_wait=True,
)
