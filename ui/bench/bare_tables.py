"""Central's tables once more: with keys, indices and references, but nothing follows from a row.

What COPY takes for the rows of some facts in them is the limit of whoever books those facts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg import sql

INBOX = ("sync", "inbox", "event_id")
NUMBERS = ("public", "order_numbers", "order_id")
KEYS_FOR_THE_BOARD = ("sync", "change_inbox", "row_id")
SCHEMA = sql.Identifier("bare")

_WRITTEN = "SELECT table_name FROM sync.fact_tables() WHERE table_name <> 'staff' ORDER BY place"
_REFERENCES = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = to_regclass(%s) AND contype = 'f' AND conparentid = 0
"""
_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
  AND attgenerated = '' AND attidentity = '' AND NOT (attname = 'int_id' AND atthasdef)
ORDER BY attnum
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BareTable:
    """A table of central and its copy.

    Attributes:
        schema: Of the table itself.
        key: The column whose values rise with time.
        columns: Those that a writer gives; central numbers rows itself.
        references: Name and definition of each; tables without their schema.
    """

    schema: str
    name: str
    key: str
    columns: tuple[str, ...]
    references: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Rows of a table, as COPY writes and reads them."""

    table: BareTable
    text: bytes


class BareTables:
    """Copies of the inbox, of tables that got rows from facts, and of what is kept beside."""

    def __init__(self, connection: psycopg.Connection, *, since: UUID) -> None:
        """Make them.

        Args:
            since: A key that was made before the facts whose tables count.
        """
        self._connection = connection
        names = [("public", name, "id") for (name,) in connection.execute(_WRITTEN).fetchall()]
        self._tables = [self._table(*name) for name in (INBOX, *names, NUMBERS, KEYS_FOR_THE_BOARD)]
        self._tables = [copied.table for copied in self.read(since) if copied.text]
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(SCHEMA))
        # References find the copy of their table first.
        connection.execute(sql.SQL("SET search_path = {}, public").format(SCHEMA))
        for table in self._tables:
            self._make(table)
        connection.commit()

    def read(self, since: UUID) -> Sequence[Copied]:
        """Return what central wrote into the tables after a key was made."""
        return [Copied(table=table, text=self._read(table, since)) for table in self._tables]

    def write(self, rows: Sequence[Copied]) -> None:
        """Write rows into the copies in one transaction."""
        for each in rows:
            query = sql.SQL("COPY {}.{} ({}) FROM STDIN").format(
                SCHEMA, sql.Identifier(each.table.name), _columns(each.table)
            )
            with self._connection.cursor().copy(query) as copy:
                copy.write(each.text)
        self._connection.commit()

    def _table(self, schema: str, name: str, key: str) -> BareTable:
        named = (f"{schema}.{name}",)
        found = self._connection.execute(_COLUMNS, named).fetchall()
        return BareTable(
            schema=schema,
            name=name,
            key=key,
            columns=tuple(column for (column,) in found),
            references=tuple(self._connection.execute(_REFERENCES, named).fetchall()),
        )

    def _make(self, table: BareTable) -> None:
        copy = sql.SQL("{}.{}").format(SCHEMA, sql.Identifier(table.name))
        self._connection.execute(
            sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(copy, _place(table))
        )
        for name, definition in table.references:
            self._connection.execute(
                sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(
                    copy, sql.Identifier(name), sql.SQL(definition)
                )
            )

    def _read(self, table: BareTable, since: UUID) -> bytes:
        query = sql.SQL("COPY (SELECT {} FROM {} WHERE {} > {} ORDER BY {}) TO STDOUT").format(
            _columns(table),
            _place(table),
            sql.Identifier(table.key),
            sql.Literal(since),
            sql.Identifier(table.key),
        )
        with self._connection.cursor().copy(query) as copy:
            return b"".join(bytes(part) for part in copy)


def _place(table: BareTable) -> sql.Composed:
    return sql.SQL("{}.{}").format(sql.Identifier(table.schema), sql.Identifier(table.name))


def _columns(table: BareTable) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column) for column in table.columns)
