"""scan.line: from the scanner's Enter to the painted line."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial

from pos.runtime.clock import Clock
from ui.bench.kit import Kit
from ui.bench.row import Goal, Judged, Row, Samples, Trial
from ui.bench.sales import random_codes
from ui.bench.shops import SEED
from ui.bench.stopwatch import thread_ms
from ui.bench.window import BenchWindow, PaintWatch, open_window

FRAME_MS = 16
LINES_OF_CART = 20
KEY_MS = 3
"""How fast a scanner types."""


@contextmanager
def _open(kit: Kit) -> Generator[Trial]:
    codes = random_codes(SEED, "scan", variants=kit.sizes.variants)
    with (
        kit.store() as store,
        open_window(store, clock=kit.clock, ids=kit.ids) as window,
    ):
        till = _Scanning(window, codes, clock=kit.clock)
        till.scan()
        yield Trial(value=lambda: [till.scan() for _ in range(kit.samples)], limit=FRAME_MS)


class _Scanning:
    """Scans one article after the other; after twenty the next customer comes."""

    def __init__(self, window: BenchWindow, codes: Iterator[str], *, clock: Clock) -> None:
        self._window = window
        self._clock = clock
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
        code, at_ms = next(self._codes), self._clock.monotonic_ms()
        for place, digit in enumerate(code):
            self._window.press(digit, at_ms=at_ms + place * KEY_MS)
            self._window.do_what_waits()
        return thread_ms(partial(self._enter, at_ms + len(code) * KEY_MS))

    def _enter(self, at_ms: int) -> None:
        paints, total = self._cart.paints, self._window.total
        self._window.press("\r", at_ms=at_ms)
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
