"""The model's rows in the form in which a register's file keeps them.

The same meaning as `central/sql/first_load.sql`.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.types import Flag, Json, UtcDateTime, Uuid
from sync.kept_rows import KeptRows
from sync.simulation.model.constraints import columns_of, key_of
from sync.simulation.model.tables import Row

VERSION = "row_version"

Shown = tuple[str, int, Row | None]
"""A key, its position, and the row; None: there is nothing to see."""

_Turn = Callable[[Any], object]
"""Turns a value as it travels into one as it is kept."""


def keep(table: str, found: Sequence[Shown]) -> KeptRows:
    """Return rows of a table as central sends them to a register that joins."""
    columns = _columns(table)
    rows = [
        (
            *(turn(None if row is None else row.get(name)) for name, turn in columns.items()),
            None if row is None else position,
            UUID(key).bytes,
        )
        for key, position, row in found
    ]
    return KeptRows(columns=(*columns, VERSION, key_of(table)), rows=rows)


@cache
def _columns(table: str) -> dict[str, _Turn]:
    special = (VERSION, key_of(table))
    columns = [column for column in columns_of(table) if column.name not in special]
    return {column.name: _turn_of(column) for column in columns}


def _turn_of(column: sa.Column[object]) -> _Turn:
    match column.type:
        case Uuid():
            turn: _Turn = _bytes_of
        case UtcDateTime():
            turn = _moment_of
        case Json():
            turn = json.dumps
        case Flag():
            turn = int
        case _:
            return lambda value: value
    return lambda value: None if value is None else turn(value)


def _bytes_of(text: str) -> bytes:
    return UUID(text).bytes


def _moment_of(text: str) -> str | None:
    return UtcDateTime.stored(datetime.fromisoformat(text))
