"""A central as `central init` leaves it: the required rows, the functions, the seeds' views."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.central.full_shop import fill
from tests.central.web_shop import Desk
from tests.postgres import PostgresServer, database_name
from tests.sync.branch import Branch


@pytest.fixture
def central(central_server: PostgresServer, new_central: str) -> Iterator[Branch]:
    """A central of the test's own, seen by its owner."""
    url = central_server.new_database(template=new_central)
    yield Branch(url=url)
    central_server.drop_database(url)


@pytest.fixture(scope="session")
def desk_line(central_server: PostgresServer, new_central: str) -> Iterator[psycopg.Connection]:
    """A connection to a central that every test leaves as it was."""
    url = central_server.new_database(template=new_central)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection
    central_server.drop_database(url)


@pytest.fixture
def desk(desk_line: psycopg.Connection) -> Iterator[Desk]:
    """A central as it is after `central init`; what a test does there is undone."""
    with desk_line.transaction(force_rollback=True):
        yield Desk(url="nowhere else", connection=desk_line)


@pytest.fixture(scope="session")
def filled_central(central_server: PostgresServer, new_central: str) -> str:
    """The name of a central with rows in every table; do not connect to it."""
    url = central_server.new_database(template=new_central)
    fill(url)
    return database_name(url)


@pytest.fixture(scope="session")
def full_shop(shop: Branch) -> Iterator[psycopg.Connection]:
    """A connection to a central with rows in every table, for looking only."""
    with psycopg.connect(shop.url, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = on")
        yield connection


@pytest.fixture(scope="session")
def shop(central_server: PostgresServer, filled_central: str) -> Iterator[Branch]:
    """A central with rows in every table, for looking only, seen by its owner."""
    url = central_server.new_database(template=filled_central)
    yield Branch(url=url)
    central_server.drop_database(url)


@pytest.fixture
def filled(central_server: PostgresServer, filled_central: str) -> Iterator[Branch]:
    """A central of the test's own with rows in every table, seen by its owner."""
    url = central_server.new_database(template=filled_central)
    yield Branch(url=url)
    central_server.drop_database(url)
