"""What the databases enforce beyond columns: posted rows stay as they are.

The statements run when the tables are made from the metadata. Released databases got the same text
from their migration; a test compares the two.
"""

from sqlalchemy import DDL, MetaData, Table, event
from sqlalchemy.schema import ExecutableDDLElement

CHANGES = ("UPDATE", "DELETE")

REFUSE_CHANGE = """\
CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'restrict_violation',
    MESSAGE = TG_TABLE_NAME || ' is posted: it is never altered, a correction is a new row';
END $$"""


def guard_posted_rows(table: Table) -> None:
    """Make both databases refuse to alter or delete a row of a posted table.

    This stops mistakes, not an attacker who owns the file; for those there is the journal.
    """
    if not table.info["posted"]:
        return
    for change in CHANGES:
        _after_create(table, "sqlite", _sqlite_trigger(table.name, change))
        _after_create(table, "postgresql", _postgresql_trigger(table.name, change, each="ROW"))
    _after_create(
        table, "postgresql", _postgresql_trigger(table.name, "TRUNCATE", each="STATEMENT")
    )


def guard_central_schema(metadata: MetaData) -> None:
    """Make the schema of the exchange, and the function of the triggers, before the tables."""
    for statement in ("CREATE SCHEMA IF NOT EXISTS sync", REFUSE_CHANGE):
        event.listen(metadata, "before_create", ddl_for(statement, "postgresql"))


def _after_create(table: Table, dialect: str, statement: str) -> None:
    event.listen(table, "after_create", ddl_for(statement, dialect))


def ddl_for(statement: str, dialect: str) -> ExecutableDDLElement:
    """Return a statement that runs on one of the two databases only."""
    return DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]


def _sqlite_trigger(table: str, change: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, '{table} is posted: it is never altered'); END"
    )


def _postgresql_trigger(table: str, change: str, *, each: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table}\n"
        f"FOR EACH {each} EXECUTE FUNCTION public.refuse_change()"
    )
