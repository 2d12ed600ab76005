"""A till that sells all day, one customer after the other, as `countertop run` starts it.

Usage: python -m ui.bench.programs.launch ui.bench.programs.long_day VARIANTS SALES

Prints how much memory it holds when it can be scanned at, and after the last sale.
"""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from resource import getpagesize

from pos.runtime.clock import Clock, SystemClock
from pos.runtime.rubbish import collect_what_is_due
from ui.bench.programs.sign_in import start_till
from ui.bench.sales import LINES, random_codes
from ui.bench.shops import SEED
from ui.bench.window import BenchWindow, is_ready_to_sell, sign_in

KEY_MS = 3
"""How fast a scanner types."""

BYTES_PER_MB = 1_000_000


def main() -> None:
    """Sell, and print the memory before and after in MB."""
    variants, sales = (int(words) for words in sys.argv[-2:])
    codes = random_codes(SEED, "long day", variants=variants)
    clock = SystemClock()
    with start_till() as (store, window):
        sign_in(window.till, store)
        window.wait(lambda: is_ready_to_sell(window))
        before = held_mb()
        for _ in range(sales):
            sell(window, codes, clock)
            collect_what_is_due()  # as a timer of the till does
        sys.stdout.write(f"{before} {held_mb()}\n")


def sell(window: BenchWindow, codes: Iterator[str], clock: Clock) -> None:
    """Scan some articles, take the exact cash, and turn to the next customer."""
    for code in islice(codes, LINES):
        scan(window, code, at_ms=clock.monotonic_ms())
    window.click("exact-cash")
    window.wait(lambda: window.shows("new-sale"))
    window.click("new-sale")
    window.wait(lambda: not window.shows("new-sale"))


def scan(window: BenchWindow, code: str, *, at_ms: int) -> None:
    """Type a code as a scanner does, and wait for its line."""
    total = window.total
    for place, key in enumerate(f"{code}\r"):
        window.press(key, at_ms=at_ms + place * KEY_MS)
        window.do_what_waits()
    window.wait(lambda: window.total != total)


def held_mb() -> int:
    """Return the memory that this process holds (Linux only)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * getpagesize() // BYTES_PER_MB


if __name__ == "__main__":
    main()
