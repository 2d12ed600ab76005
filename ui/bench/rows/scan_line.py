"""scan.line: from the scanner's Enter to the painted line."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.sales import random_codes
from ui.bench.shops import SEED
from ui.bench.stopwatch import thread_ms
from ui.bench.window import BenchWindow, PaintWatch, open_window

FRAME_MS = 16
LINES_OF_CART = 20


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    codes = random_codes(SEED, "scan", variants=kit.sizes.variants)
    with (
        kit.store() as store,
        open_window(store, clock=kit.clock, ids=kit.ids) as window,
    ):
        till = _Scanning(window, codes)
        till.scan()
        yield Trial(value=lambda: [till.scan() for _ in range(kit.samples)], limit=FRAME_MS)


class _Scanning:
    """Scans one article after the other; after twenty the next customer comes."""

    def __init__(self, window: BenchWindow, codes: Iterator[str]) -> None:
        self._window = window
        self._codes = codes
        self._lines = 0
        self._cart = PaintWatch(window.canvas("cart"))

    def scan(self) -> float:
        """Type a code as a scanner does; return the milliseconds from Enter to the painted line."""
        if self._lines == LINES_OF_CART:
            self._window.click("clear")
            self._lines = 0
        self._lines += 1
        self._settle()
        for digit in next(self._codes):
            self._window.press(digit)
            self._window.do_what_waits()
        return thread_ms(self._enter)

    def _enter(self) -> None:
        paints, total = self._cart.paints, self._window.total
        self._window.press("\r")
        self._window.wait(lambda: self._cart.paints > paints and self._window.total != total)

    def _settle(self) -> None:
        """Let the till keep the cart of the last scan, as it does while a hand takes the next."""
        lanes = self._window.till.lanes
        lanes.do(lambda _tx: None).result()
        self._window.do_what_waits()


ROW = Row(
    name="scan.line",
    value="the scanner's Enter to the painted line, thread CPU",
    limit="one frame",
    unit="ms",
    goal=Goal(judged=Judged.VALUE, must=12, stretch=8),
    open=_open,
    samples=Samples(quick=3, full=60),
    people_wait=True,
)
