"""memory.till: what a till holds after many customers, by what it held before the first."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager

from ui.bench.children import held_mb_of
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial

TILL = "ui.bench.programs.long_day"
PATIENCE_S = 1_800


class _LongDay:
    """A till that is started and sells, anew in each round."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._at_start_mb = 0

    def sell(self) -> Sequence[float]:
        with self._kit.home() as home:
            self._at_start_mb, after_mb = held_mb_of(
                TILL,
                home,
                str(self._kit.sizes.variants),
                str(self._kit.samples),
                patience_s=PATIENCE_S,
            )
        return [after_mb]

    def start(self) -> Sequence[float]:
        return [self._at_start_mb]


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    day = _LongDay(kit)
    yield Trial(value=day.sell, limit=day.start)


ROW = Row(
    name="memory.till",
    value="memory of a till after 300 sales of five lines in its window",
    limit="memory of the same till when it could be scanned at first",
    unit="MB",
    goal=Goal(judged=Judged.VALUE, must=250, stretch=180),
    open=_open,
    samples=Samples(quick=2, full=300),
)
