"""Writes rows that came from central into the register's database.

Gone rows first, children before parents, then new and changed ones, parents before children. A row
that cannot be stored is set aside and shown; it never stops the others.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models.sync import QuarantineRow
from pos.prepared import PreparedLookup
from pos.uow import WriteTx
from sync import differences
from sync.feed import FeedTable, feed_tables
from sync.kept_form import kept, kept_from_wire
from sync.state import keep_gone, read_gone
from sync.taken_numbers import pass_over_taken
from sync.wire import FeedRow, RowsByTable, Values, row_values

_QUARANTINE = QuarantineRow.__table__
_RELEASE = sa.delete(_QUARANTINE).where(
    _QUARANTINE.c.table_name == sa.bindparam("table"), _QUARANTINE.c.row_id == sa.bindparam("key")
)
_FIND_ANY_ASIDE = sa.select(_QUARANTINE.c.row_id).limit(1)
_insert = sqlite.insert(_QUARANTINE)
_SET_ASIDE = _insert.on_conflict_do_update(
    index_elements=["table_name", "row_id"],
    set_={name: _insert.excluded[name] for name in ("position", "payload", "error")},
)

_ROWS_FAULTS = (
    # What the driver says of a value, where it runs the statement itself, and what SQLAlchemy does.
    *(sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError),
    *(sa.exc.IntegrityError, sa.exc.DataError),
    *(ValueError, TypeError, AttributeError, OverflowError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How rows were read from central.

    Attributes:
        last_seq: The last own fact that central had counted then.
        is_rewound: Central's history may have changed: its rows win even where they look older, and
            those that it does not have count as never seen by it.
        leaves_indices: What is derived from the rows is left to whoever writes all of them.
    """

    last_seq: int
    is_rewound: bool = False
    leaves_indices: bool = False


def write_rows(tx: WriteTx, rows: RowsByTable, reading: Reading) -> int:
    """Write rows of any tables and return how many had to be set aside.

    Tables that this version does not know are left out; it pulls again once it knows them.
    """
    by_table = _by_table(rows)
    indices = _Indices(tx.connection)
    set_aside = 0
    _tell_before(tx, by_table)
    if reading.is_rewound:
        _forget_versions(tx, by_table)
    for table in sorted(by_table, key=lambda table: -table.place):
        set_aside += _delete_gone(tx, table, by_table[table], indices)
    for table in sorted(by_table, key=lambda table: table.place):
        set_aside += _write_present(tx, table, by_table[table], reading, indices)
    if not reading.leaves_indices:
        indices.refresh()
    pass_over_taken(tx, rows)
    _note_gone(tx, rows)
    for table in by_table:
        for topic in table.feed.topics:
            tx.touched(topic)
    return set_aside


def missing_parents(connection: sa.Connection, rows: RowsByTable) -> list[tuple[str, UUID]]:
    """Return the rows that these rows point at and that are neither here nor among them."""
    wanted = _parents(rows)
    missing = []
    for name, keys in wanted.items():
        found = _find_of(feed_tables()[name]).rows(connection, [key.bytes for key in keys])
        here = {key for (key,) in found}
        missing += [(name, key) for key in keys if key.bytes not in here]
    return sorted(missing)


class _Indices:
    """What is derived from the rows, and of which rows it has to be made anew."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._keys: dict[FeedTable, list[UUID]] = defaultdict(list)
        self._before: dict[FeedTable, set[UUID]] = defaultdict(set)

    def note(self, table: FeedTable, keys: Sequence[UUID]) -> None:
        """Look at rows that are about to change, while the old ones still stand."""
        if table.feed.index is not None and keys:
            self._keys[table] += keys
            named = {table.table.name: keys}
            self._before[table] |= table.feed.index.find(self._connection, named)

    def refresh(self) -> None:
        """Bring it up to date."""
        for table, keys in self._keys.items():
            index = table.feed.index
            assert index is not None, "only tables with one are noted"
            now = index.find(self._connection, {table.table.name: keys})
            index.refresh(self._connection, self._before[table] | now)


def _by_table(rows: RowsByTable) -> dict[FeedTable, list[FeedRow]]:
    known = feed_tables()
    found: dict[FeedTable, list[FeedRow]] = defaultdict(list)
    for row in rows:
        if row.table in known:
            found[known[row.table]].append(row)
    return found


def _tell_before(tx: WriteTx, by_table: dict[FeedTable, list[FeedRow]]) -> None:
    for table, rows in by_table.items():
        if table.feed.before:
            table.feed.before(tx.connection, rows)


def _delete_gone(tx: WriteTx, table: FeedTable, rows: Iterable[FeedRow], indices: _Indices) -> int:
    gone = [row for row in rows if row.values is None]
    if table.feed.is_kept or not gone:
        return 0
    indices.note(table, [row.key for row in gone])
    statement = _delete_statement(table)

    def delete(row: FeedRow) -> None:
        tx.connection.execute(statement, {"key": row.key})

    return _one_by_one(tx, gone, delete)


def _forget_versions(tx: WriteTx, rows: dict[FeedTable, list[FeedRow]]) -> None:
    """Forget positions of a lost history: what has the same in the new one would look older."""
    for table, found in rows.items():
        if "row_version" in table.table.columns:
            keys = [{"row": row.key} for row in found]
            tx.connection.execute(_forget_statement(table), keys)


def _note_gone(tx: WriteTx, rows: RowsByTable) -> None:
    newest = max((row.position for row in rows if row.values is None), default=0)
    if newest > read_gone(tx.connection):
        keep_gone(tx.connection, newest, now=tx.now)


def _write_present(
    tx: WriteTx, table: FeedTable, rows: Iterable[FeedRow], reading: Reading, indices: _Indices
) -> int:
    present = [row for row in rows if row.values is not None]
    read = table.feed.index.reads.get(table.table.name) if table.feed.index else None

    def write(some: Sequence[FeedRow]) -> None:
        values = _kept(tx.connection, table, some, reading)
        found = differences.find(tx.connection, table, values, is_rewound=reading.is_rewound)
        if read is not None and not reading.leaves_indices:
            indices.note(table, found.keys(read))
        differences.write(tx.connection, found)

    if not present or _succeeds(tx, lambda: write(present)) is None:
        _release(tx, present)
        return 0
    return _one_by_one(tx, present, lambda row: write([row]))


def _kept(
    connection: sa.Connection, table: FeedTable, rows: Sequence[FeedRow], reading: Reading
) -> list[Values]:
    """Return rows as they are kept, corrected by what only this register knows."""
    came = [row.values for row in rows if row.values is not None]
    adapt = table.feed.adapt
    if adapt is None:
        return _in_order(table, [kept_from_wire(table.table, values) for values in came])
    values: Sequence[Values] = [row_values(table.table, values) for values in came]
    adapted = adapt(connection, values, reading.last_seq)
    return _in_order(table, [kept(table.table, row) for row in adapted])


def _one_by_one(tx: WriteTx, rows: Sequence[FeedRow], write: Callable[[FeedRow], None]) -> int:
    set_aside = 0
    for row in rows:
        problem = _succeeds(tx, lambda row=row: write(row))  # type: ignore[misc]
        if problem is None:
            _release(tx, [row])
        else:
            _set_aside(tx, row, problem)
            set_aside += 1
    return set_aside


def _succeeds(tx: WriteTx, write: Callable[[], None]) -> Exception | None:
    """Write inside a savepoint; return what a row is guilty of, or None when it went through."""
    try:
        with tx.connection.begin_nested():
            write()
    except _ROWS_FAULTS as error:
        return error
    except sa.exc.StatementError as error:
        if isinstance(error, sa.exc.DBAPIError):
            raise  # the file's trouble, not the row's
        return error
    return None


def _set_aside(tx: WriteTx, row: FeedRow, problem: Exception) -> None:
    tx.connection.execute(
        _SET_ASIDE,
        {
            "table_name": row.table,
            "row_id": row.key,
            "position": row.position,
            "payload": dict(row.values or {}),
            "error": str(getattr(problem, "orig", problem)),
            "quarantined_at": tx.now,
        },
    )


def _release(tx: WriteTx, rows: Sequence[FeedRow]) -> None:
    if rows and tx.connection.execute(_FIND_ANY_ASIDE).first() is not None:
        keys = [{"table": row.table, "key": row.key} for row in rows]
        tx.connection.execute(_RELEASE, keys)


def _in_order(table: FeedTable, rows: list[Values]) -> list[Values]:
    """Put rows that point at rows of the same table after those."""
    own = [column.name for column in table.table.columns if _points_at(column, table.table)]
    if not own:
        return rows
    waiting: dict[bytes, Values] = {row[table.key.name]: row for row in rows}
    ordered: list[Values] = []

    def place(key: bytes) -> None:
        row = waiting.pop(key, None)
        if row is not None:
            for name in own:
                place(row.get(name, b""))
            ordered.append(row)

    for key in list(waiting):
        place(key)
    return ordered


def _points_at(column: sa.Column[object], table: sa.Table) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _parents(rows: RowsByTable) -> dict[str, set[UUID]]:
    known = feed_tables()
    texts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.table not in known or row.values is None:
            continue
        for column, parent in _references(row.table):
            if row.values.get(column):
                texts[parent].add(row.values[column])
    # Many rows have few parents: what is read of a key is read once.
    wanted = {table: {UUID(text) for text in found} for table, found in texts.items()}
    for row in rows:
        if row.values is not None:
            wanted.get(row.table, set()).discard(row.key)
    return wanted


@cache
def _references(name: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of a table that point at a table of a feed, each with that table."""
    known = feed_tables()
    return tuple(
        (column.name, key.column.table.name)
        for column in known[name].table.columns
        for key in column.foreign_keys
        if key.column.table.name in known
    )


@cache
def _find_of(table: FeedTable) -> PreparedLookup:
    return PreparedLookup(sa.select(table.key), table.key)


@cache
def _delete_statement(table: FeedTable) -> sa.Delete:
    return sa.delete(table.table).where(table.key == sa.bindparam("key"))


@cache
def _forget_statement(table: FeedTable) -> sa.Update:
    return sa.update(table.table).where(table.key == sa.bindparam("row")).values(row_version=0)
