"""Statements of the hot paths, compiled once and run by the driver itself.

SQLAlchemy takes a tenth of a millisecond around a statement for which SQLite takes five
microseconds. A scan runs two of them and a sale eighteen, so theirs are compiled when they are
first run; after that only values are turned into what the columns hold, by the columns' types. The
transaction is the one of the connection that is given.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeAlias, cast

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

Values: TypeAlias = Mapping[str, Any]
"""The value of each column, or of each named parameter."""

_Turn: TypeAlias = Callable[[Any], Any] | None
"""Turns one value into what the driver takes or gives; None leaves it as it is."""

_DIALECT = sqlite.dialect(paramstyle="qmark")


class PreparedChange:
    """An INSERT, UPDATE or DELETE whose values are all given by name.

    Args:
        statement: Without IN over lists; their length is not known when it is compiled.
    """

    def __init__(self, statement: sa.Insert | sa.Update | sa.Delete) -> None:
        self._statement = statement
        self._texts: dict[tuple[str, ...], _Text] = {}

    def run(self, connection: sa.Connection, values: Values) -> int:
        """Run it once and return how many rows it changed."""
        text = self._text_for(values)
        return driver_of(connection).execute(text.sql, text.bound(values)).rowcount

    def run_all(self, connection: sa.Connection, rows: Sequence[Values]) -> None:
        """Run it for each row; all give a value for the same columns. No rows are fine."""
        if rows:
            width = len(rows[0])
            assert all(len(row) <= width for row in rows), (
                "a column of the later ones would be lost"
            )
            text = self._text_for(rows[0])
            driver_of(connection).executemany(text.sql, map(text.bound, rows))

    def _text_for(self, values: Values) -> "_Text":
        names = tuple(values)
        text = self._texts.get(names)
        if text is None:
            text = self._texts[names] = _Text.of(self._statement, names)
        return text


class PreparedQuery:
    """A SELECT whose rows have its columns as attributes.

    Args:
        statement: Without IN over lists; their length is not known when it is compiled.
    """

    def __init__(self, statement: sa.Select[Any]) -> None:
        self._statement = statement

    def first(self, connection: sa.Connection, values: Values) -> Any | None:  # noqa: ANN401
        """Return the first row, or None."""
        found = self._run(connection, values).fetchone()
        return None if found is None else self._row(found)

    def all(self, connection: sa.Connection, values: Values) -> list[Any]:
        """Return all rows."""
        return [self._row(found) for found in self._run(connection, values).fetchall()]

    def kept(self, connection: sa.Connection, values: Values) -> Iterator[tuple[Any, ...]]:
        """Return all rows, one after the other, as the file keeps them: an id is its 16 bytes."""
        return self._run(connection, values)

    def _run(self, connection: sa.Connection, values: Values) -> sqlite3.Cursor:
        text = self._text
        return driver_of(connection).execute(text.sql, text.bound(values))

    @cached_property
    def _text(self) -> "_Text":
        return _Text.of(self._statement, None)

    @cached_property
    def _row(self) -> Callable[[Sequence[Any]], Any]:
        columns = tuple(self._statement.selected_columns)
        found_row: Any = namedtuple("Found", [column.key for column in columns])  # type: ignore[misc]
        turns: list[_Turn] = [
            column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
            for column in columns
        ]
        places = [(place, turn) for place, turn in enumerate(turns) if turn is not None]

        if not places:
            return cast("Callable[[Sequence[Any]], Any]", found_row._make)

        def row(found: Sequence[Any]) -> Any:  # noqa: ANN401 - a tuple of this query's own
            values = list(found)
            for place, turn in places:
                values[place] = turn(values[place])
            return found_row._make(values)

        return row


class PreparedLookup:
    """A SELECT of the rows that have one of some keys, as the file keeps them.

    It is compiled for a few lengths of the list; a shorter list is filled up with its last key.

    Args:
        statement: Without the condition on the keys.
        key: The column that the keys are looked for in.
    """

    _LENGTHS = (1, 8, 64, 512)

    def __init__(self, statement: sa.Select[Any], key: sa.ColumnElement[Any]) -> None:
        self._statement = statement
        self._key = key
        self._texts: dict[int, _Text] = {}

    def rows(self, connection: sa.Connection, keys: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Return the rows, in the order of the statement for each 512 keys.

        Args:
            keys: As the file keeps them: an id is its 16 bytes.
        """
        longest = self._LENGTHS[-1]
        for start in range(0, len(keys), longest):
            some = keys[start : start + longest]
            length = next(length for length in self._LENGTHS if length >= len(some))
            filled = [*some, *[some[-1]] * (length - len(some))]
            text = self._text_for(length)
            named = dict(zip(_KEY_NAMES[:length], filled, strict=True))
            yield from driver_of(connection).execute(text.sql, text.bound(named))

    def _text_for(self, length: int) -> "_Text":
        text = self._texts.get(length)
        if text is None:
            marks = [sa.bindparam(name, type_=sa.LargeBinary) for name in _KEY_NAMES[:length]]
            wanted = self._statement.where(self._key.in_(marks))
            text = self._texts[length] = replace(_Text.of(wanted, None), turns=())
        return text


_KEY_NAMES = tuple(f"key_{number}" for number in range(512))


def driver_of(connection: sa.Connection) -> sqlite3.Connection:
    """Return the connection of `sqlite3` below; it is in the same transaction."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """SQL, and how the values after its question marks are found.

    Attributes:
        pick: Returns the values of all question marks, in their order.
        turns: What each goes through, by its place.
        fixed: Values that the statement itself brings.
    """

    sql: str
    pick: Callable[[Values], Sequence[Any]]
    turns: tuple[tuple[int, Callable[[Any], Any]], ...]
    fixed: Values

    @classmethod
    def of(cls, statement: sa.Executable, names: tuple[str, ...] | None) -> "_Text":
        compiled = cast("Any", statement).compile(dialect=_DIALECT, column_keys=names)
        marks: list[str] = list(compiled.positiontup or ())
        binds = [compiled.binds[mark] for mark in marks]
        turns = [_binding_turn(bind.type) for bind in binds]
        return cls(
            sql=str(compiled),
            pick=_picker(marks),
            turns=tuple((place, turn) for place, turn in enumerate(turns) if turn is not None),
            fixed={
                mark: bind.value
                for mark, bind in zip(marks, binds, strict=True)
                if not bind.required
            },
        )

    def bound(self, values: Values) -> list[Any]:
        """Return what the driver binds to the question marks."""
        bound = list(self.pick({**self.fixed, **values} if self.fixed else values))
        for place, turn in self.turns:
            bound[place] = turn(bound[place])
        return bound


def _binding_turn(kind: Any) -> _Turn:  # noqa: ANN401 - any type of any column
    """Return what a value goes through: one call for our own types, three for others."""
    stored: _Turn = getattr(kind, "stored", None)
    return stored or kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _picker(marks: Sequence[str]) -> Callable[[Values], Sequence[Any]]:
    if len(marks) > 1:
        return itemgetter(*marks)
    return lambda values: [values[mark] for mark in marks]
