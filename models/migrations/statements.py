"""SQL that a migration keeps in a file beside itself, statement by statement."""

from pathlib import Path

from sqlalchemy import Connection


def run_file(connection: Connection, path: Path) -> None:
    """Run the statements of a file as they are; an empty line stands between two of them.

    Semicolons do not divide here: the body of a trigger has its own.
    """
    for statement in path.read_text(encoding="utf-8").rstrip().split("\n\n"):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
