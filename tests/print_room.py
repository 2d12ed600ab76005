"""A shop with a printer and a running spooler, for the tests of printing."""

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from models.drawer import ShiftRow
from models.print_jobs import PrintJobRow
from pos.devices.printer import Patience
from pos.runtime.lanes import Lanes
from pos.services.settings import choose_setting
from pos.spooler.job_rows import StoredJobs
from pos.spooler.spooler import Spooler
from pos.spooler.worker import DeviceState, WorkerSettings
from tests.fakes.escpos_tcp_printer import Paper, TcpPrinter
from tests.fakes.set_clock import SetClock
from tests.fakes.text_press import TextPress
from tests.shop import SHIRT, Shop

WAIT_S = 20

# An answer is waited for as long as a busy machine may need; where a test is about silence it
# shortens the one wait that silence makes long.
PATIENT = Patience(status_ms=5_000, barrier_ms=10_000, kilobyte_ms=0, poll_ms=20)


class RunningClock:
    """Runs on from the moment at which a set clock stands, and follows when that is moved."""

    def __init__(self, start: SetClock) -> None:
        self._start = start
        self._began_ms = self.monotonic_ms()

    def now(self) -> datetime:
        return self._start.now() + timedelta(milliseconds=self.monotonic_ms() - self._began_ms)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


@dataclass
class PrintRoom:
    """Drives the shop and looks at its print jobs."""

    shop: Shop
    printer: TcpPrinter
    lanes: Lanes
    clock: RunningClock
    press: TextPress = field(default_factory=TextPress)
    patience: Patience = PATIENT
    states: list[DeviceState] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _spooler: Spooler | None = None

    def use(self, address: str) -> None:
        with self.shop.store.write() as tx:
            choose_setting(tx, "printer_address", address)

    def sell(self) -> str:
        """Sell a shirt for cash and return the receipt's number."""
        return self.shop.sell(SHIRT).number

    def shift_id(self) -> UUID:
        with self.shop.store.read() as tx:
            return tx.connection.execute(sa.select(ShiftRow.id)).scalar_one()

    def start(self) -> None:
        self.shop.store.listen(self._hear)
        self._spooler = Spooler(
            StoredJobs(self.lanes),
            self.press,
            clock=self.clock,
            settings=WorkerSettings(back_off_ms=20, back_off_max_ms=40, patience=self.patience),
            on_state=self.states.append,
        )
        self._spooler.start()

    def stop(self) -> None:
        if self._spooler is not None:
            self._spooler.stop()

    def jobs(self, kind: str = "receipt") -> list[sa.Row]:
        jobs = sa.select(PrintJobRow.__table__).order_by("created_at", "id")
        with self.shop.store.read() as tx:
            rows = tx.connection.execute(jobs).all()
        return [row for row in rows if row.kind == kind]

    def states_of(self, kind: str = "receipt") -> list[str]:
        return [job.state for job in self.jobs(kind)]

    def wait_until(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, WAIT_S), (self.jobs(), self.printer.papers)

    def wait_for(self, *states: str, kind: str = "receipt") -> None:
        self.wait_until(lambda: self.states_of(kind) == list(states))

    def _hear(self, _: object) -> None:
        if self._spooler is not None:
            self._spooler.wake()
        with self._changed:
            self._changed.notify_all()


@contextmanager
def open_print_room(shop: Shop, clock: SetClock):
    with TcpPrinter() as printer:
        lanes = Lanes(shop.store)
        room = PrintRoom(shop=shop, printer=printer, lanes=lanes, clock=RunningClock(clock))
        room.use(printer.address)
        try:
            yield room
        finally:
            room.stop()
            lanes.close()


def number_on(paper: Paper) -> str:
    return next(line.split()[-1] for line in paper.texts if line.startswith("No."))


def first_line(paper: Paper) -> str:
    return paper.texts[0].strip()
