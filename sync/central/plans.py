"""Looks at how PostgreSQL answers the hot queries: large tables are not read from end to end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg.rows import dict_row

from sync.central.hot_queries import HOT_QUERIES, HotQuery
from sync.connection import connect, translated

ROWS_MAX = 10_000
"""A table of so many rows may be read whole: an index would hardly be quicker."""

EXPLAIN: LiteralString = "EXPLAIN (FORMAT JSON, VERBOSE) "
MEASURE: LiteralString = "EXPLAIN (FORMAT JSON, VERBOSE, ANALYZE, TIMING OFF) "


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPlan:
    """How central answers a query.

    Attributes:
        name: Of the query.
        scans: Large tables or partitions that it reads from end to end.
        took_us: Planning and execution together, in microseconds; None when it was not carried
            out.
    """

    name: str
    scans: tuple[str, ...]
    took_us: int | None


def look_at_plans(
    url: str, *, measure: bool = False, rows_max: int = ROWS_MAX
) -> tuple[QueryPlan, ...]:
    """Plan the hot queries with values from this central; those it has no data for are left out.

    Args:
        measure: Carry them out, too.
        rows_max: A table of so many rows, or a partition, may be read whole.

    Raises:
        CentralUnreachableError: Nobody answers there.
        CentralRefusedError: The role or password is wrong.
    """
    with connect(url) as connection, translated(url):
        found = [
            _look_at(connection, query, measure=measure, rows_max=rows_max) for query in HOT_QUERIES
        ]
    return tuple(plan for plan in found if plan is not None)


def _look_at(
    connection: psycopg.Connection, hot: HotQuery, *, measure: bool, rows_max: int
) -> QueryPlan | None:
    example = connection.cursor(row_factory=dict_row).execute(hot.example).fetchone()
    if example is None:
        return None
    explained = _explain(connection, hot.query, example, MEASURE if measure else EXPLAIN)
    scans = {
        scanned
        for scanned in _tables_read_whole(explained["Plan"])
        if _rows_of(connection, scanned) > rows_max
    }
    return QueryPlan(
        name=hot.name,
        scans=tuple(sorted(scans)),
        took_us=_microseconds(explained) if measure else None,
    )


def _microseconds(explained: Mapping[str, Any]) -> int:
    return int((explained["Planning Time"] + explained["Execution Time"]) * 1_000)


def _explain(
    connection: psycopg.Connection,
    query: LiteralString,
    values: Mapping[str, object],
    how: LiteralString,
) -> dict[str, Any]:
    # The values become part of the text, as in the first calls of a prepared statement.
    row = psycopg.ClientCursor(connection).execute(how + query, values).fetchone()
    assert row, "a plan is a row"
    explained: dict[str, Any] = row[0][0]
    return explained


def _tables_read_whole(node: Mapping[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield f"{node['Schema']}.{node['Relation Name']}"
    for child in node.get("Plans", ()):
        yield from _tables_read_whole(child)


def _rows_of(connection: psycopg.Connection, table: str) -> int:
    query = "SELECT reltuples FROM pg_class WHERE oid = %s::regclass"
    row = connection.execute(query, (table,)).fetchone()
    assert row, "a table in a plan is there"
    return int(row[0])
