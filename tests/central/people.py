"""Logins of a central, real ones: a web shop's server, a reader, customers."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import UUID

import psycopg

from sync.central.logins import Access, LoginWish, grant_login
from tests.sync.branch import Branch

PASSWORD = "correct horse battery staple"  # noqa: S105


def login_url(central: Branch, *access: Access) -> str:
    """Make a login that has these roles, once per server; return its URL of this central."""
    name = "test_" + "_".join(access)
    for each in access:
        grant_login(central.url, LoginWish(access=each, login=name, password=PASSWORD))
    parts = urlsplit(central.url)
    _, _, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{name}:{quote(PASSWORD)}@{place}"))


@contextmanager
def signed_in(central: Branch, *access: Access) -> Iterator[psycopg.Connection]:
    """Be somebody with these roles."""
    with psycopg.connect(login_url(central, *access), autocommit=True) as connection:
        yield connection


@contextmanager
def customer(central: Branch, user: UUID | None) -> Iterator[psycopg.Connection]:
    """Be a customer whose session the web shop has opened; None: it forgot to say whose."""
    with signed_in(central, Access.CUSTOMER) as connection:
        if user is not None:
            connection.execute("SELECT set_config('app.user_id', %s, false)", (str(user),))
        yield connection
