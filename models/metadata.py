"""All tables as each database gets them: one set of rows, seen by a register and by central.

DDL, migrations and tests use these two, never `Row.metadata`, which belongs to neither database.
"""

from functools import cache

from sqlalchemy import (
    Column,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    event,
)

from models import (
    carts,
    catalogue,
    central_sync,
    credentials,
    drawer,
    engagement,
    fulfilment,
    identity,
    inventory,
    journal,
    operations,
    orders,
    payment_attempts,
    payments,
    price_lists,
    pricing,
    print_jobs,
    registry,
    returns,
    search,
    stored_value,
    sync,
)
from models.base import CENTRAL_ONLY, CONSTRAINT_NAMES, REGISTER_ONLY, Row, Side
from models.guards import ddl_for, guard_central_schema, guard_posted_rows
from models.partitions import number_rows, split_rows

ROW_MODULES = (
    identity,
    credentials,
    catalogue,
    pricing,
    price_lists,
    inventory,
    carts,
    orders,
    journal,
    payments,
    stored_value,
    drawer,
    fulfilment,
    returns,
    registry,
    engagement,
    operations,
    sync,
    central_sync,
    print_jobs,
    payment_attempts,
    search,
)
"""Naming a module here is what puts its tables into the databases."""


@cache
def register_metadata() -> MetaData:
    """Build what a register has: no central-only table, and only foreign keys it can keep."""
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    for source in Row.metadata.sorted_tables:
        if source.info["side"] is not Side.CENTRAL:
            table = source.to_metadata(metadata)
            table.dialect_options["sqlite"]["strict"] = True
            _index_instead_of_central_references(table)
            guard_posted_rows(table)
    for statement in search.FULL_TEXT_TABLES:
        event.listen(metadata, "after_create", ddl_for(statement, "sqlite"))
    return metadata


@cache
def central_metadata() -> MetaData:
    """Build what central has: everything but a register's own tables, every reference indexed."""
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    for source in Row.metadata.sorted_tables:
        if source.info["side"] is not Side.REGISTER:
            table = source.to_metadata(metadata)
            _index_instead_of_numbering(table, source)
            _repeat_conditions_for_postgresql(table)
            number_rows(table)
            _index_references(table)
            split_rows(table)
            guard_posted_rows(table)
    guard_central_schema(metadata)
    return metadata


def register_tables() -> tuple[Table, ...]:
    """Return the tables of a register, parents before children."""
    return tuple(register_metadata().sorted_tables)


def central_tables() -> tuple[Table, ...]:
    """Return the tables of central, parents before children."""
    return tuple(central_metadata().sorted_tables)


def _index_instead_of_central_references(table: Table) -> None:
    for constraint in list(table.foreign_key_constraints):
        (element,) = constraint.elements
        if element.info.get(CENTRAL_ONLY):
            table.constraints.discard(constraint)
            table.foreign_keys.discard(element)
            element.parent.foreign_keys.discard(element)
            _index_unless_leading(table, element.parent)


def _index_instead_of_numbering(table: Table, source: Table) -> None:
    for constraint in list(table.constraints):
        if isinstance(constraint, UniqueConstraint) and constraint.info.get(REGISTER_ONLY):
            table.constraints.discard(constraint)
            Index(None, *constraint.columns)
    # SQLAlchemy copies no notes of indexes: the source still has them.
    names = {each.name for each in source.indexes if each.info.get(REGISTER_ONLY)}
    for index in [each for each in table.indexes if each.name in names]:
        table.indexes.discard(index)
        name = str(index.name).replace("uq_", "ix_", 1)
        Index(name, *index.columns, sqlite_where=_condition(index))


def _index_references(table: Table) -> None:
    for column in table.columns:
        if column.foreign_keys:
            _index_unless_leading(table, column)


def _index_unless_leading(table: Table, column: Column[object]) -> None:
    if column.name not in _leading_columns(table):
        Index(None, column)


def _leading_columns(table: Table) -> set[str]:
    """Name the columns by which a full index finds rows; a partial one does not help."""
    keys = [index.columns for index in table.indexes if _condition(index) is None]
    keys += [
        key.columns
        for key in table.constraints
        if isinstance(key, PrimaryKeyConstraint | UniqueConstraint)
    ]
    return {columns[0].name for columns in keys if columns}


def _condition(index: Index) -> object:
    return index.dialect_options["sqlite"]["where"]


def _repeat_conditions_for_postgresql(table: Table) -> None:
    for index in table.indexes:
        index.dialect_options["postgresql"]["where"] = _condition(index)
