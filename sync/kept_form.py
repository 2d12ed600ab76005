"""One row of the wire, column by column, in the form in which the register's file keeps it.

Columns that this version does not have are left out; columns that central does not have yet get
their default; what a database computes itself is left to it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.types import Day, Json, UtcDateTime, Uuid
from sync.wire import Values

_Turn = Callable[[Any], object]

ID_BYTES = 16


def kept_from_wire(table: sa.Table, values: Mapping[str, Any]) -> Values:
    """Return a row as it came, as it is kept.

    Raises:
        ValueError: A value is not of its column's kind.
        TypeError: The same.
        AttributeError: The same.
    """
    return _kept(_turns_from_wire(table), values)


def kept(table: sa.Table, values: Mapping[str, Any]) -> Values:
    """Return a row of Python's values (`row_values`) as it is kept."""
    return _kept(_turns(table), values)


def _kept(turns: Iterable[tuple[str, _Turn | None]], values: Mapping[str, Any]) -> Values:
    return {
        name: value if turn is None or value is None else turn(value)
        for name, turn in turns
        if (value := values.get(name, _ABSENT)) is not _ABSENT
    }


_ABSENT = object()


@cache
def _turns_from_wire(table: sa.Table) -> tuple[tuple[str, _Turn | None], ...]:
    return _by_column(table, uuid=_id, moment=_moment, day=_day)


@cache
def _turns(table: sa.Table) -> tuple[tuple[str, _Turn | None], ...]:
    return _by_column(table, uuid=UUID.bytes.__get__, moment=UtcDateTime.stored, day=date.isoformat)


def _by_column(
    table: sa.Table, *, uuid: _Turn, moment: _Turn, day: _Turn
) -> tuple[tuple[str, _Turn | None], ...]:
    def turn_of(column: sa.Column[Any]) -> _Turn | None:
        match column.type:
            case Uuid():
                return uuid
            case UtcDateTime():
                return moment
            case Day():
                return day
            case Json():
                return _document
            case _:
                return None

    return tuple(
        (column.name, turn_of(column)) for column in table.columns if column.computed is None
    )


def _id(text: str) -> bytes:
    key = bytes.fromhex(text.replace("-", ""))
    if len(key) != ID_BYTES:
        raise ValueError(text)
    return key


@lru_cache(maxsize=1_024)
def _moment(text: str) -> str | None:
    """Return it as it is kept; rows that were written together carry the same one."""
    return UtcDateTime.stored(datetime.fromisoformat(text))


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _document(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
