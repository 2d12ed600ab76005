"""Gives a login to whoever works with central besides registers: a web shop, a report, its server.

What each role may do is in `sql/seeds/access.sql` and `customers.sql`; a login only belongs to it.
"""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum

import psycopg
from psycopg import sql

from sync.connection import connect, translated
from sync.errors import LoginNotOursError


class Access(StrEnum):
    """What a login is for."""

    SERVICE = "service"
    CUSTOMER = "customer"
    READER = "reader"
    SECRETS = "secrets"


ROLES = {
    Access.SERVICE: "countertop_service",
    Access.CUSTOMER: "countertop_customer",
    Access.READER: "compat_reader",
    Access.SECRETS: "compat_secrets",
}

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_OURS = ("countertop_", "compat_", "pg_")
"""How the roles themselves and the registers' logins begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginWish:
    """The wish for a login.

    Attributes:
        login: Its name, in lower case.
        password: None: make one up for a new login, and leave the one of a login that exists.
    """

    access: Access
    login: str
    password: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A login that may do what was wished.

    Attributes:
        role: The role that it belongs to now, perhaps among others.
        is_new: It was not there before.
        password: The one that was made up, shown this once; None: the caller's, or the old one.
    """

    login: str
    role: str
    is_new: bool
    password: str | None


def grant_login(url: str, wish: LoginWish) -> Login:
    """Make a login, or give one that exists another role; safe to repeat.

    Args:
        url: A libpq URL of central's owner, who may create roles.

    Raises:
        LoginNotOursError: The name is not fit, is a register's or a role's, or an administrator's.
        CentralUnreachableError: Nobody answers there.
        CentralRefusedError: The owner may not do that.
        CentralNotReadyError: There is no central in that database.
    """
    if not _NAME.fullmatch(wish.login) or wish.login.startswith(_OURS):
        raise LoginNotOursError(login=wish.login)
    with connect(url, autocommit=False) as connection, translated(url):
        is_new = _is_new(connection, wish.login)
        made_up = secrets.token_urlsafe(24) if is_new and wish.password is None else None
        _set_up(connection, wish, password=made_up or wish.password, is_new=is_new)
    return Login(login=wish.login, role=ROLES[wish.access], is_new=is_new, password=made_up)


def _is_new(connection: psycopg.Connection, login: str) -> bool:
    found = connection.execute(
        """
        SELECT rolsuper OR rolcreaterole OR rolname = current_user
          OR pg_has_role(oid, 'countertop_device', 'MEMBER')
        FROM pg_roles WHERE rolname = %s
        """,
        (login,),
    ).fetchone()
    if found and found[0]:
        raise LoginNotOursError(login=login)
    return found is None


def _set_up(
    connection: psycopg.Connection, wish: LoginWish, *, password: str | None, is_new: bool
) -> None:
    name = sql.Identifier(wish.login)
    if is_new:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
    if password is not None:
        # Only the verifier travels and may end in a server's log, never the password.
        verifier = connection.pgconn.encrypt_password(
            password.encode(), wish.login.encode(), b"scram-sha-256"
        )
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(verifier.decode()))
        )
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(ROLES[wish.access]), name))
