"""start.sell: from the start of the process to a till that can be scanned at."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.children import cpu_ms_of, till_cpu_ms_of
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Trial

TILL = "ui.bench.programs.sell"
LIMIT = "ui.bench.programs.bare_shop"


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with kit.home() as home:
        if kit.sizes.rounds > 1:
            cpu_ms_of(LIMIT, home)  # what is read for the first time comes from a slow disk
        yield Trial(
            value=lambda: [till_cpu_ms_of(TILL, home)], limit=lambda: [cpu_ms_of(LIMIT, home)]
        )


ROW = Row(
    name="start.sell",
    value="start of the process to painted articles and an open register, CPU of all threads",
    limit="an empty window of Qt and the first look-up in the same database",
    unit="ms",
    goal=Goal(judged=Judged.RATIO, must=1.5, stretch=1.1),
    open=_open,
)
