"""A web shop's server: it knows the tables of its seed and nothing of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import dict_row

from sync.central.logins import Access
from tests.central.people import signed_in
from tests.sync.branch import SHIRT, Branch


class WebShop:
    """Speaks to central with one login."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def one(self, statement: str, *values: object) -> Any:
        """Return the first column of the only row."""
        row = self.connection.execute(statement.encode(), values).fetchone()
        assert row is not None
        return row[0]

    def row(self, statement: str, *values: object) -> dict[str, Any]:
        with self.connection.cursor(row_factory=dict_row) as cursor:
            found = cursor.execute(statement.encode(), values).fetchone()
        assert found is not None
        return found

    def insert(self, view: str, **values: object) -> dict[str, Any]:
        """Write a row and return what central made of it."""
        names = ", ".join(f'"{name}"' for name in values)
        places = ", ".join(["%s"] * len(values))
        statement = f"INSERT INTO {view} ({names}) VALUES ({places}) RETURNING *"  # noqa: S608
        return self.row(statement, *values.values())

    def update(self, view: str, key: object, **values: object) -> dict[str, Any]:
        sets = ", ".join(f'"{name}" = %s' for name in values)
        statement = f"UPDATE {view} SET {sets} WHERE id = %s RETURNING *"  # noqa: S608
        return self.row(statement, *values.values(), key)


@contextmanager
def open_web_shop(branch: Branch) -> Iterator[WebShop]:
    """Let a web shop's server sign in; each of its statements is a transaction."""
    with signed_in(branch, Access.SERVICE) as connection:
        connection.autocommit = True
        yield WebShop(connection)


def reserved(branch: Branch) -> int:
    """How many shirts are held for open orders."""
    return int(
        branch.ask(
            "SELECT sum(reserved) FROM inventory_levels l JOIN barcodes b USING (variant_id)"
            " WHERE b.code = %s",
            SHIRT,
        )
    )
