"""How central splits its largest tables by time, and numbers the rows of a table.

Rows are split by ranges of the key, whose first bits are the moment it was made: the primary key
and all references to it stay as they are. Which ranges there are is central's business
(sync/central/sql/partitions.sql); a default partition takes what fits into none of them.
"""

from sqlalchemy import BigInteger, Column, Identity, Index, Table, UniqueConstraint, event, text

from models.guards import ddl_for


def number_rows(table: Table) -> None:
    """Let central number the rows too, where the row class wishes it."""
    if not table.info["int_id"]:
        return
    if table.info["partition_by"]:
        _number_by_sequence(table)
    else:
        always = Identity(always=True)
        table.append_column(Column("int_id", BigInteger, always, nullable=False, unique=True))


def split_rows(table: Table) -> None:
    """Split a table as its row class says.

    What is unique in it besides the key can only be looked up by an index here; whoever declares
    it keeps the promise elsewhere, as `order_numbers` does.
    """
    split_by = table.info["partition_by"]
    if not split_by:
        return
    table.dialect_options["postgresql"]["partition_by"] = split_by
    for constraint in list(table.constraints):
        if isinstance(constraint, UniqueConstraint):
            table.constraints.discard(constraint)
            Index(None, *constraint.columns)
    name = table.fullname
    _run(table, "after_create", f"CREATE TABLE {name}_default PARTITION OF {name} DEFAULT")


def _number_by_sequence(table: Table) -> None:
    """Identity columns of split tables are not the same thing in PostgreSQL 15 and 17."""
    sequence = f"{table.name}_int_id_seq"
    following = text(f"nextval('{sequence}'::regclass)")
    table.append_column(
        Column("int_id", BigInteger, server_default=following, nullable=False, unique=True)
    )
    _run(table, "before_create", f"CREATE SEQUENCE {sequence}")
    _run(table, "after_create", f"ALTER SEQUENCE {sequence} OWNED BY {table.name}.int_id")


def _run(table: Table, moment: str, statement: str) -> None:
    event.listen(table, moment, ddl_for(statement, "postgresql"))
