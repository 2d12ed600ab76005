"""Reads the receipt journal out of a database file, to check it apart from the running till."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from models.journal import JournalEntryRow
from pos import sqlite
from pos.domain.errors import RefusedError
from pos.domain.journal import JournalCheck, JournalEntry, verify
from pos.identity import find_register_id
from pos.journal_start import find_journal_start

ROWS_AT_ONCE = 1000
TABLES = ("journal_entries", "sync_state")

_ENTRIES = JournalEntryRow.__table__


class NoJournalError(RefusedError):
    """The database at `path` is not one of a register: it has no receipt journal."""


def check_journal(path: Path) -> JournalCheck:
    """Check the chain of the register that a database belongs to; the till may be selling.

    Raises:
        DatabaseMissingError: There is no such file.
        NoJournalError: It is the database of something else.
        UnavailableError: It cannot be read.
    """
    with closing(sqlite.open_kept_reader(path)) as connection:
        try:
            if not all(sa.inspect(connection).has_table(table) for table in TABLES):
                raise NoJournalError(path=path)
            entries = _entries(connection, find_register_id(connection))
            return verify(entries, start=find_journal_start(connection))
        except sa.exc.DBAPIError as error:
            raise sqlite.meaning_of(error, path) from error


def _entries(connection: sa.Connection, register_id: UUID | None) -> Iterator[JournalEntry]:
    rows = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(
        sa.select(_ENTRIES).where(_ENTRIES.c.register_id == register_id).order_by(_ENTRIES.c.seq)
    )
    for row in rows:
        yield JournalEntry(
            register_id=row.register_id,
            seq=row.seq,
            kind=row.kind,
            occurred_at=row.occurred_at,
            payload=row.payload,
            prev_hash=row.prev_hash,
            entry_hash=row.hash,
        )
