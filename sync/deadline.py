"""A limit for how long the other end may be silent, which libpq itself does not have.

A line that swallows everything, behind a router or a proxy that still answers for it, looks alive
to the operating system: only somebody who waits for an answer can tell.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg


@contextmanager
def answer_within(connection: psycopg.Connection, limit_ms: int) -> Iterator[None]:
    """Break a connection whose answer does not come in time; waiting for it then fails.

    Raises:
        psycopg.OperationalError: From the statement in the block, when time was up.
    """
    watch = threading.Timer(limit_ms / 1_000, break_off, (connection,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def break_off(connection: psycopg.Connection) -> None:
    """Shut a connection under whoever waits on it; may be called from any thread."""
    try:
        line = socket.socket(fileno=os.dup(connection.fileno()))
    except (psycopg.Error, OSError):
        return  # it is closed already
    with line:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # the other end was faster
