"""Words of the console script."""

from collections.abc import Sequence
from pathlib import Path


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
