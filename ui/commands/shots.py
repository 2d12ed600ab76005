"""`countertop shots`: pictures of every screen, for whoever changes how the till looks."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pos.runtime.clock import SystemClock
from ui.command import DONE, Command


def add_arguments(parser: ArgumentParser) -> None:
    """Take where the pictures go."""
    parser.add_argument("--out", type=Path, default=Path("build/shots"), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Draw every screen without a display and save it.

    Raises:
        UnavailableError: The disk or the window is in trouble.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Loaded here: the other commands need no window.
    from ui.demo.shots import take_shots

    out = wish.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    names = take_shots(out, clock=SystemClock(), say=_say)
    if wish.json:
        json.dump({"out": str(out), "pictures": names}, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(f"{len(names)} pictures in {out}\n")
    return DONE


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


COMMAND = Command(
    name="shots",
    help="Save a picture of every screen, light and dark.",
    add_arguments=add_arguments,
    run=run,
)
