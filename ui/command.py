"""What a command of the console script declares about itself."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

DONE = 0
"""Exit status: it was done."""

FAILED = 1
"""Exit status: refused, or a check failed; a sentence on standard error says why."""

WRONG_USAGE = 2
"""Exit status: the words of the command line mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of `countertop`, declared as `COMMAND` by a module of `ui/commands`.

    Attributes:
        name: As typed; the module has the same name with underscores for dashes.
        help: One sentence: what it does.
        add_arguments: Tells the parser what may follow the name.
        run: Does it and returns the exit status. It may raise `RefusedError` and
            `UnavailableError`, whose sentences are then printed.
    """

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
