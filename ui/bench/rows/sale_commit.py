"""sale.commit: a sale of five lines, everything in its transaction."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.duel import Duel
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.sales import random_codes
from ui.bench.shops import SEED


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    codes = random_codes(SEED, "sale", variants=kit.sizes.variants)
    with kit.store() as store:
        duel = Duel(store, codes, samples=kit.samples)
        yield Trial(value=duel.complete, limit=duel.write_raw)


ROW = Row(
    name="sale.commit",
    value="complete_sale and its durable commit: five lines, card and cash",
    limit="the same rows by sqlite3, with the same connection and durability",
    unit="ms",
    goal=Goal(judged=Judged.RATIO, must=2.0, stretch=1.5),
    open=_open,
    samples=Samples(quick=3, full=100),
    people_wait=True,
)
