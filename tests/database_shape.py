"""Everything that can be seen of a database's schema, as plain values that a test can compare.

The order of columns is left out: a column that a migration adds comes last in an old database.
"""

import re
import sqlite3
import warnings
from contextlib import closing
from pathlib import Path

import psycopg
import sqlalchemy as sa

Shape = dict[str, set[tuple[object, ...]]]

ALEMBIC = "alembic_version"

POSTGRES_QUERIES = {
    "tables": """
        SELECT c.oid::regclass::text, c.relkind, pg_get_partkeydef(c.oid),
               pg_get_expr(c.relpartbound, c.oid)
        FROM pg_class c WHERE c.relkind IN ('r', 'p') AND {ours}""",
    "columns": """
        SELECT c.oid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod),
               a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND {ours}""",
    "constraints": """
        SELECT c.oid::regclass::text, k.conname, pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE {ours}""",
    "indexes": """
        SELECT c.oid::regclass::text, pg_get_indexdef(i.indexrelid)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE {ours}""",
    "triggers": """
        SELECT c.oid::regclass::text, pg_get_triggerdef(t.oid)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND {ours}""",
    "functions": """
        SELECT pg_get_functiondef(p.oid) FROM pg_proc p
        WHERE p.pronamespace IN ('public'::regnamespace, 'sync'::regnamespace)""",
}
POSTGRES_OURS = f"""
    c.relnamespace IN ('public'::regnamespace, 'sync'::regnamespace)
    AND c.relname <> '{ALEMBIC}'"""


def postgres_shape(url: str) -> Shape:
    """Look at the schemas `public` and `sync`."""
    with psycopg.connect(url) as connection:
        return {
            subject: set(connection.execute(query.format(ours=POSTGRES_OURS)))
            for subject, query in POSTGRES_QUERIES.items()
        }


def sqlite_shape(path: Path) -> Shape:
    """Look at a register's file."""
    with closing(sqlite3.connect(path)) as connection:
        seen = _seen_by_sqlite(connection)
    engine = sa.create_engine(f"sqlite:///{path}", poolclass=sa.NullPool)
    # One connection for all questions: each new one reads the whole schema first.
    with engine.connect() as connection, warnings.catch_warnings():
        # Indexes of expressions are compared by their text.
        warnings.filterwarnings("ignore", "Skipped unsupported reflection", sa.exc.SAWarning)
        return seen | _seen_by_the_inspector(sa.inspect(connection), sorted(_names(seen)))


def _seen_by_sqlite(connection: sqlite3.Connection) -> Shape:
    tables = set(
        connection.execute(
            "SELECT name, wr, strict FROM pragma_table_list"
            " WHERE schema = 'main' AND type = 'table' AND name NOT IN (?, 'sqlite_schema')",
            (ALEMBIC,),
        )
    )
    names = sorted(name for name, *_ in tables)
    columns = 'name, type, "notnull", dflt_value, pk, hidden'
    keys = '"table", "from", "to", on_update, on_delete'
    return {
        "tables": tables,
        "columns": _pragma(connection, names, f"{columns} FROM pragma_table_xinfo(?)"),
        "foreign keys": _pragma(connection, names, f"{keys} FROM pragma_foreign_key_list(?)"),
        "indexes": _pragma(connection, names, 'name, "unique", partial FROM pragma_index_list(?)'),
        "statements": _statements(connection),
    }


def _pragma(
    connection: sqlite3.Connection, tables: list[str], what: str
) -> set[tuple[object, ...]]:
    return {
        (table, *row) for table in tables for row in connection.execute(f"SELECT {what}", (table,))
    }


def _statements(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    """The text of what can be seen nowhere else: conditions, expressions, options of search."""
    query = (
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND (type <> 'table' OR sql LIKE 'CREATE VIRTUAL%')"
    )
    return {
        (kind, name, re.sub(r"\s+", " ", text)) for kind, name, text in connection.execute(query)
    }


def _seen_by_the_inspector(inspector: sa.Inspector, tables: list[str]) -> Shape:
    """What SQLite keeps only as text: checks, expressions of generated columns, names."""
    return {
        "checks": {
            (table, check["name"], re.sub(r"\s+", " ", check["sqltext"]))
            for table in tables
            for check in inspector.get_check_constraints(table)
        },
        "computed": {
            (table, column["name"], str(column.get("computed")))
            for table in tables
            for column in inspector.get_columns(table)
        },
        "names": {
            (table, key["name"], *key["column_names"])
            for table in tables
            for key in inspector.get_unique_constraints(table)
        }
        | {
            (table, key["name"], *key["constrained_columns"])
            for table in tables
            for key in inspector.get_foreign_keys(table)
        },
    }


def _names(shape: Shape) -> set[str]:
    return {str(name) for name, *_ in shape["tables"]}
