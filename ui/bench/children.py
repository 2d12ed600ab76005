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
    ended = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        cwd=Path.cwd(),
        env={**os.environ, HOME_VARIABLE: str(home.home)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    if ended.returncode != 0:
        raise ChildFailedError(ended.stderr)
    return float(ended.stdout)
