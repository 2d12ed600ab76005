"""Makes a database the central of a business: tables, functions, roles, partitions.

Tables come from the migrations of `models`; everything that can be replaced at any time is SQL in
files beside this one, run again at each start. Both may be repeated without harm.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import LiteralString

import psycopg
import sqlalchemy as sa

from models.migrations.runner import Upgrade, upgrade_central
from models.required_rows import insert_first_shop, insert_required_rows
from sync.connection import connect, translated
from sync.errors import OwnerTooWeakError

SQL_FILES = (
    "roles",
    "ids",
    "partitions",
    "numbers",
    "down_changes",
    "facts",
    "stock",
    "money",
    "promises",
    "stored_value",
    "journal",
    "same_person",
    "offers",
    "price_lists",
    "parked_carts",
    "promised_days",
    "family",
    "changes",
    "lives",
    "push",
    "board",
    "triggers",
    "sequence",
    "pull",
    "snapshot",
    "first_load",
    "tombstones",
    "verify",
    "hello",
    "repair",
    "corrections",
    "inbox_retention",
    "orphans",
    "attention",
    "grants",
    "shop/tokens",
    "shop/api_keys",
    "shop/sessions",
    "shop/jobs",
    "shop/numbers",
    "shop/orders",
    "shop/order_states",
    "shop/order_lines",
    "shop/reservations",
    "shop/payments",
    "shop/stock_changes",
    "shop/people",
    "shop/erasure",
    "shop/carts",
    "shop/web_carts",
    "shop/reviews",
    "shop/read_only",
    "shop/columns",
    "shop/popularity",
    "shop/timestamps",
    "shop/audit",
    "shop/prices",
    "shop/prior_prices",
    "shop/notifications",
    "shop/coupons",
    "shop/redemptions",
    "shop/shipments",
    "shop/returns",
    "shop/registries",
    "shop/product_feeds",
    "seeds/keys",
    "seeds/words",
    "seeds/words_written",
    "seeds/compat",
    "seeds/lookups",
    "seeds/rollups",
    "seeds/ratings",
    "seeds/cloudkidd",
    "seeds/ecommerce",
    "seeds/ecommerce_orders",
    "seeds/ecommerce_operations",
    "seeds/microservices",
    "seeds/microservices_carts",
    "seeds/bakery",
    "seeds/baby_petite",
    "seeds/baby_petite_orders",
    "seeds/baby_petite_family",
    "seeds/baby_petite_summaries",
    "seeds/twins",
    "seeds/cloudkidd_writing",
    "seeds/ecommerce_writing",
    "seeds/ecommerce_order_writing",
    "seeds/microservices_writing",
    "seeds/microservices_order_writing",
    "seeds/bakery_writing",
    "seeds/baby_petite_writing",
    "seeds/baby_petite_order_writing",
    "seeds/columns_written",
    "seeds/access",
    "seeds/customers",
)
"""In the order in which they are run: the exchange, the shop's rules, the seeds' views of it."""

_PARTITIONS = "SELECT count(*) FROM pg_class WHERE relispartition AND relkind = 'r'"

ROLES = (
    "countertop_device",
    "countertop_service",
    "countertop_customer",
    "compat_reader",
    "compat_secrets",
)
"""What `roles.sql` makes."""

INIT_LOCK = 0x73796E63
"""Any number that no other program locks: two set-ups of one database take turns."""
INIT_TRIES_MAX = 5
SEQUENCE_STEPS_MAX = 10_000
"""Calls of the sequencer after which the tills may see to the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralMade:
    """What `init_central` did.

    Attributes:
        upgrade: Of the tables.
        partitions_made: Months and years that tables got a partition for.
        facts_taken: Facts that waited for this version and have now gone through.
        rows_on_board: Rows that registers may get.
    """

    upgrade: Upgrade
    partitions_made: int
    facts_taken: int
    rows_on_board: int


def init_central(url: str) -> CentralMade:
    """Make or upgrade central; safe to repeat, and to run twice at once.

    Args:
        url: A libpq URL of a role that owns the database and may create roles.

    Raises:
        DatabaseIsNewerError: A newer program wrote it.
        CentralUnreachableError: Nobody answers there.
        CentralRefusedError: The role or password is wrong.
        OwnerTooWeakError: The role may not make schemas, or the roles that are not there yet.
    """
    with connect(url) as connection:
        # What is wrong is said in our words, not in the migrations'.
        _check_owner(connection)
    upgrade = upgrade_central(url)
    _insert_rows(url)
    partitions, taken, rows = _run_sql(url)
    return CentralMade(
        upgrade=upgrade, partitions_made=partitions, facts_taken=taken, rows_on_board=rows
    )


def _check_owner(connection: psycopg.Connection) -> None:
    found = connection.execute(
        """
        SELECT current_user, current_database(),
          has_database_privilege(current_database(), 'CREATE'),
          (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
            OR (SELECT count(*) FROM pg_roles WHERE rolname = ANY (%s)) = %s
        """,
        (list(ROLES), len(ROLES)),
    ).fetchone()
    assert found, "whoever is connected has a name"
    role, database, may_create, may_make_roles = found
    if not (may_create and may_make_roles):
        right = "CREATEROLE" if may_create else "CREATE"
        raise OwnerTooWeakError(role=role, database=database, right=right)


def read_sql(name: str) -> str:
    """Return the text of one of the SQL files, as in `read_sql("seeds/compat")`."""
    return files("sync.central.sql").joinpath(f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def central_transaction(url: str) -> Iterator[sa.Connection]:
    """Open a transaction on central for rows that are written through the models.

    Args:
        url: A libpq URL of a role that may write the tables: an owner, never a register.

    Raises:
        CentralUnreachableError: Nobody answers there.
        CentralRefusedError: The role or password is wrong.
    """
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(url, autocommit=False),
        poolclass=sa.NullPool,
    )
    with engine.begin() as connection:
        # Whoever makes thousands of rows thinks longer between two than a register may pause.
        connection.execute(sa.text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield connection


def _insert_rows(url: str) -> None:
    with central_transaction(url) as connection:
        insert_required_rows(connection)
        if connection.scalar(sa.text("SELECT NOT EXISTS (SELECT FROM stores)")):
            insert_first_shop(connection)


def _run_sql(url: str) -> tuple[int, int, int]:
    for last_try in (False,) * (INIT_TRIES_MAX - 1) + (True,):
        try:
            with connect(url) as connection, translated(url):
                with connection.transaction():
                    partitions, taken = _run_files(connection)
                return partitions, taken, _place_on_board(connection)
        except psycopg.errors.InternalError_:
            # Roles belong to the cluster: another database granted to the same one just now.
            if last_try:
                raise
    raise AssertionError("the last try returns or raises")


def _run_files(connection: psycopg.Connection) -> tuple[int, int]:
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (INIT_LOCK,))
    partitions_before = _count(connection, _PARTITIONS)
    for name in SQL_FILES:
        connection.execute(read_sql(name).encode())
    taken = _count(connection, "SELECT sync.take_again()")
    connection.execute("SELECT sync.note_what_is_missing()")
    return _count(connection, _PARTITIONS) - partitions_before, taken


def _place_on_board(connection: psycopg.Connection) -> int:
    """Give positions, which only what is committed gets; return how many rows have one."""
    before = None
    for _step in range(SEQUENCE_STEPS_MAX):
        position = _count(connection, "SELECT coalesce(sync.sequence(), -1)")
        if position == before:
            break
        before = position
    return _count(connection, "SELECT count(*) FROM sync.feed")


def _count(connection: psycopg.Connection, query: LiteralString) -> int:
    row = connection.execute(query).fetchone()
    assert row, "a count is a row"
    return int(row[0])
