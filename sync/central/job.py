"""What a job declares: one kind of work that central does by itself from time to time.

A job is a file in `sync/central/jobs` with a constant JOB; its name is the file's. There is no list
to edit.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import LiteralString

import psycopg

from sync.central import jobs

HOUR = 60
DAY = 24 * HOUR

Work = Callable[[psycopg.Connection], int]
"""Does it within the caller's transaction and returns how many things were dealt with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One kind of work.

    Attributes:
        work: See `Work`. It may take minutes, but is cut off before its lease is over.
        every_minutes: Once in each such span of UTC time, counted from midnight; a whole part of a
            day.
    """

    work: Work
    every_minutes: int


def counting(statement: LiteralString) -> Work:
    """Return work that is one statement whose first value is the count."""

    def work(connection: psycopg.Connection) -> int:
        row = connection.execute(statement.encode()).fetchone()
        assert row, "a count is a row"
        return int(row[0])

    return work


@cache
def discover() -> dict[str, Job]:
    """Return all jobs by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(jobs.__path__))
    return {name: import_module(f"{jobs.__name__}.{name}").JOB for name in names}
