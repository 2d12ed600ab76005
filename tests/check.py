"""The one developer command: `python -m tests.check [fast|all|fix|docs]`.

fast  formatter, linter and the unit tests: seconds, before a commit
all   what `make check` does: formatter, linter, types, import contracts, documents
fix   format, repair what the linter can, write generated documents anew
docs  generated blocks up to date, links, files and commands that exist
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests import docs

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


class Step(NamedTuple):
    """One thing to look at: its name and what tells whether it holds."""

    name: str
    holds: Callable[[], bool]


def main() -> int:
    """Run the wished steps, all of them even after a failure; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.check", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("wish", nargs="?", choices=STEPS, default="all")
    failed = [step.name for step in STEPS[parser.parse_args().wish] if not _run(step)]
    _say(f"check: {', '.join(failed)} failed" if failed else "check: all well")
    return 1 if failed else 0


def _run(step: Step) -> bool:
    started = time.monotonic()
    _say(f"-- {step.name}")
    holds = step.holds()
    seconds = time.monotonic() - started
    _say(f"   {'ok' if holds else 'FAILED'}, {seconds:.1f} s")
    return holds


def _command(*words: str) -> Callable[[], bool]:
    def holds() -> bool:
        return subprocess.run([BIN / words[0], *words[1:]], cwd=ROOT, check=False).returncode == 0

    return holds


def _documents_are_up_to_date() -> bool:
    complaints = [
        *(f"{path.relative_to(ROOT)} is stale, run: make fix" for path in docs.stale_documents()),
        *(f"{link} does not exist" for link in docs.broken_links()),
        *(f"{name} does not exist" for name in (*docs.missing_files(), *docs.missing_commands())),
    ]
    for complaint in complaints:
        _say(f"   {complaint}")
    return not complaints


def _write_documents() -> bool:
    for path in docs.rewrite_documents():
        _say(f"   wrote {path.relative_to(ROOT)}")
    return True


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


FORMAT = Step("format", _command("ruff", "format", "--check", "--quiet"))
LINT = Step("lint", _command("ruff", "check", "--quiet"))
TYPES = Step("types", _command("mypy"))
SET_UP_TYPES = Step("types of the set-up", _command("mypy", ".ci/setup.py", ".ci/machine.py"))
CHECK_TYPES = Step("types of this command", _command("mypy", "--module", "tests.check"))
IMPORTS = Step("import contracts", _command("lint-imports", "--no-cache", "--no-logo"))
DOCUMENTS = Step("documents", _documents_are_up_to_date)
UNIT_TESTS = Step(
    "unit tests",
    _command(
        "pytest",
        "-q",
        "--numprocesses",
        "logical",
        "--maxprocesses",
        "4",
        "-m",
        "not slow",
        "tests/unit",
    ),
)

STEPS = {
    "fast": (FORMAT, LINT, UNIT_TESTS),
    "all": (FORMAT, LINT, TYPES, SET_UP_TYPES, CHECK_TYPES, IMPORTS, DOCUMENTS),
    "fix": (
        Step("repair", _command("ruff", "check", "--fix", "--quiet")),
        Step("format", _command("ruff", "format", "--quiet")),
        Step("documents", _write_documents),
    ),
    "docs": (DOCUMENTS,),
}

if __name__ == "__main__":
    sys.exit(main())
