"""`countertop bench`: measures the product against raw limits of the same machine and moment."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ui.command import DONE, WRONG_USAGE, Command
from ui.text import bench as words

CACHE = Path("build/bench")


def add_arguments(parser: ArgumentParser) -> None:
    """Take which rows, how large, and where the figures go."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="a row, or the first word of several; default: all"
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small sizes: does every row run?")
    size.add_argument("--large", action="store_true", help="a million variants, a million orders")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--cache", type=Path, default=CACHE, metavar="DIR", help="generated shops are kept here"
    )


def run(wish: Namespace) -> int:
    """Print a table, and write the figures as JSON where that is wished."""
    # A window of a benchmark is drawn into memory, unless somebody asks for a screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Loaded here: rows load the window and everything else that they measure.
    from ui.bench.harness import find_rows
    from ui.bench.kit import FULL, LARGE, QUICK
    from ui.bench.report import table
    from ui.bench.session import Session

    rows = {row.name: row for row in find_rows()}
    wanted: list[str] = []
    for name in wish.names:
        named = [row for row in rows if row == name or row.startswith(f"{name}.")]
        if not named:
            sys.stderr.write(words.no_such_row(name, tuple(rows)))
            return WRONG_USAGE
        wanted += named
    sizes = QUICK if wish.quick else LARGE if wish.large else FULL
    session = Session(sizes=sizes, cache=wish.cache.absolute(), tell=_tell)
    figures = session.run([rows[name] for name in wanted or rows])
    sys.stdout.write(table(figures))
    if wish.json is not None:
        wish.json.parent.mkdir(parents=True, exist_ok=True)
        wish.json.write_text(f"{json.dumps(session.document(figures), indent=2)}\n")
    return DONE


def _tell(name: str) -> None:
    sys.stderr.write(f"{words.measuring(name)}\n")


COMMAND = Command(
    name="bench",
    help="Measure the till against raw limits of this machine.",
    add_arguments=add_arguments,
    run=run,
)
