"""What the tables themselves demand of a row, read from the same models as PostgreSQL's tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from models.base import WORDS
from models.metadata import central_metadata
from models.types import Flag
from sync.simulation.model.tables import Row, Tables
from sync.wire import row_values

NOT_NULL = "23502"
FOREIGN_KEY = "23503"
UNIQUE = "23505"
CHECK = "23514"
NOT_OF_TYPE = "22P02"


class RowRefusedError(Exception):
    """A row does not go in; the database would say so under this SQLSTATE."""

    def __init__(self, sqlstate: str, message: str) -> None:
        super().__init__(message)
        self.sqlstate = sqlstate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A column that points at the rows of a table."""

    child: str
    column: str
    parent: str
    on_delete: str


def table_of(name: str) -> sa.Table:
    """Return a table of central."""
    return central_metadata().tables[name]


def key_of(name: str) -> str:
    """Return the column that names a row."""
    (column,) = table_of(name).primary_key.columns
    return column.name


def columns_of(name: str) -> tuple[sa.Column[object], ...]:
    """Return the columns that a writer may fill: not those that the database works out."""
    return tuple(
        column
        for column in table_of(name).columns
        if column.computed is None and column.identity is None and column.name != "int_id"
    )


def check_row(tables: Tables, name: str, row: Row) -> None:
    """Refuse a row that the database would refuse.

    Raises:
        RowRefusedError: It does not fit.
    """
    _check_types(name, row)
    for reference in _references_of(name):
        value = row.get(reference.column)
        if value is not None and tables.get(reference.parent, value) is None:
            message = f"{name}.{reference.column}: no such row in {reference.parent}"
            raise RowRefusedError(FOREIGN_KEY, message)
    for columns in _unique_columns(name):
        _check_unique(tables, name, row, columns)


def references_to(name: str) -> tuple[Reference, ...]:
    """Return what points at a table's rows."""
    return tuple(reference for reference in _all_references() if reference.parent == name)


def _check_types(name: str, row: Row) -> None:
    table = table_of(name)
    try:
        row_values(table, row)
    except (ValueError, TypeError, AttributeError) as error:
        raise RowRefusedError(NOT_OF_TYPE, f"{name}: {error}") from error
    for column in columns_of(name):
        _check_value(name, column, row.get(column.name))


def _check_value(name: str, column: sa.Column[object], value: object) -> None:
    if value is None:
        if not column.nullable and column.server_default is None:
            raise RowRefusedError(NOT_NULL, f"{name}.{column.name} is missing")
    elif isinstance(column.type, sa.Integer) and not _is_whole(value):
        raise RowRefusedError(NOT_OF_TYPE, f"{name}.{column.name}: {value!r} is no number")
    elif isinstance(column.type, Flag) and not isinstance(value, bool):
        raise RowRefusedError(NOT_OF_TYPE, f"{name}.{column.name}: {value!r} is not yes or no")
    elif value not in column.info.get(WORDS, (value,)):
        raise RowRefusedError(CHECK, f"{name}.{column.name}: {value!r} is none of its words")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_unique(tables: Tables, name: str, row: Row, columns: tuple[str, ...]) -> None:
    wanted = [row.get(column) for column in columns]
    if any(value is None for value in wanted):
        return
    key = key_of(name)
    for other in tables.find(name, columns[0], wanted[0]):
        same = [other.get(column) for column in columns] == wanted
        if same and other[key] != row[key]:
            raise RowRefusedError(UNIQUE, f"{name}: {', '.join(columns)} = {wanted} is there")


@cache
def _all_references() -> tuple[Reference, ...]:
    return tuple(_find_references())


def _find_references() -> Iterator[Reference]:
    for table in central_metadata().sorted_tables:
        if table.schema is not None:
            continue
        for column in table.columns:
            for foreign_key in column.foreign_keys:
                yield Reference(
                    child=table.name,
                    column=column.name,
                    parent=foreign_key.column.table.name,
                    on_delete=foreign_key.ondelete or "NO ACTION",
                )


@cache
def _references_of(name: str) -> tuple[Reference, ...]:
    return tuple(reference for reference in _all_references() if reference.child == name)


@cache
def _unique_columns(name: str) -> tuple[tuple[str, ...], ...]:
    table = table_of(name)
    found = [
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint)
    ]
    found += [(column.name,) for column in table.columns if column.unique]
    return tuple(sorted({columns for columns in found if columns != ("int_id",)}))
