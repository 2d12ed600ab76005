"""What a row gets where its writer gives nothing, read from the same models as the tables."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from models.types import Flag, Json, UtcNow
from sync.simulation.model.constraints import columns_of
from sync.simulation.model.tables import Row


def complete(name: str, row: Row, *, now: datetime) -> Row:
    """Return a row with all columns of its table."""
    moment = now.isoformat(timespec="microseconds")
    begun = {column: make(moment) for column, make in _beginnings(name).items()}
    given = {
        column: value
        for column, value in row.items()
        if value is not None or begun.get(column) is None
    }
    return {**begun, **given}


@cache
def _beginnings(name: str) -> dict[str, Callable[[str], object]]:
    return {column.name: _beginning(column) for column in columns_of(name)}


def _beginning(column: sa.Column[object]) -> Callable[[str], object]:
    default = column.server_default
    if not isinstance(default, sa.DefaultClause):
        return lambda _moment: None
    if isinstance(default.arg, UtcNow):
        return lambda moment: moment
    value = _value(column, str(getattr(default.arg, "text", default.arg)))
    return lambda _moment: value


def _value(column: sa.Column[object], text: str) -> object:
    match column.type:
        case Flag():
            return text == "true"
        case sa.Integer() | sa.Double():
            return int(text)
        case Json():
            return json.loads(text)
        case _:
            return text
