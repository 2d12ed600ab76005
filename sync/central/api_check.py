"""Looks whether the functions of the exchange are there, and whether a register may call them.

Each function returns the names of those that are not as they should be; none is good news.
"""

import psycopg

_API = (
    "hello(integer,integer,integer,text,text,bigint,timestamptz)",
    "push(integer,bigint,text,bytea)",
    "push_opaque(integer,bigint,bytea,bytea)",
    "sequence()",
    "is_settled()",
    "pull(integer,bigint,integer)",
    "snapshot(integer,text,uuid,integer)",
    "board()",
    "fetch(jsonb)",
    "report_fork(integer,bigint)",
    "begin_life(integer,integer,text)",
    "look_up_facts(uuid[])",
    "digest(text)",
    "bucket(text,integer)",
)

_DECLARED = """
WITH declared AS (
  SELECT unnest(%s::text[]) AS name
  UNION ALL
  SELECT format('load_%%s(integer,uuid,integer)', table_name) FROM sync.board_tables())
SELECT name FROM declared WHERE """

_IS_MISSING = "to_regprocedure('sync_api.' || name) IS NULL"
_IS_CLOSED = "NOT has_function_privilege('countertop_device', 'sync_api.' || name, 'EXECUTE')"


def missing_functions(connection: psycopg.Connection) -> list[str]:
    """Return functions that are not there."""
    return _names(connection, _IS_MISSING)


def closed_functions(connection: psycopg.Connection) -> list[str]:
    """Return functions that a register may not call; all of them must be there."""
    return _names(connection, _IS_CLOSED)


def _names(connection: psycopg.Connection, condition: str) -> list[str]:
    query = f"{_DECLARED}{condition}"
    return [name for (name,) in connection.execute(query.encode(), (list(_API),))]
