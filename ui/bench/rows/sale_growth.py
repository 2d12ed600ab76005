"""sale.growth: what a sale costs in a register with a past, by what it costs in a new one."""

import statistics
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from ui.bench.duel import Duel
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.sales import random_codes
from ui.bench.shops import SEED


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    codes = random_codes(SEED, "growth", variants=kit.sizes.variants)
    with kit.store() as young, kit.store(orders=kit.sizes.orders) as old:
        early = Duel(young, codes, samples=kit.samples)
        late = Duel(old, codes, samples=kit.samples)
        yield Trial(
            value=lambda: _growth(early.complete(), late.complete()),
            limit=lambda: _growth(early.write_raw(), late.write_raw()),
        )


def _growth(young: Sequence[float], old: Sequence[float]) -> Sequence[float]:
    return [statistics.median(old) / statistics.median(young)]


ROW = Row(
    name="sale.growth",
    value="complete_sale after all past orders, by complete_sale after none",
    limit="the same quotient of the raw writes",
    unit="x",
    goal=Goal(judged=Judged.VALUE, must=2.0, stretch=1.7),
    open=_open,
    samples=Samples(quick=3, full=50),
)
