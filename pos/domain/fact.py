"""Facts: what happened at this register, in the form that travels to central and never changes.

A fact carries the rows that an event wrote, table by table in the order of insertion, and the
fields that it changed in rows written earlier, each with its old and its new value. Its envelope,
one line of canonical JSON, is what the register's tape (the outbox) keeps and chains.

The rows of a table are `[table, rows, shared]`: what all of them share is said once, and what they
leave empty is not said. Tapes of earlier versions have `[table, rows]`; both are read for good.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType, NoneType
from typing import Any, TypeAlias
from uuid import UUID

JsonValue: TypeAlias = "bool | int | str | list[JsonValue] | dict[str, JsonValue] | None"
Row: TypeAlias = Mapping[str, object]


class Operation(StrEnum):
    """What a fact did to its subject (schema.md, `outbox.op`)."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    DELTA = "delta"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsWritten:
    """New rows of one table."""

    table: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChanged:
    """Fields changed in a row that central may know already.

    Attributes:
        before: The old value of each changed field; central compares it with its own.
        after: The new value of the same fields; None: the row was taken away.
        base_version: The row's version that was changed; needed where the row is headquarters',
            which refuses a change of a version that is no longer its own.
    """

    table: str
    row_id: UUID
    before: Row
    after: Row | None
    base_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One event of the shop, in the past tense.

    Attributes:
        kind: What happened, as `subject.verb`: "sale.completed", "shift.opened".
        version: The version of this kind's body; central keeps reading every version ever made.
        table: The table of the subject.
        row_id: The subject's row.
        rows: Rows that it wrote, parents before children.
        changes: Fields that it changed.
        supersedes: The event id of a fact of this register that central could not book and that
            this one says right; None: it corrects nothing.
    """

    kind: str
    version: int
    table: str
    row_id: UUID
    operation: Operation = Operation.INSERT
    rows: tuple[RowsWritten, ...] = ()
    changes: tuple[RowChanged, ...] = ()
    supersedes: UUID | None = None

    def body(self) -> dict[str, object]:
        """Return the part of the envelope that says what happened.

        Its ids, moments and days are still what the columns hold: the encoder of the envelope
        turns them by `to_json`, and a body is walked through once.

        Raises:
            TypeError: A value has no place in a fact (a float, say).
        """
        said: dict[str, object] = {
            "rows": [_said_part(part) for part in self.rows],
            "changes": [_json_change(change) for change in self.changes],
        }
        return said if self.supersedes is None else {**said, "supersedes": str(self.supersedes)}


def rows_in(body: Mapping[str, Any], table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in the body of an envelope, whichever version wrote it."""
    for name, rows in written_in(body):
        if name == table:
            yield from rows


def written_in(body: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield each table and its rows, in the order of insertion; see `rows_in`."""
    for name, rows, *shared in body["rows"]:
        yield name, [{**(shared[0] if shared else {}), **row} for row in rows]


def to_json(value: object) -> JsonValue:
    """Return a column's value as JSON: ids as text, moments as ISO 8601 UTC, days as ISO 8601.

    Raises:
        TypeError: Such a value has no place in a fact (a float, say).
    """
    turn = _TURNS.get(type(value))
    if turn is not None:
        return turn(value)
    match value:
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case Sequence() if not isinstance(value, bytes | bytearray):
            return [to_json(item) for item in value]
        case _:
            raise TypeError(f"a fact cannot carry {type(value).__name__}")


@lru_cache(maxsize=16)
def _moment(value: datetime) -> str:
    """Return a moment as text; most rows of a fact carry the same one."""
    return value.isoformat(timespec="microseconds")


_TURNS: Mapping[type, Callable[[Any], JsonValue]] = {
    UUID: str,
    datetime: _moment,
    date: date.isoformat,
}
"""The values of nearly all columns, by their exact type: a sale has some hundred of them."""

_CARRIED = frozenset({NoneType, bool, int, str, *_TURNS})
"""What the encoder takes as it is, or turns by `to_json`."""


def _said_part(part: RowsWritten) -> list[object]:
    """Return the rows of a table, what they share said once, what is empty not at all."""
    shared = _shared(part.rows)
    return [part.table, [_filled(row, without=shared) for row in part.rows], _filled(shared)]


def _shared(rows: tuple[Row, ...]) -> Row:
    """Return the columns in which several rows of the same columns are equal."""
    first, *others = rows
    names = tuple(first)
    if not others or any(tuple(row) != names for row in others):
        return {}
    columns = zip(*(row.values() for row in rows), strict=True)
    return {
        name: values[0]
        for name, values in zip(names, columns, strict=True)
        if values.count(values[0]) == len(rows)
    }


def _filled(row: Row, *, without: Mapping[str, object] = MappingProxyType({})) -> Row:
    said = {name: value for name, value in row.items() if value is not None and name not in without}
    return said if _CARRIED.issuperset(map(type, said.values())) else _json_row(said)


def _json_change(change: RowChanged) -> JsonValue:
    said: list[JsonValue] = [
        change.table,
        str(change.row_id),
        _json_row(change.before),
        None if change.after is None else _json_row(change.after),
    ]
    return said if change.base_version is None else [*said, change.base_version]


def _json_row(row: Row) -> dict[str, JsonValue]:
    return {name: to_json(value) for name, value in row.items()}
