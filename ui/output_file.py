"""Writes the file that a command was asked for, whole or not at all."""

import sys
from contextlib import suppress
from pathlib import Path

from pos.domain.errors import UnavailableError

STANDARD_OUTPUT = "-"
PART_SUFFIX = ".part"


class OutputUnwritableError(UnavailableError):
    """The file `path` cannot be written, because of `reason`."""


def write_output(name: str, content: bytes) -> None:
    """Write a file; "-" means standard output.

    Raises:
        OutputUnwritableError: It cannot be written there.
    """
    if name == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        return
    path = Path(name)
    try:
        _write(path, content)
    except OSError as error:
        raise OutputUnwritableError(path=path, reason=error.strerror or str(error)) from error


def _write(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # A device; or a folder, which refuses.
        return
    part = path.with_name(path.name + PART_SUFFIX)
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
