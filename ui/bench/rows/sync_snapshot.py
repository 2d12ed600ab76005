"""sync.snapshot: a new register of a business with 200,000 products, from enrolment to the end."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.business import found_business
from ui.bench.joining import Joining
from ui.bench.kit import QUICK, Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial

PRODUCTS = 200_000


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    products = kit.sizes.variants if kit.sizes is QUICK else PRODUCTS
    with found_business(kit, variants=products) as business:
        joining = Joining(business)
        yield Trial(value=joining.load, limit=joining.copy)


ROW = Row(
    name="sync.snapshot",
    value="rows of 200,000 products into the database of a new register, per second",
    limit="raw COPY, and ready rows into the same tables by executemany, 5,000 to a commit",
    unit="/s",
    goal=Goal(judged=Judged.RATIO, must=0.75, stretch=0.85, at_least=True),
    open=_open,
    samples=Samples(quick=1, full=1),
)
