"""The console script `countertop`: finds the command, runs it, and says in a sentence what failed.

Only the module of the chosen command is imported, so that `countertop price` never waits for the
window's libraries. A new command is a new file in `ui/commands`; there is no list to edit.
"""

import difflib
import os
import pkgutil
import sys
import traceback
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from pos.domain.errors import RefusedError, UnavailableError
from pos.runtime.paths import find_paths
from pos.runtime.rubbish import put_off
from ui import commands
from ui.command import DONE, FAILED, WRONG_USAGE, Command
from ui.text import command_line as words
from ui.text.refusals import sentence

PROGRAM = "countertop"
DEFAULT_COMMAND = "run"
LOG_NAME = "command-line.log"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return the exit status.

    Args:
        argv: Without the program's name; None: those of the process.
    """
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except (RefusedError, UnavailableError) as error:
        complaint = sentence(error)
    except KeyboardInterrupt:
        complaint = words.interrupted()
    except BrokenPipeError:
        _leave_broken_pipe()
        complaint = words.nobody_reads()
    except Exception as error:  # noqa: BLE001 a till never shows a traceback; the log has it
        complaint = words.mistake_of_ours(error, log=_keep(error))
    return _complain(complaint, FAILED)


def command_names() -> tuple[str, ...]:
    """Return the names of all commands, sorted."""
    found = pkgutil.iter_modules(commands.__path__)
    return tuple(sorted(module.name.replace("_", "-") for module in found if not module.ispkg))


def get_command(name: str) -> Command:
    """Import and return a command that exists."""
    with put_off():
        module = import_module(f"{commands.__name__}.{name.replace('-', '_')}")
    command: Command = module.COMMAND
    return command


def _run(arguments: list[str]) -> int:
    if arguments[:1] in (["-h"], ["--help"]):
        return _say(_overview())
    if arguments[:1] == ["--version"]:
        return _say(f"{PROGRAM} {version(PROGRAM)}")
    name, rest = _split(arguments)
    if name not in command_names():
        return _complain(words.no_such_command(name, near=_near(name)), WRONG_USAGE)
    return _run_command(get_command(name), rest)


def _run_command(command: Command, arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog=f"{PROGRAM} {command.name}", description=command.help)
    command.add_arguments(parser)
    try:
        wish = parser.parse_args(arguments)
    except SystemExit as stop:
        return WRONG_USAGE if stop.code else DONE
    status = command.run(wish)
    sys.stdout.flush()
    return status


def _split(arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the command and what follows; options alone belong to the default command."""
    if not arguments or arguments[0].startswith("-"):
        return DEFAULT_COMMAND, arguments
    return arguments[0], arguments[1:]


def _near(name: str) -> str | None:
    found = difflib.get_close_matches(name, command_names(), n=1)
    return found[0] if found else None


def _overview() -> str:
    known = [get_command(name) for name in command_names()]
    return words.overview([(command.name, command.help) for command in known])


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return DONE


def _complain(text: str, status: int) -> int:
    sys.stderr.write(f"{PROGRAM}: {text}\n")
    return status


def _leave_broken_pipe() -> None:
    """Stop quietly when nobody reads any more; what is left must not be written at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _keep(error: Exception) -> Path | None:
    """Write a mistake of ours where a developer finds it; None if even that failed."""
    paths = find_paths()
    log = paths.logs / LOG_NAME
    try:
        paths.make_home()
        log.parent.mkdir(exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return None
    return log


if __name__ == "__main__":
    sys.exit(main())
