"""labels.repeat: one price label for a whole delivery."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.kit import Kit
from ui.bench.labels import label_trial
from ui.bench.row import Goal, Judged, Row, Samples, Trial


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    yield label_trial(distinct=1, copies=kit.samples)


ROW = Row(
    name="labels.repeat",
    value="equal price labels with barcodes as a PDF, per second of thread CPU",
    limit="names and prices alone",
    unit="/s",
    goal=Goal(judged=Judged.VALUE, must=5_000, stretch=8_000, at_least=True),
    open=_open,
    samples=Samples(quick=30, full=5_000),
)
