"""A PostgreSQL of the simulation's own, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from sync.embedded import EmbeddedCentral
from sync.simulation.postgres import Server

QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""What is simulated does not outlive the run: nothing has to reach the disk."""


@contextmanager
def own_cluster() -> Iterator[str]:
    """Start a server in a new folder; yield its URL, and remove both in the end.

    Raises:
        EmbeddedCentralError: It does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="countertop-simulation-"))
    embedded = EmbeddedCentral(data=folder)
    try:
        url = embedded.start()
        with psycopg.connect(url, autocommit=True) as connection:
            for setting, value in QUICK.items():
                change = sql.SQL("ALTER SYSTEM SET {} = {}")
                connection.execute(change.format(sql.Identifier(setting), sql.Literal(value)))
            connection.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        embedded.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_server() -> Iterator[Server]:
    """Start a server for runs; yield it, and remove it in the end."""
    with own_cluster() as url, Server(url) as server:
        yield server
