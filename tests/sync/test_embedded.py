"""A shop without a database server has one of its own."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from sync.central.schema import central_transaction
from sync.connection import connect
from sync.embedded import EmbeddedCentral
from sync.errors import CentralRefusedError, EmbeddedCentralError
from tests.postgres import folder_for_a_server


@pytest.fixture(scope="module")
def embedded() -> Iterator[EmbeddedCentral]:
    """One that all tests here share."""
    with folder_for_a_server() as folder:
        central = EmbeddedCentral(data=folder / "shop")
        yield central
        central.stop()


def test_it_starts_once_and_is_found_by_others(embedded: EmbeddedCentral) -> None:
    url = embedded.start()

    again = EmbeddedCentral(data=embedded.data)

    assert again.is_running()
    assert again.start() == url
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("countertop",)


def test_its_data_is_there_after_a_restart(embedded: EmbeddedCentral) -> None:
    url = embedded.start()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 412 AS sales")

    stopped = embedded.stop()

    assert stopped
    assert not embedded.is_running()
    assert not embedded.stop()
    assert embedded.start() == url
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT sales FROM kept").fetchone() == (412,)


def test_who_fills_it_may_think_longer_between_two_statements_than_a_register(
    embedded: EmbeddedCentral,
) -> None:
    limit = "SHOW idle_in_transaction_session_timeout"
    url = embedded.start()

    with psycopg.connect(url) as connection:
        assert connection.execute(limit.encode()).fetchone() == ("10s",)
    with central_transaction(url) as transaction:
        assert transaction.scalar(sa.text(limit)) == "0"


def test_nobody_gets_in_without_the_password(embedded: EmbeddedCentral) -> None:
    url = embedded.start()

    with pytest.raises(CentralRefusedError):
        connect(url.replace("postgres:", "postgres:not", 1))

    assert (embedded.data / "password").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_was_never_started_has_no_url(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedCentralError):
        _ = EmbeddedCentral(data=tmp_path).url


@pytest.mark.parametrize("letters", [91, 92, 93, 200])
def test_however_long_the_name_of_its_folder_it_can_be_reached(letters: int) -> None:
    central = EmbeddedCentral(data=Path("/" + "x" * letters))

    socket = central._socket_folder / ".s.PGSQL.5432"

    assert len(str(socket)) <= 107
