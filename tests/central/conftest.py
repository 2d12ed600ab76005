"""A central as `central init` leaves it: the required rows, the functions, the seeds' views."""

from collections.abc import Iterator

import pytest

from sync.central.schema import init_central
from tests.postgres import PostgresServer, database_name
from tests.sync.branch import Branch


@pytest.fixture(scope="session")
def made_central(central_server: PostgresServer) -> str:
    """The name of the database that tests get copies of; do not connect to it."""
    url = central_server.new_database()
    init_central(url)
    return database_name(url)


@pytest.fixture
def central(central_server: PostgresServer, made_central: str) -> Iterator[Branch]:
    """A central of the test's own, seen by its owner."""
    url = central_server.new_database(template=made_central)
    yield Branch(url=url)
    central_server.drop_database(url)
