"""report.day: the figures of one day among many."""

from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

from pos.domain.day_report import DayReportKind
from pos.queries.day_report import read_day_report
from pos.uow import ReadTx
from ui.bench.kit import Kit
from ui.bench.rehearsal import driver_of
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.stopwatch import wall_ms


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    with kit.store(orders=kit.sizes.orders) as store:
        reader = store.kept_reader()
        shift_id, now = _first_shift(reader), kit.clock.now()

        def report() -> None:
            read_day_report(reader, shift_id, kind=DayReportKind.Z, printed_at=now)

        statements: list[str] = []
        driver = driver_of(reader)
        driver.set_trace_callback(statements.append)
        report()
        driver.set_trace_callback(None)

        def bare() -> None:
            for statement in statements:
                driver.execute(statement).fetchall()

        yield Trial(
            value=lambda: [wall_ms(report) for _ in range(kit.samples)],
            limit=lambda: [wall_ms(bare) for _ in range(kit.samples)],
        )
        reader.connection.close()


def _first_shift(reader: ReadTx) -> UUID:
    first = "SELECT id FROM shifts ORDER BY number LIMIT 1"
    return UUID(bytes=driver_of(reader).execute(first).fetchone()[0])


ROW = Row(
    name="report.day",
    value="the Z report of one day among all past orders",
    limit="its own statements in sqlite3",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=50, stretch=20),
    open=_open,
    samples=Samples(quick=1, full=10),
    people_wait=True,
)
