"""start.signin: from the start of the process to the painted sign-in."""

from collections.abc import Generator
from contextlib import contextmanager

from ui.bench.children import cpu_ms_of, till_cpu_ms_of
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Trial

TILL = "ui.bench.programs.sign_in"
LIMIT = "ui.bench.programs.bare_window"


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with kit.home() as home:
        if kit.sizes.rounds > 1:
            till_cpu_ms_of(TILL, home)  # what is read for the first time comes from a slow disk
        yield Trial(
            value=lambda: [till_cpu_ms_of(TILL, home)], limit=lambda: [cpu_ms_of(LIMIT, home)]
        )


ROW = Row(
    name="start.signin",
    value="start of the process to the painted sign-in, CPU of all threads",
    limit="an empty window of Qt",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=1_500, stretch=700),
    open=_open,
)
