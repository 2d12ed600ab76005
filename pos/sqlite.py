"""How the register's SQLite file is opened, and what its troubles mean.

The PRAGMAs are those of trust.md 1.1; the writer reads the two that matter back, because SQLite
falls back silently where it cannot do what was asked.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool, StaticPool

from pos.domain.errors import UnavailableError

BUSY_TIMEOUT_MS = 5000
WAL_AUTOCHECKPOINT_PAGES = 1000
READERS_MAX = 8
PRIVATE_FILE = 0o600

_WRITER_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    f"wal_autocheckpoint={WAL_AUTOCHECKPOINT_PAGES}",
)
_READER_PRAGMAS = ("query_only=ON",)
_PRAGMAS = (
    "foreign_keys=ON",
    "cell_size_check=ON",
    "trusted_schema=OFF",
    "recursive_triggers=ON",  # else INSERT OR REPLACE slips past the guards of posted rows
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "mmap_size=0",
)
_SYNCHRONOUS_EXTRA = 3
_SAVEPOINT_GONE = "no such savepoint"


class DatabaseMissingError(UnavailableError):
    """There is no database at `path` yet."""


class DatabaseReadOnlyError(UnavailableError):
    """The database at `path`, or the folder it lies in, cannot be written."""


class DatabaseUnsafeError(UnavailableError):
    """The file at `path` cannot be opened durably: `setting` came back as `found`."""


class DiskFullError(UnavailableError):
    """There is no room left; the transaction was rolled back."""


class DatabaseBusyError(UnavailableError):
    """Another program holds the database."""


class DatabaseDamagedError(UnavailableError):
    """The file is not a database or reads as damaged; nothing was deleted."""


class StorageFailedError(UnavailableError):
    """The disk answered with an error: whether the transaction was kept is unknown, look it up."""


_MEANINGS: dict[int, type[UnavailableError]] = {
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_READONLY: DatabaseReadOnlyError,
    sqlite3.SQLITE_CANTOPEN: DatabaseReadOnlyError,
    sqlite3.SQLITE_PERM: DatabaseReadOnlyError,
    sqlite3.SQLITE_BUSY: DatabaseBusyError,
    sqlite3.SQLITE_LOCKED: DatabaseBusyError,
    sqlite3.SQLITE_CORRUPT: DatabaseDamagedError,
    sqlite3.SQLITE_NOTADB: DatabaseDamagedError,
    sqlite3.SQLITE_IOERR: StorageFailedError,
}


def open_writer(path: Path) -> sa.Engine:
    """Open the one connection that writes and checkpoints, creating the file when it is missing.

    Raises:
        DatabaseReadOnlyError: The folder or the file cannot be written.
        DatabaseUnsafeError: The file system does not allow durable commits (rule D-02).
    """
    with _translated(path):
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
        connection = _connect(f"{path.as_uri()}?mode=rw", (*_WRITER_PRAGMAS, *_PRAGMAS))
        _check_durable(connection, path)
    engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    sa.event.listen(engine, "begin", _begin_immediate)
    return engine


def open_readers(path: Path) -> sa.Engine:
    """Open a pool of connections that can only read; each transaction sees one state.

    Raises:
        DatabaseMissingError: There is no such file.
    """
    engine = _reading_engine(path, pool_size=READERS_MAX)
    sa.event.listen(engine, "begin", _begin_deferred)
    return engine


def open_kept_reader(path: Path) -> sa.Connection:
    """Open one reading connection without transactions: each query sees the newest state.

    It is for the look-ups that the window may do itself (interface.md 3.2, rule 1).

    Raises:
        DatabaseMissingError: There is no such file.
    """
    return _reading_engine(path, pool_size=1).connect()


@contextmanager
def _translated(path: Path | None = None) -> Generator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise meaning_of(error, path) from error


def meaning_of(error: BaseException, path: Path | None = None) -> BaseException:
    """Return what a database error means to the till; the error itself when it is our bug."""
    original = _first_trouble(getattr(error, "orig", None) or error)
    if isinstance(original, PermissionError | IsADirectoryError):
        return DatabaseReadOnlyError(path=path)
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(original, sqlite3.Error) and code is not None:
        kind = _MEANINGS.get(code & 0xFF)
        if kind is not None:
            return kind(path=path)
    return error


def _first_trouble(error: BaseException) -> BaseException:
    """Return what a lost savepoint was lost to.

    A full disk and a failing one end the whole transaction. Going back to a savepoint of it then
    fails as well, and only that second error is seen.
    """
    if not str(error).startswith(_SAVEPOINT_GONE):
        return error
    before: BaseException | None = error
    while before is not None and str(before).startswith(_SAVEPOINT_GONE):
        before = before.__context__
    while before is not None and not isinstance(before, sqlite3.Error):
        before = before.__cause__ or before.__context__
    return before or error


def _reading_engine(path: Path, *, pool_size: int) -> sa.Engine:
    if not path.is_file():
        raise DatabaseMissingError(path=path)

    def connect() -> sqlite3.Connection:
        return _connect(f"{path.as_uri()}?mode=ro", (*_READER_PRAGMAS, *_PRAGMAS))

    return sa.create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=pool_size, max_overflow=0
    )


def _connect(uri: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    # isolation_level=None: SQLAlchemy's begin event says BEGIN, the driver never does by itself.
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _check_durable(connection: sqlite3.Connection, path: Path) -> None:
    wanted = {"journal_mode": "wal", "synchronous": _SYNCHRONOUS_EXTRA, "foreign_keys": 1}
    for setting, value in wanted.items():
        (found,) = connection.execute(f"PRAGMA {setting}").fetchone()
        if found != value:
            raise DatabaseUnsafeError(path=path, setting=setting, found=found)


def _begin_immediate(connection: sa.Connection) -> None:
    _run(connection, "BEGIN IMMEDIATE")


def _begin_deferred(connection: sa.Connection) -> None:
    _run(connection, "BEGIN")


def _run(connection: sa.Connection, statement: str) -> None:
    """Let the driver run it: every sale and every scan begins here."""
    driver = cast("sqlite3.Connection", connection.connection.dbapi_connection)
    driver.execute(statement)
