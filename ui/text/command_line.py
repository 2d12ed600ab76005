"""Words of the console script."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.domain.journal import FaultKind, JournalCheck, JournalFault

if TYPE_CHECKING:
    from pos.demo_shop.people import StaffMember


def overview(commands: Sequence[tuple[str, str]]) -> str:
    width = max((len(name) for name, _ in commands), default=0)
    lines = "\n".join(f"  {name.ljust(width)}  {about}" for name, about in commands)
    return (
        "usage: countertop [COMMAND] [OPTIONS]\n\n"
        "A till that keeps selling without a network. Without a command it opens the till.\n\n"
        f"{lines}\n\n"
        "countertop COMMAND --help tells what a command takes."
    )


def no_such_command(name: str, *, near: str | None) -> str:
    hint = f"Did you mean {near}?" if near else "countertop --help lists all commands."
    return f"There is no command {name!r}. {hint}"


def interrupted() -> str:
    return "Stopped before it was done."


def nobody_reads() -> str:
    return "Nobody reads the answer any more."


def mistake_of_ours(error: Exception, *, log: Path | None) -> str:
    where = f"The details are in {log}." if log else "The details could not be written down."
    return f"Something went wrong inside Countertop ({type(error).__name__}). {where}"


def made_shop(made: Mapping[str, Any]) -> str:
    people = "".join(
        f"  {each['employee_no']:>6}  {each['name']:<24} PIN {each['pin']}\n"
        for each in made["staff"]
    )
    return (
        f"{made['store']} is ready in {made['database']}.\n"
        f"Sign in as\n{people}"
        "Open the till with: countertop\n"
    )


def making_demo() -> str:
    return "Making the demo shop with a month of sales; this takes half a minute, once.\n"


def demo_is_ready(staff: Iterable["StaffMember"]) -> str:
    people = "".join(f"  {each.name:<24} PIN {each.pin}\n" for each in staff)
    return f"The demo shop is open. Sign in as\n{people}"


def demo_done(checks: Sequence[tuple[str, bool, str]], out: Path) -> str:
    marks = "".join(
        f"  {'ok' if held else 'NOT OK':<6}  {name} ({detail})\n" for name, held, detail in checks
    )
    is_right = all(held for _, held, _ in checks)
    verdict = "Everything held." if is_right else "Not everything held."
    return f"{marks}{verdict} Receipts, labels and pictures are in {out}.\n"


def journal_checked(check: JournalCheck) -> str:
    return f"{check.entries} entries are right; the head is {check.head_seq} {check.head_hash}\n"


_FAULTS = {
    FaultKind.GAP: "an entry is missing before it",
    FaultKind.ORDER: "it stands in the wrong place",
    FaultKind.REGISTER: "it belongs to another register",
    FaultKind.LINK: "it does not follow the entry before it",
    FaultKind.HASH: "it was changed after it was written",
    FaultKind.ANCHOR: "it is not the entry that was confirmed outside of this till",
    FaultKind.TAIL: "entries that were confirmed outside of this till are gone",
}


def journal_broken(fault: JournalFault) -> str:
    return (
        f"countertop: entry {fault.seq} of the journal is bad: {_FAULTS[fault.kind]}. "
        "Keep this file as it is and restore the newest backup beside it.\n"
    )
