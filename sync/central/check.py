"""Looks whether a central database is in order, and names what is not.

Each check is one query that returns a row per finding; no rows is good news.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import psycopg

from models.migrations.runner import central_version
from pos.runtime.clock import SystemClock
from sync.central.api_check import closed_functions, missing_functions
from sync.central.seed_check import missing_rights, missing_views, rights_too_many
from sync.connection import connect, translated

PATIENCE = timedelta(minutes=1)
CLOCK_OFFSET_MAX = timedelta(seconds=5)


class FindingKind(StrEnum):
    """What can be wrong; `ui/text/central.py` says what to do about each."""

    SCHEMA_MISSING = "schema_missing"
    SCHEMA_OLD = "schema_old"
    SCHEMA_NEW = "schema_new"
    FUNCTION_MISSING = "function_missing"
    FUNCTION_OPEN = "function_open"
    FUNCTION_UNPINNED = "function_unpinned"
    GRANT_MISSING = "grant_missing"
    GRANT_TOO_MUCH = "grant_too_much"
    VIEW_MISSING = "view_missing"
    RIGHT_MISSING = "right_missing"
    RIGHT_TOO_MUCH = "right_too_much"
    TRIGGER_MISSING = "trigger_missing"
    PARTITION_MISSING = "partition_missing"
    INDEX_INVALID = "index_invalid"
    CLOCK_OFF = "clock_off"
    FEED_HELD_BACK = "feed_held_back"
    FACTS_SET_ASIDE = "facts_set_aside"
    FACTS_DEFERRED = "facts_deferred"
    STOCK_DIFFERS = "stock_differs"
    ORDER_DIFFERS = "order_differs"
    SHIFT_DIFFERS = "shift_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        subject: What it is about: a table, a function, a number.
    """

    kind: FindingKind
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralCheck:
    """What a look at central found.

    Attributes:
        schema: Its schema number; 0 when it has none.
        server: The version of PostgreSQL.
        registers: Enrolled ones that may exchange.
        findings: What is not in order; empty when all is well.
    """

    schema: int
    server: str
    registers: int
    findings: tuple[Finding, ...]


_CHECKS: tuple[tuple[FindingKind, str], ...] = (
    (
        FindingKind.FUNCTION_OPEN,
        """SELECT p.oid::regprocedure::text FROM pg_proc p
           WHERE p.pronamespace IN ('sync'::regnamespace, 'sync_api'::regnamespace)
             AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                         WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')""",
    ),
    (
        FindingKind.FUNCTION_UNPINNED,
        """SELECT p.oid::regprocedure::text FROM pg_proc p
           WHERE p.pronamespace = 'sync_api'::regnamespace
             AND NOT (p.prosecdef AND EXISTS (
               SELECT FROM unnest(p.proconfig) AS c (setting) WHERE c.setting LIKE 'search_path=%'))
        """,
    ),
    (
        FindingKind.GRANT_TOO_MUCH,
        """SELECT d.database_role || ': ' || c.oid::regclass
           FROM sync.device d JOIN pg_roles r ON r.rolname = d.database_role
           CROSS JOIN pg_class c
           WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace IN
               ('public'::regnamespace, 'sync'::regnamespace)
             AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
           LIMIT 20""",
    ),
    (
        FindingKind.TRIGGER_MISSING,
        """SELECT t.table_name || '.' || w.name
           FROM sync.board_tables() t
           CROSS JOIN (VALUES ('note_insert'), ('note_update'), ('note_delete')) AS w (name)
           WHERE NOT EXISTS (SELECT FROM pg_trigger g
             WHERE g.tgrelid = ('public.' || t.table_name)::regclass AND g.tgname = w.name
               AND g.tgenabled <> 'D')
           UNION ALL
           SELECT 'stock_movements.move_stock' WHERE NOT EXISTS (SELECT FROM pg_trigger g
             WHERE g.tgrelid = 'public.stock_movements'::regclass AND g.tgname = 'move_stock'
               AND g.tgenabled <> 'D')""",
    ),
    (
        FindingKind.PARTITION_MISSING,
        """SELECT schema_name || '.' || partition_name
           FROM sync.missing_partitions(p_ahead_max => 1)""",
    ),
    (
        FindingKind.INDEX_INVALID,
        "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid",
    ),
    (
        FindingKind.FACTS_SET_ASIDE,
        "SELECT count(*)::text FROM sync.dead_letter WHERE state = 'open' HAVING count(*) > 0",
    ),
    (
        FindingKind.FACTS_DEFERRED,
        "SELECT count(*)::text FROM sync.inbox WHERE status = 'deferred' HAVING count(*) > 0",
    ),
    (
        FindingKind.STOCK_DIFFERS,
        """SELECT count(*)::text FROM (
             SELECT FROM inventory_levels l
             FULL JOIN (SELECT variant_id, location_id, sum(quantity_delta) AS moved
                        FROM stock_movements GROUP BY variant_id, location_id) m
               USING (variant_id, location_id)
             WHERE coalesce(l.on_hand + sync.sum_uncounted(l.variant_id, l.location_id), 0)
                     <> coalesce(m.moved, 0)) AS different
           HAVING count(*) > 0""",
    ),
    (
        # A web shop may write its lines a little later than their order.
        FindingKind.ORDER_DIFFERS,
        """SELECT o.number FROM orders o
           LEFT JOIN LATERAL (
             SELECT coalesce(sum(l.gross_cents), 0) AS gross FROM order_lines l
             WHERE l.order_id = o.id) AS lines ON true
           WHERE o.channel <> 'register' AND o.status NOT IN ('cancelled', 'refunded')
             AND o.created_at BETWEEN now() - interval '90 days' AND now() - interval '5 minutes'
             AND lines.gross <> o.subtotal_cents
           ORDER BY o.number LIMIT 20""",
    ),
    (
        # A tape brings a shift's documents before its close. More may come later, never fewer.
        FindingKind.SHIFT_DIFFERS,
        """SELECT r.code || '/' || s.number FROM (
             SELECT * FROM shifts WHERE closed_at IS NOT NULL
             ORDER BY closed_at DESC LIMIT 1000) AS s
           JOIN registers r ON r.id = s.register_id
           WHERE (SELECT count(*) FROM orders o WHERE o.shift_id = s.id)
                   < (s.totals ->> 'sales')::bigint
              OR (SELECT count(*) FROM returns b WHERE b.shift_id = s.id)
                   < (s.totals ->> 'returns')::bigint
           ORDER BY s.closed_at LIMIT 20""",
    ),
)


_WRITING_SINCE = """
SELECT 'process ' || a.pid || ' in ' || a.datname || ' since ' || a.xact_start
FROM pg_stat_activity a
WHERE a.backend_xid IS NOT NULL AND a.xact_start < clock_timestamp() - %s
  AND a.pid <> pg_backend_pid()"""


def check_central(url: str, *, now: datetime, patience: timedelta = PATIENCE) -> CentralCheck:
    """Look at everything that registers rely on.

    Args:
        now: The time here, UTC, to be compared with the server's.
        patience: How long a transaction may write before it is named.

    Raises:
        CentralUnreachableError: Nobody answers there.
        CentralRefusedError: The role or password is wrong.
    """
    watch = SystemClock()
    began_ms = watch.monotonic_ms()
    with connect(url) as connection, translated(url):
        schema = _schema(connection)
        server = str(_value(connection, "SHOW server_version"))
        here = now + timedelta(milliseconds=watch.monotonic_ms() - began_ms)
        findings = [*_check_schema(schema), *_check_clock(connection, here)]
        registers = 0
        if schema == central_version():
            findings += _check_api(connection) or _check_rest(connection)
            findings += _check_seeds(connection)
            findings += _check_feed(connection, patience)
            registers = int(
                str(_value(connection, "SELECT count(*) FROM sync.device WHERE status = 'active'"))
            )
    return CentralCheck(schema=schema, server=server, registers=registers, findings=tuple(findings))


def _schema(connection: psycopg.Connection) -> int:
    if _value(connection, "SELECT to_regclass('sync.alembic_version')::text") is None:
        return 0
    return int(str(_value(connection, "SELECT version_num FROM sync.alembic_version")))


def _check_schema(schema: int) -> list[Finding]:
    known = central_version()
    if schema == known:
        return []
    if schema == 0:
        return [Finding(kind=FindingKind.SCHEMA_MISSING, subject="")]
    kind = FindingKind.SCHEMA_OLD if schema < known else FindingKind.SCHEMA_NEW
    return [Finding(kind=kind, subject=str(schema))]


def _check_clock(connection: psycopg.Connection, here: datetime) -> list[Finding]:
    """Central read its clock somewhere on the way there and back: in the middle, at best guess."""
    watch = SystemClock()
    asked_ms = watch.monotonic_ms()
    there = _value(connection, "SELECT clock_timestamp()")
    assert isinstance(there, datetime), "a clock tells the time"
    offset = there - here - timedelta(milliseconds=watch.monotonic_ms() - asked_ms) / 2
    if abs(offset) <= CLOCK_OFFSET_MAX:
        return []
    direction = "ahead of" if offset > timedelta() else "behind"
    subject = f"{abs(offset).total_seconds():.0f} s {direction}"
    return [Finding(kind=FindingKind.CLOCK_OFF, subject=subject)]


def _check_seeds(connection: psycopg.Connection) -> list[Finding]:
    found = {
        FindingKind.VIEW_MISSING: missing_views(connection),
        FindingKind.RIGHT_MISSING: missing_rights(connection),
        FindingKind.RIGHT_TOO_MUCH: rights_too_many(connection),
    }
    return [
        Finding(kind=kind, subject=subject)
        for kind, subjects in found.items()
        for subject in subjects
    ]


def _check_api(connection: psycopg.Connection) -> list[Finding]:
    missing = missing_functions(connection)
    if missing:
        return [Finding(kind=FindingKind.FUNCTION_MISSING, subject=name) for name in missing]
    closed = closed_functions(connection)
    return [Finding(kind=FindingKind.GRANT_MISSING, subject=name) for name in closed]


def _check_rest(connection: psycopg.Connection) -> list[Finding]:
    return [
        Finding(kind=kind, subject=row[0])
        for kind, query in _CHECKS
        for row in connection.execute(query.encode())
    ]


def _check_feed(connection: psycopg.Connection, patience: timedelta) -> list[Finding]:
    """Any transaction that writes, in any database of the server, holds new positions back."""
    return [
        Finding(kind=FindingKind.FEED_HELD_BACK, subject=row[0])
        for row in connection.execute(_WRITING_SINCE.encode(), (patience,))
    ]


def _value(connection: psycopg.Connection, query: str, *arguments: object) -> object:
    row = connection.execute(query.encode(), arguments or None).fetchone()
    return row[0] if row else None
