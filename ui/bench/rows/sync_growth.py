"""sync.growth: what a sale costs central after years of orders, by what it costs a new central."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import cycle

from ui.bench.business import Business, Till, business_at, found_business
from ui.bench.central_past import find_central
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import wall_ms

FACTS_MAX = 1_000
VARIANTS = 64


class _Sender:
    """A till that sells and sends."""

    def __init__(self, till: Till, business: Business, *, sales: int) -> None:
        self._till = till
        self._codes = cycle(business.codes)
        self._sales = sales

    def push_ms(self) -> float:
        """Sell, and return the milliseconds that central takes for one of the sales."""
        lo = self._till.held()
        self._till.sell(self._codes, sales=self._sales)
        waiting = self._till.batches(lo, facts_max=FACTS_MAX)
        return wall_ms(lambda: self._till.push(waiting)) / self._sales


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    past = find_central(kit.servers, kit.cache, orders=kit.sizes.central_orders)
    with (
        found_business(kit, variants=VARIANTS) as young,
        business_at(past, kit, variants=VARIANTS, has_past=True) as old,
        young.till("R1") as early_till,
        old.till("R1") as late_till,
    ):
        early = _Sender(early_till, young, sales=kit.samples)
        late = _Sender(late_till, old, sales=kit.samples)

        def growth() -> Sequence[float]:
            before_ms = early.push_ms()
            return [late.push_ms() / before_ms]

        growth()
        yield Trial(value=growth, limit=None)


ROW = Row(
    name="sync.growth",
    value="five-line sales booked at a central with all past orders, by those at one with none",
    limit="",
    unit="x",
    goal=Goal(judged=Judged.VALUE, must=2.0, stretch=1.2),
    open=_open,
    samples=Samples(quick=3, full=500),
)
