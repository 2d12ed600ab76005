"""A place for simulated worlds."""

from collections.abc import Iterator

import pytest

from sync.simulation.postgres import Server
from sync.simulation.run import Stage, open_stage
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """Where runs with the model of central are played."""
    with open_stage() as stage:
        yield stage


@pytest.fixture(scope="session")
def postgres_stage(central_server: PostgresServer) -> Iterator[Stage]:
    """Where runs with a real PostgreSQL are played."""
    with Server(central_server.admin_url) as server, open_stage(server.make_central) as stage:
        yield stage
