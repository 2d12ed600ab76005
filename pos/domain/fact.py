"""Facts: what happened at this register, in the form that travels to central and never changes.

A fact carries the rows that an event wrote, table by table in the order of insertion, and the
fields that it changed in rows written earlier, each with its old and its new value. Its envelope,
one line of canonical JSON, is what the register's tape (the outbox) keeps and chains.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias
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
        after: The new value of the same fields.
        base_version: The row's version that was changed; needed where the row is headquarters',
            which refuses a change of a version that is no longer its own.
    """

    table: str
    row_id: UUID
    before: Row
    after: Row
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
    """

    kind: str
    version: int
    table: str
    row_id: UUID
    operation: Operation = Operation.INSERT
    rows: tuple[RowsWritten, ...] = ()
    changes: tuple[RowChanged, ...] = ()

    def body(self) -> dict[str, JsonValue]:
        """Return the part of the envelope that says what happened."""
        return {
            "rows": [[part.table, [_json_row(row) for row in part.rows]] for part in self.rows],
            "changes": [_json_change(change) for change in self.changes],
        }


def to_json(value: object) -> JsonValue:
    """Return a column's value as JSON: ids as text, moments as ISO 8601 UTC, days as ISO 8601.

    Raises:
        TypeError: Such a value has no place in a fact (a float, say).
    """
    match value:
        case None | bool() | int() | str():
            return value
        case UUID():
            return str(value)
        case datetime():
            return value.isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case Sequence() if not isinstance(value, bytes | bytearray):
            return [to_json(item) for item in value]
        case _:
            raise TypeError(f"a fact cannot carry {type(value).__name__}")


def _json_change(change: RowChanged) -> JsonValue:
    said: list[JsonValue] = [
        change.table,
        str(change.row_id),
        _json_row(change.before),
        _json_row(change.after),
    ]
    return said if change.base_version is None else [*said, change.base_version]


def _json_row(row: Row) -> dict[str, JsonValue]:
    return {name: to_json(value) for name, value in row.items()}
