"""Writes the rows of a rehearsal with `sqlite3` alone: the limit of every write."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ui.bench.rehearsal import Change, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One statement and the values of all rows that it is run for."""

    statement: str
    values: tuple[tuple[Any, ...], ...]


def batches(written: Iterable[Written]) -> tuple[Batch, ...]:
    """Return the fewest statements that write these rows, parents before children."""
    by_statement: dict[str, list[tuple[Any, ...]]] = {}
    for one in written:
        statement, values = _statement(one)
        by_statement.setdefault(statement, []).append(values)
    return tuple(
        Batch(statement=statement, values=tuple(values))
        for statement, values in by_statement.items()
    )


def write(driver: sqlite3.Connection, work: Iterable[Batch]) -> None:
    """Write batches in one transaction, as durable as the file was opened."""
    driver.execute("BEGIN IMMEDIATE")
    for batch in work:
        driver.executemany(batch.statement, batch.values)
    driver.execute("COMMIT")


def insert_into(table: str, columns: Iterable[str]) -> str:
    """Return the statement that inserts rows of these columns."""
    names = [f'"{column}"' for column in columns]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - own names


def _statement(written: Written) -> tuple[str, tuple[Any, ...]]:
    table = written.table
    where = " AND ".join(f'"{column}" = ?' for column in table.key)
    if written.change is Change.INSERT:
        return insert_into(table.name, table.columns), written.after
    key = _pick(written, table.key, written.before)
    if written.change is Change.DELETE:
        return f"DELETE FROM {table.name} WHERE {where}", key  # noqa: S608 - own names
    changed = written.changed()
    sets = ", ".join(f'"{column}" = ?' for column in changed)
    statement = f"UPDATE {table.name} SET {sets} WHERE {where}"  # noqa: S608 - own names
    return statement, (*_pick(written, changed, written.after), *key)


def _pick(written: Written, columns: Iterable[str], values: tuple[Any, ...]) -> tuple[Any, ...]:
    by_column = dict(zip(written.table.columns, values, strict=True))
    return tuple(by_column[column] for column in columns)
