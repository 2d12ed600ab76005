"""sync.pull: the whole catalogue of a central into the database of a till that just joined."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.business import found_business
from ui.bench.joining import Joining
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with found_business(kit, variants=kit.sizes.variants) as business:
        joining = Joining(business)
        yield Trial(value=joining.load, limit=joining.copy)


ROW = Row(
    name="sync.pull",
    value="rows of the catalogue into the database of a till that joins, per second",
    limit="raw COPY, and ready rows into the same tables by executemany, 5,000 to a commit",
    unit="/s",
    goal=Goal(judged=Judged.RATIO, must=0.75, stretch=0.85, at_least=True),
    open=_open,
    samples=Samples(quick=1, full=1),
)
