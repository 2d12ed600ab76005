"""How a measured program says what it cost until now."""

import sys

from ui.bench.stopwatch import process_ms


def tell_cost() -> None:
    """Print the CPU milliseconds of this process since it began."""
    sys.stdout.write(f"{process_ms()}\n")
