"""Programs of their own, whose whole cost from the start of the process is measured."""

import os
import subprocess
import sys
from pathlib import Path

from pos.runtime.paths import Paths

PATIENCE_S = 60
HOME_VARIABLE = "COUNTERTOP_HOME"
LAUNCH = "ui.bench.programs.launch"


class ChildFailedError(Exception):
    """The program ended badly; the message is what it wrote."""


def till_cpu_ms_of(module: str, home: Paths) -> float:
    """Return what `cpu_ms_of` does, of a program that is loaded as `countertop run` loads a till.

    Raises:
        ChildFailedError: It did not come that far.
    """
    return cpu_ms_of(LAUNCH, home, module)


def cpu_ms_of(module: str, home: Paths, *arguments: str) -> float:
    """Run a module that prints the CPU milliseconds that it took, on a register's data folder.

    Raises:
        ChildFailedError: It did not come that far.
    """
    return float(_output_of(module, home, *arguments, patience_s=PATIENCE_S))


def held_mb_of(module: str, home: Paths, *arguments: str, patience_s: int) -> tuple[int, int]:
    """Run a program as `countertop run` does, which prints the MB that it held before and after.

    Raises:
        ChildFailedError: It did not come that far.
    """
    told = _output_of(LAUNCH, home, module, *arguments, patience_s=patience_s)
    before, after = told.split()
    return int(before), int(after)


def _output_of(module: str, home: Paths, *arguments: str, patience_s: int) -> str:
    ended = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        cwd=Path.cwd(),
        env={**os.environ, HOME_VARIABLE: str(home.home)},
        capture_output=True,
        text=True,
        timeout=patience_s,
        check=False,
    )
    if ended.returncode != 0:
        raise ChildFailedError(ended.stderr)
    return ended.stdout
