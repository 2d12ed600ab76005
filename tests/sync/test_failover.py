"""The primary of central dies while tills sell; a standby takes its place."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from pos.domain.errors import UnavailableError
from sync.central.schema import init_central
from sync.embedded import DATABASE, EmbeddedCentral
from sync.enrolment import Enrol
from tests.fakes.set_clock import SetClock
from tests.servers import Standby, both, kill_server
from tests.sync.branch import SHIRT, Branch, Till, enrol_till
from tests.sync.goods import open_branch


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A primary, and a standby that follows it."""

    primary: EmbeddedCentral
    standby: Standby

    @property
    def address(self) -> str:
        return both(self.primary, self.standby, DATABASE)

    def fail_over(self) -> Branch:
        """Lose the primary; return central as it is then."""
        kill_server(self.primary)
        self.standby.promote()
        return Branch(url=self.standby.url)


@pytest.fixture
def pair() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory(prefix="countertop-pair-") as folder:
        pair = Pair(
            primary=EmbeddedCentral(data=Path(folder) / "a"),
            standby=Standby(data=Path(folder) / "b"),
        )
        url = pair.primary.start()
        init_central(url)
        open_branch(url)
        pair.standby.follow(pair.primary)
        yield pair
        for server in (pair.primary, pair.standby):
            if server.is_running():
                server.stop()


@pytest.fixture
def till(pair: Pair, register_template: Path, tmp_path: Path, clock: SetClock) -> Iterator[Till]:
    shutil.copy(register_template, tmp_path / "till.db")
    till = Till(tmp_path, Branch(url=pair.primary.url), clock)
    enrol_till(till, Enrol(url=pair.primary.url, store_code="S1", register_code="R1"))
    till.address = pair.address
    till.go_by_central()
    till.open_shift()
    yield till
    till.close()


def test_nothing_that_was_acknowledged_is_lost_with_a_synchronous_standby(
    pair: Pair, till: Till
) -> None:
    _wait_for_standby(pair)
    acknowledged = [_sell_and_send(till) for _ in range(5)]
    till.sell(SHIRT)

    branch = pair.fail_over()

    kept = {number for (number,) in branch.rows("SELECT number FROM orders")}
    assert set(acknowledged) <= kept
    assert till.sync().sent == 1
    assert branch.count("orders") == 6
    assert branch.on_hand(SHIRT) == 8 - 6


def test_the_till_goes_on_by_itself_while_nobody_takes_writes(pair: Pair, till: Till) -> None:
    _sell_and_send(till)
    kill_server(pair.primary)

    till.sell(SHIRT)
    with pytest.raises(UnavailableError):
        till.speak()
    pair.standby.promote()
    till.speak()

    assert till.status().waiting == 0
    assert Branch(url=pair.standby.url).count("orders") == 2


def test_sales_that_only_the_lost_primary_had_are_sent_again(pair: Pair, till: Till) -> None:
    _sell_and_send(till)
    pair.standby.stop()
    lost = [_sell_and_send(till) for _ in range(3)]
    Branch(url=pair.primary.url).reprice(SHIRT, 1)
    till.sync()
    kill_server(pair.primary)
    pair.standby.start()
    pair.standby.promote()

    done = till.sync()

    branch = Branch(url=pair.standby.url)
    assert done.sent == len(lost)
    assert branch.count("orders") == 4
    assert till.price_of(SHIRT) == 1_990


def _sell_and_send(till: Till) -> str:
    number = till.sell(SHIRT)
    till.sync()
    return number


def _wait_for_standby(pair: Pair) -> None:
    """From now on a commit waits until the standby has it."""
    with psycopg.connect(pair.primary.url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("SET synchronous_commit = on")
