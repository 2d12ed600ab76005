"""Copy a SQLite database that may be in use: whole, checked and on the disk, or not at all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

PRIVATE_FILE = 0o600


def copy_database(source: Path, target: Path) -> None:
    """Copy with SQLite's own backup; a copy by the file system would miss what is in the log.

    The target appears under its name only when it is complete. An older one is replaced.

    Raises:
        sqlite3.DatabaseError: The copy does not pass SQLite's checks; the target is as it was.
    """
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=PRIVATE_FILE)
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(unfinished)) as copy,
    ):
        original.backup(copy)
        # A database in WAL mode would leave the copy in need of a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
        (finding,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if finding != "ok":
        raise sqlite3.DatabaseError(finding)
    _to_disk(unfinished)
    unfinished.replace(target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
