"""What the figures were measured on: processors, versions, commit."""

import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("sqlalchemy", "psycopg", "PySide6-Essentials", "reportlab", "python-escpos")


def machine() -> dict[str, object]:
    """Return how many processors there are, and of which kind."""
    return {
        "cores": os.cpu_count(),
        "system": platform.system(),
        "architecture": platform.machine(),
    }


def versions() -> dict[str, str]:
    """Return the versions of what the product stands on."""
    packages = {name: version(name) for name in ("countertop", *_PACKAGES)}
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **packages,
    }


def commit() -> str | None:
    """Return the commit of this checkout, with a plus sign when files were changed since."""
    head = _git("rev-parse", "HEAD")
    if head is None:
        return None
    return f"{head}+" if _git("status", "--porcelain", "--untracked-files=no") else head


def _git(*words: str) -> str | None:
    program = shutil.which("git")
    if program is None:
        return None
    here = Path(__file__).parent
    ended = subprocess.run(  # noqa: S603 - fixed words
        [program, *words], cwd=here, capture_output=True, text=True, check=False
    )
    return ended.stdout.strip() if ended.returncode == 0 else None
