"""labels.distinct: price labels of which each is another."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.kit import Kit
from ui.bench.labels import label_trial
from ui.bench.row import Goal, Judged, Row, Samples, Trial


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    yield label_trial(distinct=kit.samples, copies=1)


ROW = Row(
    name="labels.distinct",
    value="different price labels with barcodes as a PDF, per second of thread CPU",
    limit="names and prices alone",
    unit="/s",
    goal=Goal(judged=Judged.VALUE, must=500, stretch=1_400, at_least=True),
    open=_open,
    samples=Samples(quick=30, full=1_500),
)
