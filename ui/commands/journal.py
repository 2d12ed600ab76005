"""`countertop journal verify`: checks that nobody touched the receipt journal."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pos.domain.journal import JournalCheck
from pos.journal_file import check_journal
from pos.runtime.paths import find_paths
from ui.command import DONE, FAILED, Command
from ui.text import command_line as words


def add_arguments(parser: ArgumentParser) -> None:
    """Take what to do with the journal, and of which database."""
    parser.add_argument("action", choices=("verify",), help="check the chain of entries")
    parser.add_argument("--db", type=Path, metavar="FILE", help="default: this installation's")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(wish: Namespace) -> int:
    """Print the entries and the head; name the first bad entry on standard error.

    Raises:
        UnavailableError: The file cannot be read.
    """
    path = wish.db or find_paths().database
    check = check_journal(path.absolute())
    if wish.json:
        json.dump(_document(check), sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(words.journal_checked(check))
    if check.fault is None:
        return DONE
    sys.stderr.write(words.journal_broken(check.fault))
    return FAILED


def _document(check: JournalCheck) -> dict[str, object]:
    fault = check.fault
    return {
        "ok": fault is None,
        "entries": check.entries,
        "head": {"seq": check.head_seq, "hash": check.head_hash},
        "fault": None if fault is None else {"seq": fault.seq, "kind": str(fault.kind)},
    }


COMMAND = Command(
    name="journal",
    help="Check the receipt journal for entries that were changed, cut or put in.",
    add_arguments=add_arguments,
    run=run,
)
