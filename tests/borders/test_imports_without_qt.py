"""The shop's work, the rows, sync and the command line start on a machine that has no Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys

sys.modules["PySide6"] = sys.modules["shiboken6"] = None  # an import of these now fails
RUN_BY_ALEMBIC = "env"

def import_all(name):
    module = importlib.import_module(name)
    print(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
        if found.name not in {RUN_BY_ALEMBIC, "__main__"}:
            import_all(f"{name}.{found.name}")

for wished in sys.argv[1:]:
    import_all(wished)
"""


def _import_without_qt(*names: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", IMPORT_EVERYTHING, *names]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", ["pos", "models", "sync", "resources"])
def test_every_module_is_imported_without_qt(package: str) -> None:
    ended = _import_without_qt(package)

    assert ended.returncode == 0, ended.stderr
    assert len(ended.stdout.splitlines()) >= len(list((ROOT / package).glob("*.py")))


def test_every_command_is_found_without_qt() -> None:
    ended = _import_without_qt("ui.command_line", "ui.commands", "ui.text")

    assert ended.returncode == 0, ended.stderr
    assert "ui.command_line" in ended.stdout.splitlines()


def test_a_window_is_not_imported_without_qt() -> None:
    ended = _import_without_qt("ui.widgets")

    assert ended.returncode == 1
    assert "PySide6" in ended.stderr
