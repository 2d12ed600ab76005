"""Takes the shop of a register that worked alone into central: rows, register, head of the tape.

Runs with an administrator's rights, in one transaction: central has all of the shop or nothing.
What the register's tape tells of is left to the tape, which comes up as any other.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from models.metadata import central_metadata
from pos.domain.fact import to_json
from sync.central.registration import (
    Numbers,
    Registered,
    new_role_name,
    set_up_device,
    set_up_role,
)
from sync.errors import ShopClashError, StoreTakenError

Rows = Sequence[Mapping[str, Any]]

OF_THE_STORE = frozenset({"stores", "locations", "registers"})
"""Tables in which the shop's own rows win over those that central was set up with."""

_VALUE = re.compile(r"\)=\((.*)\)")
"""Where PostgreSQL says, in any language, which value of a unique column was there already."""

_FIND_STORE = """
SELECT s.id, s.code,
  EXISTS (SELECT FROM sync.device d WHERE d.store_id = s.id)
  OR EXISTS (SELECT FROM orders o WHERE o.store_id = s.id)
  OR EXISTS (SELECT FROM stock_movements m JOIN locations l ON l.id = m.location_id
             WHERE l.store_id = s.id)
FROM stores s WHERE s.id = %(store)s OR s.code = %(code)s
"""
_FIND_DEVICE = """
SELECT database_role, token_hash FROM sync.device WHERE device_id = %s
"""
_BEGIN_LIFE = """
INSERT INTO sync.device_head (device_id, incarnation) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A shop that wants to join.

    Attributes:
        store_code: What the store shall be called at central.
        register_code: What the register shall be called there.
        lives: The lives of its database that have a tape, the oldest first; it leads the last one.
    """

    store_id: UUID
    register_id: UUID
    store_code: str
    register_code: str
    lives: tuple[int, ...]


def find_founded(
    connection: psycopg.Connection, shop: Founding, *, find_secret: Callable[[str], str | None]
) -> Registered | None:
    """Return the register when this installation brought the shop along before, else None.

    Lives that began since may send from now on.

    Args:
        find_secret: Finds the password of a role on this machine; who has it, is the register.
    """
    device = connection.execute(_FIND_DEVICE, (shop.register_id,)).fetchone()
    if device is None:
        return None
    role, token_hash = device
    secret = find_secret(role)
    if secret is None or _hashed(secret) != token_hash:
        return None
    _begin_lives(connection, shop)
    return Registered(
        register_id=shop.register_id,
        role=role,
        secret=secret,
        incarnation=shop.lives[-1],
        numbers=Numbers(),
    )


def found(
    connection: psycopg.Connection, shop: Founding, tables: Iterable[tuple[str, Rows]]
) -> Registered:
    """Write the shop's rows and make its register; the caller commits.

    Args:
        tables: Names and rows, parents before children.

    Raises:
        StoreTakenError: Central has another shop under that code or key.
        ShopClashError: Something that can be there once is there already.
    """
    connection.execute("LOCK TABLE sync.device IN SHARE ROW EXCLUSIVE MODE")
    _refuse_taken_store(connection, shop)
    is_first = connection.execute("SELECT FROM sync.device LIMIT 1").fetchone() is None
    for table, rows in tables:
        _write(connection, table, rows, wins=is_first or table in OF_THE_STORE)
    secret = secrets.token_urlsafe(32)
    registered = Registered(
        register_id=shop.register_id,
        role=new_role_name(),
        secret=secret,
        incarnation=shop.lives[-1],
        numbers=Numbers(),
    )
    set_up_role(connection, registered.role, secret=secret, is_new=True)
    set_up_device(connection, registered, store_id=shop.store_id)
    _begin_lives(connection, shop)
    return registered


def _refuse_taken_store(connection: psycopg.Connection, shop: Founding) -> None:
    wanted = {"store": shop.store_id, "code": shop.store_code}
    for store_id, code, is_in_use in connection.execute(_FIND_STORE, wanted).fetchall():
        if is_in_use or store_id != shop.store_id:
            raise StoreTakenError(store=code)


def _write(connection: psycopg.Connection, table: str, rows: Rows, *, wins: bool) -> None:
    if not rows:
        return
    try:
        connection.execute(
            _insert(table, tuple(rows[0]), wins=wins), (json.dumps(list(rows), default=to_json),)
        )
    except psycopg.errors.UniqueViolation as error:
        value = _VALUE.search(error.diag.message_detail or "")
        raise ShopClashError(table=table, value=value[1] if value else "") from error


def _insert(table: str, columns: Sequence[str], *, wins: bool) -> sql.Composed:
    (key,) = central_metadata().tables[table].primary_key.columns
    names = [sql.Identifier(name) for name in columns]
    changes = [sql.SQL("{0} = excluded.{0}").format(name) for name in names]
    return sql.SQL(
        "INSERT INTO public.{table} ({names})"
        " SELECT {names} FROM jsonb_populate_recordset(NULL::public.{table}, %s)"
        " ON CONFLICT ({key}) DO {deed}"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(names),
        key=sql.Identifier(key.name),
        deed=sql.SQL("UPDATE SET ") + sql.SQL(", ").join(changes) if wins else sql.SQL("NOTHING"),
    )


def _begin_lives(connection: psycopg.Connection, shop: Founding) -> None:
    for life in shop.lives:
        connection.execute(_BEGIN_LIFE, (shop.register_id, life))


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
