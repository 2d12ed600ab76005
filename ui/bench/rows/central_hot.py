"""central.hot: the hot queries of a central that has years of orders."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager

from sync.central.plans import look_at_plans
from ui.bench.central_past import find_central
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    url = find_central(kit.servers, kit.cache, orders=kit.sizes.central_orders)

    def ask() -> Sequence[float]:
        plans = look_at_plans(url, measure=True)
        read_whole = {plan.name: plan.scans for plan in plans if plan.scans}
        assert not read_whole, f"a large table was read from end to end: {read_whole}"
        return [plan.took_us / 1_000 for plan in plans if plan.took_us is not None]

    ask()
    yield Trial(value=lambda: [ms for _ in range(kit.samples) for ms in ask()], limit=None)


ROW = Row(
    name="central.hot",
    value="a hot query of central among all past orders; no large table is read from end to end",
    limit="",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=20, stretch=5),
    open=_open,
    samples=Samples(quick=1, full=5),
    people_wait=True,
)
