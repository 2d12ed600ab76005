"""A central that proves who it is, and a till that insists on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from sync.connection import connect
from sync.enrolment import Enrol
from sync.errors import CentralUntrustedError
from tests.fakes.set_clock import SetClock
from tests.postgres import PostgresServer, database_name
from tests.servers import PGBOUNCER, Authority, Pooler
from tests.sync.branch import SHIRT, Branch, Till, enrol_till

pytestmark = pytest.mark.skipif(
    PGBOUNCER is None, reason="PgBouncer is not installed (Debian: apt-get install pgbouncer)"
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), "shop-authority")


@pytest.fixture(scope="module")
def gate(central_server: PostgresServer, authority: Authority) -> Iterator[Pooler]:
    """The way into central: its certificate is for localhost. The wheel's server has no TLS."""
    with Pooler(central_server.admin_url, proves_with=authority) as gate:
        yield gate


@pytest.fixture
def url(gate: Pooler, branch: Branch) -> str:
    return gate.url(database_name(branch.url))


def test_a_till_that_insists_on_the_certificate_sells_and_sends(
    till: Till, branch: Branch, gate: Pooler, authority: Authority
) -> None:
    till.address = make_conninfo(gate.address(database_name(branch.url)), **insist_on(authority))
    till.open_shift()
    till.sell(SHIRT)

    till.sync()

    with till.central() as central:
        assert central._connection.pgconn.ssl_in_use
    assert branch.count("orders") == 1


def test_a_register_keeps_what_it_insists_on_when_it_joins(
    url: str, authority: Authority, register_template: Path, tmp_path: Path, clock: SetClock
) -> None:
    proved = make_conninfo(url, **insist_on(authority))
    shutil.copy(register_template, tmp_path / "till.db")
    till = Till(tmp_path, Branch(url=proved), clock)

    enrol_till(till, Enrol(url=proved, store_code="S1", register_code="R9"))

    assert "verify-full" in till.ask("SELECT value FROM sync_state WHERE key = 'central'")
    till.close()


def test_a_certificate_of_another_authority_is_not_believed(url: str, tmp_path: Path) -> None:
    other = Authority(tmp_path, "somebody-else")

    with pytest.raises(CentralUntrustedError) as refused:
        connect(make_conninfo(url, **insist_on(other)))

    assert "certificate verify failed" in refused.value.facts["reason"]


def test_a_certificate_for_another_name_is_not_believed(url: str, authority: Authority) -> None:
    elsewhere = make_conninfo(url, host="central.example", hostaddr="127.0.0.1")

    with pytest.raises(CentralUntrustedError) as refused:
        connect(make_conninfo(elsewhere, **insist_on(authority)))

    assert "does not match host name" in refused.value.facts["reason"]


def test_a_server_without_any_certificate_is_not_believed(
    central_server: PostgresServer, branch: Branch, authority: Authority
) -> None:
    with Pooler(central_server.admin_url) as plain:
        url = plain.url(database_name(branch.url))

        with pytest.raises(CentralUntrustedError):
            connect(make_conninfo(url, **insist_on(authority)))


def insist_on(authority: Authority) -> dict[str, str]:
    return {"sslmode": "verify-full", "sslrootcert": str(authority.file)}
