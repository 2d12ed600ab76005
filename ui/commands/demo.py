"""`countertop demo`: performs the main job end to end, on real parts, and checks the outcome."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pos.runtime.clock import SystemClock
from ui.command import DONE, FAILED, Command
from ui.text import command_line as words

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def add_arguments(parser: ArgumentParser) -> None:
    """Take where receipts, labels and pictures go."""
    parser.add_argument("--out", type=Path, default=Path("build/demo"), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Perform the day; the exit status says whether every check held.

    Raises:
        UnavailableError: Central, the disk or the window is in trouble.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in DISPLAYS):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Loaded here: the other commands need no window.
    from ui.demo.story import perform

    out = wish.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    outcome = perform(out, clock=SystemClock(), say=_say)
    if wish.json:
        document = {
            "ok": outcome.ok,
            "out": str(out),
            "checks": [
                {"name": each.name, "ok": each.ok, "detail": each.detail} for each in outcome.checks
            ],
            "files": outcome.files,
        }
        json.dump(document, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(
            words.demo_done([(each.name, each.ok, each.detail) for each in outcome.checks], out)
        )
    return DONE if outcome.ok else FAILED


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


COMMAND = Command(
    name="demo",
    help="Perform a day on two registers and a central, and check the outcome.",
    add_arguments=add_arguments,
    run=run,
)
