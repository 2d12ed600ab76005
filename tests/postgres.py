"""A PostgreSQL server for one run of the tests, and databases on it that cost next to nothing."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from sync.embedded import EmbeddedCentral, programs_of_wheel

PROGRAMS = "COUNTERTOP_TEST_POSTGRES"
"""Environment: a folder with another server's programs, such as /usr/lib/postgresql/15/bin."""

RANDOM_LINE = re.compile(r"^\\(un)?restrict .*$", re.MULTILINE)
"""pg_dump closes psql's back door with a word that is another each time."""

# A test's database does not outlive the test: nothing has to reach the disk or to be tidied up.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "256MB",
}


@contextmanager
def folder_for_a_server() -> Iterator[Path]:
    """Lend a folder that a server's own user can reach.

    In pytest's it can only for a while: each other run of pytest that starts shuts the folder of
    them all for everybody but its owner.
    """
    with tempfile.TemporaryDirectory(prefix="countertop-server-") as folder:
        yield Path(folder)


class PostgresServer:
    """A server with a data folder of its own, reached through a socket.

    Attributes:
        admin_url: Database of the superuser, for making others.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        programs = os.environ.get(PROGRAMS)
        self._server = EmbeddedCentral(data=folder, programs=Path(programs) if programs else None)
        self._numbers = count(1)
        self.admin_url = self._server.start()
        for setting, value in SETTINGS.items():
            change = sql.SQL("ALTER SYSTEM SET {} = {}")
            self._run(change.format(sql.Identifier(setting), sql.Literal(value)))
        self._run(sql.SQL("SELECT pg_reload_conf()"))

    @classmethod
    def start(cls) -> Self:
        """Start one. Its folder is not pytest's: the server runs as another user."""
        return cls(Path(tempfile.mkdtemp(prefix="countertop-pg-")))

    def stop(self) -> None:
        """Stop it and remove its data."""
        self._server.stop()
        shutil.rmtree(self._folder)

    def new_database(self, *, template: str = "template1") -> str:
        """Make a database, empty or like one that nobody is connected to; return its URL."""
        name = f"shop_{next(self._numbers)}"
        # As files: a thousand small ones are copied in half the time of going through the log.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return urlunsplit(urlsplit(self.admin_url)._replace(path=f"/{name}"))

    def drop_database(self, url: str) -> None:
        """Drop a database, whoever is still connected to it."""
        statement = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        self._run(statement.format(sql.Identifier(database_name(url))))

    def dump_schema(self, url: str) -> str:
        """Return what pg_dump writes down of a database without its rows."""
        program = (self._server.programs or programs_of_wheel()) / "pg_dump"
        words = (program, "--schema-only", "--dbname", url)
        done = subprocess.run(words, check=True, capture_output=True, text=True)
        return RANDOM_LINE.sub("", done.stdout)

    def _run(self, statement: sql.Composable) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement)


def database_name(url: str) -> str:
    """Return the name of the database that a URL leads to."""
    return urlsplit(url).path.removeprefix("/")
