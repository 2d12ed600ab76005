"""Makes a register in central: its row, its role with a password, the head of its tape.

Runs with an administrator's rights, in one transaction.
"""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from pos.life import LIFE_FIRST
from sync.errors import NoSuchStoreError, RegisterTakenError

ROLE_PREFIX = "countertop_till_"
CONNECTIONS_MAX = 5
"""For the exchange, to listen, to ask something, and two that the server has not missed yet."""

ROLE_SETTINGS = {
    "statement_timeout": "15s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "10s",
    "idle_session_timeout": "10min",
}
"""A till that hangs must not hold anything for long."""

TRANSACTION_TIMEOUT_FROM = 170_000
"""From PostgreSQL 17 on, `transaction_timeout` bounds the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The wish to have a register in central; see `sync.enrolment.Enrol`."""

    store_code: str
    register_code: str
    create_store: str | None
    take_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A register in central.

    Attributes:
        role: Its login.
        secret: The password of that login, known to nobody else.
        incarnation: The life of the register that begins now.
        numbers: How far the register's own series are that go on through all lives.
    """

    register_id: UUID
    role: str
    secret: str
    incarnation: int
    numbers: "Numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Series that a new installation of a register continues.

    Attributes:
        journal_seq: The last entry of its receipt journal; 0: none.
        journal_hash: The hash of that entry; "" when there is none.
        shift: The number of its last shift.
    """

    journal_seq: int = 0
    journal_hash: str = ""
    shift: int = 0


def register(connection: psycopg.Connection, wish: Registration) -> Registered:
    """Make the register, or hand it to a new installation; the caller commits.

    Raises:
        NoSuchStoreError: The store is not there and was not to be made.
        RegisterTakenError: Another installation is this register.
    """
    store_id = _find_store(connection, wish) or _make_store(connection, wish)
    register_id = _find_register(connection, store_id, wish) or _make_register(
        connection, store_id, wish
    )
    device = connection.cursor(row_factory=dict_row)
    device.execute(
        "SELECT database_role, incarnation FROM sync.device WHERE device_id = %s FOR UPDATE",
        (register_id,),
    )
    present = device.fetchone()
    if present is not None and not wish.take_over:
        raise RegisterTakenError(store=wish.store_code, register=wish.register_code)
    secret = secrets.token_urlsafe(32)
    role = present["database_role"] if present else new_role_name()
    incarnation = _next_life(connection, register_id)
    set_up_role(connection, role, secret=secret, is_new=present is None)
    registered = Registered(
        register_id=register_id,
        role=role,
        secret=secret,
        incarnation=incarnation,
        numbers=_read_numbers(connection, register_id),
    )
    set_up_device(connection, registered, store_id=store_id)
    return registered


def _next_life(connection: psycopg.Connection, register_id: UUID) -> int:
    """Return the next life by number; those that a register drew by lot are far above."""
    lives = connection.execute(
        "SELECT coalesce(max(incarnation), 0) + 1 FROM sync.device_head"
        " WHERE device_id = %s AND incarnation < %s",
        (register_id, LIFE_FIRST),
    ).fetchone()
    assert lives, "an aggregate is a row"
    return int(lives[0])


def _read_numbers(connection: psycopg.Connection, register_id: UUID) -> Numbers:
    last = connection.execute(
        "SELECT seq, hash FROM journal_entries WHERE register_id = %s ORDER BY seq DESC, id DESC"
        " LIMIT 1",
        (register_id,),
    ).fetchone()
    shift = connection.execute(
        "SELECT coalesce(max(number), 0) FROM shifts WHERE register_id = %s", (register_id,)
    ).fetchone()
    assert shift, "an aggregate is a row"
    seq, entry_hash = last or (0, "")
    return Numbers(journal_seq=seq, journal_hash=entry_hash, shift=shift[0])


def _find_store(connection: psycopg.Connection, wish: Registration) -> UUID | None:
    found = connection.execute(
        "SELECT id FROM stores WHERE code = %s AND deleted_at IS NULL", (wish.store_code,)
    ).fetchone()
    if found is None and wish.create_store is None:
        raise NoSuchStoreError(store=wish.store_code)
    return found[0] if found else None


def _make_store(connection: psycopg.Connection, wish: Registration) -> UUID:
    made = connection.execute(
        """
        WITH address AS (
          INSERT INTO addresses (id, recipient_name, line1, city, postal_code)
          VALUES (sync.new_id(), %(name)s, '', '', '') RETURNING id),
        store AS (
          INSERT INTO stores (id, code, name, address_id)
          SELECT sync.new_id(), %(code)s, %(name)s, id FROM address RETURNING id),
        location AS (
          INSERT INTO locations (id, store_id, code, name)
          SELECT sync.new_id(), id, %(code)s, 'Shop floor' FROM store)
        SELECT id FROM store
        """,
        {"name": wish.create_store, "code": wish.store_code},
    ).fetchone()
    assert made, "an insert returns its row"
    store_id: UUID = made[0]
    return store_id


def _find_register(
    connection: psycopg.Connection, store_id: UUID, wish: Registration
) -> UUID | None:
    found = connection.execute(
        "SELECT id FROM registers WHERE store_id = %s AND code = %s AND deleted_at IS NULL",
        (store_id, wish.register_code),
    ).fetchone()
    return found[0] if found else None


def _make_register(connection: psycopg.Connection, store_id: UUID, wish: Registration) -> UUID:
    made = connection.execute(
        """
        INSERT INTO registers (id, store_id, location_id, code, name, number_prefix)
        SELECT sync.new_id(), %(store)s, l.id, %(code)s, 'Register ' || %(code)s,
          -- Without the dash where it cannot be read two ways: S1 and 1R1, S11 and R1.
          CASE WHEN EXISTS (SELECT FROM registers WHERE number_prefix = %(prefix)s)
            THEN %(dashed)s ELSE %(prefix)s END
        FROM locations l
        WHERE l.store_id = %(store)s AND l.is_sellable AND l.deleted_at IS NULL
        ORDER BY l.created_at, l.id LIMIT 1
        RETURNING id
        """,
        {
            "store": store_id,
            "code": wish.register_code,
            "prefix": f"{wish.store_code}{wish.register_code}",
            "dashed": f"{wish.store_code}-{wish.register_code}",
        },
    ).fetchone()
    assert made, "every store has a place that it sells from"
    register_id: UUID = made[0]
    return register_id


def new_role_name() -> str:
    """Return a name for a register's login that no other has."""
    return f"{ROLE_PREFIX}{secrets.token_hex(8)}"


def set_up_role(connection: psycopg.Connection, role: str, *, secret: str, is_new: bool) -> None:
    """Give a register's login its password, its few rights and its limits."""
    # Only the verifier travels and may end in a server's log, never the password.
    verifier = connection.pgconn.encrypt_password(secret.encode(), role.encode(), b"scram-sha-256")
    name = sql.Identifier(role)
    if is_new:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
        connection.execute(sql.SQL("GRANT countertop_device TO {}").format(name))
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN CONNECTION LIMIT {} PASSWORD {}").format(
            name, sql.Literal(CONNECTIONS_MAX), sql.Literal(verifier.decode())
        )
    )
    settings = dict(ROLE_SETTINGS)
    if connection.info.server_version >= TRANSACTION_TIMEOUT_FROM:
        settings["transaction_timeout"] = "30s"
    for setting, value in settings.items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                name, sql.Identifier(setting), sql.Literal(value)
            )
        )


def set_up_device(
    connection: psycopg.Connection, registered: Registered, *, store_id: UUID
) -> None:
    """Note the register with the life that begins, and end those before it."""
    connection.execute(
        """
        INSERT INTO sync.device
          (device_id, store_id, device_name, database_role, status, incarnation, receipt_series,
           token_hash)
        SELECT g.id, %(store)s, g.name, %(role)s, 'active', %(incarnation)s, g.number_prefix,
          %(token_hash)s
        FROM registers g WHERE g.id = %(register)s
        ON CONFLICT (device_id) DO UPDATE SET
          status = 'active', incarnation = excluded.incarnation,
          token_hash = excluded.token_hash, updated_at = now()
        """,
        {
            "store": store_id,
            "register": registered.register_id,
            "role": registered.role,
            "incarnation": registered.incarnation,
            "token_hash": hashlib.sha256(registered.secret.encode()).hexdigest(),
        },
    )
    connection.execute(
        "UPDATE sync.device_head SET ended_at = now() WHERE device_id = %s AND ended_at IS NULL",
        (registered.register_id,),
    )
    connection.execute(
        "INSERT INTO sync.device_head (device_id, incarnation) VALUES (%s, %s)",
        (registered.register_id, registered.incarnation),
    )
