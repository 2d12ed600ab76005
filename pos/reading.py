"""Reads this installation's database beside a till that may be open on it."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from models.migrations.runner import (
    DatabaseIsNewerError,
    read_register_version,
    register_version,
)
from pos import sqlite
from pos.domain.errors import RefusedError
from pos.uow import ReadTx


class DatabaseIsOlderError(RefusedError):
    """An older program wrote the database: schema `found`, and this one reads `known`.

    Only who may write it can bring it up to date, which opening the till does.
    """


@contextmanager
def reading_register(path: Path) -> Generator[ReadTx]:
    """Read one consistent state of a register's file; nothing is locked and nothing written.

    Raises:
        DatabaseMissingError: There is no such file.
        DatabaseIsOlderError: It has not been brought to this version yet.
        DatabaseIsNewerError: A newer version of the program wrote it.
        UnavailableError: It cannot be read.
    """
    readers = sqlite.open_readers(path)
    try:
        _check_version(path)
        with readers.connect() as connection, connection.begin():
            yield ReadTx(connection)
    except (sa.exc.DBAPIError, sqlite3.Error, OSError) as error:
        raise sqlite.meaning_of(error, path) from error
    finally:
        readers.dispose()


def _check_version(path: Path) -> None:
    found, known = read_register_version(path), register_version()
    if found < known:
        raise DatabaseIsOlderError(found=found, known=known)
    if found > known:
        raise DatabaseIsNewerError(found=found, known=known)
