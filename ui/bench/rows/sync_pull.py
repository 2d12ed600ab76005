"""sync.pull: the whole catalogue of a central into the database of a till that just joined."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.business import found_business
from ui.bench.joining import Joining
from ui.bench.kit import QUICK, Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial

SHARE = 10
"""A tenth of the wished variants: a till loads some rows for each, and does so in every round."""


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    variants = kit.sizes.variants if kit.sizes is QUICK else kit.sizes.variants // SHARE
    with found_business(kit, variants=variants) as business:
        joining = Joining(business)
        yield Trial(value=joining.load, limit=joining.copy)


ROW = Row(
    name="sync.pull",
    value="rows of the catalogue into the database of a till that joins, per second",
    limit="the same rows by COPY and executemany into bare tables, as many to a commit",
    unit="/s",
    goal=Goal(judged=Judged.RATIO, must=0.75, stretch=0.85, at_least=True),
    open=_open,
    samples=Samples(quick=1, full=1),
)
