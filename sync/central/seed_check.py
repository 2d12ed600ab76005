"""Looks whether the seeds' views are there, and whether each role may do what it should, no more.

Each function returns what it finds, in words that name the thing; nothing is good news.
"""

import psycopg

from models.metadata import central_metadata
from sync.central.seed_views import declared_views

READERS = ("compat_reader", "countertop_service")
"""Roles that read every table of the business."""

VIEWERS = (*READERS, "countertop_customer")
"""Roles that may ask every view; what a customer is shown depends on the tables behind it."""

OPEN_TO_CUSTOMERS = (
    "roles",
    "stores",
    "categories",
    "product_images",
    "payment_methods",
    "products",
    "variants",
)
"""Tables of which every customer sees all rows."""

_MISSING_VIEWS = """
SELECT format('%%I.%%I', d.schema, d.name)
FROM unnest(%s::text[], %s::text[]) AS d (schema, name)
WHERE NOT EXISTS (SELECT FROM pg_views v WHERE v.schemaname = d.schema AND v.viewname = d.name)"""

_MISSING_RIGHTS = """
SELECT format('%%s: %%I.%%I', r.name, v.schemaname, v.viewname)
FROM pg_views v CROSS JOIN unnest(%s::text[]) AS r (name)
WHERE v.schemaname = ANY (%s::text[])
  AND NOT has_table_privilege(r.name, format('%%I.%%I', v.schemaname, v.viewname), 'SELECT')
UNION ALL
SELECT format('%%s: schema %%I', r.name, n.nspname)
FROM pg_namespace n CROSS JOIN unnest(%s::text[]) AS r (name)
WHERE n.nspname = ANY (%s::text[]) AND NOT has_schema_privilege(r.name, n.oid, 'USAGE')
UNION ALL
SELECT format('%%s: %%s', r.name, c.oid::regclass)
FROM pg_class c CROSS JOIN unnest(%s::text[]) AS r (name)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT IN ('staff', 'sync_conflicts')
  AND NOT has_any_column_privilege(r.name, c.oid, 'SELECT')
UNION ALL
SELECT 'countertop_customer: ' || t.name
FROM unnest(ARRAY['users', 'orders', 'order_lines', 'addresses']) AS t (name)
WHERE NOT has_any_column_privilege('countertop_customer', 'public.' || t.name, 'SELECT')
UNION ALL
SELECT 'countertop_service: ' || t.name
FROM unnest(ARRAY['users', 'orders', 'order_lines', 'addresses', 'carts', 'payments']) AS t (name)
WHERE NOT has_table_privilege('countertop_service', 'public.' || t.name, 'INSERT')"""

# A posted table has a trigger that refuses; a role of ours must not even get as far.
_TOO_MUCH = """
SELECT format('%%s: %%s', r.name, c.oid::regclass)
FROM pg_class c
CROSS JOIN (VALUES ('countertop_service'), ('countertop_customer'), ('compat_reader')) AS r (name)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND c.relname = ANY (%s::text[])
  AND has_table_privilege(r.name, c.oid, 'UPDATE, DELETE, TRUNCATE')
UNION ALL
SELECT 'countertop_customer: ' || c.oid::regclass
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND has_any_column_privilege('countertop_customer', c.oid, 'SELECT')
  AND NOT c.relrowsecurity AND c.relname <> ALL (%s::text[])"""


def missing_views(connection: psycopg.Connection) -> list[str]:
    """Name the views, second names too, that are not there."""
    schemas, names = zip(*declared_views(), strict=True)
    return _words(connection, _MISSING_VIEWS, list(schemas), list(names))


def missing_rights(connection: psycopg.Connection) -> list[str]:
    """Name roles and what they may not read or write, although they should."""
    viewers, schemas = list(VIEWERS), sorted({schema for schema, _ in declared_views()})
    return _words(connection, _MISSING_RIGHTS, viewers, schemas, viewers, schemas, list(READERS))


def rights_too_many(connection: psycopg.Connection) -> list[str]:
    """Name roles that may alter what is posted, and tables that show customers everybody's rows."""
    posted = [table.name for table in central_metadata().tables.values() if table.info["posted"]]
    return _words(connection, _TOO_MUCH, posted, list(OPEN_TO_CUSTOMERS))


def _words(connection: psycopg.Connection, query: str, *lists: list[str]) -> list[str]:
    return [row[0] for row in connection.execute(query.encode(), lists)]
