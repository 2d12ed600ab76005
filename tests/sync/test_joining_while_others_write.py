"""A register that joins is shown by central once everybody is done who wrote when it was made."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from sync.enrolment import Enrol, enrol
from sync.errors import CentralHeldBackError
from tests.fakes.set_clock import SetClock
from tests.sync.branch import Branch, Till, enrol_till
from ui.text.refusals import sentence


@pytest.fixture
def newcomer(register_template: Path, tmp_path: Path, branch: Branch) -> Iterator[Till]:
    """A database that belongs to no register yet."""
    home = tmp_path / "newcomer"
    home.mkdir()
    shutil.copy(register_template, home / "till.db")
    till = Till(home, branch, SetClock())
    yield till
    till.close()


@pytest.fixture
def wish(branch: Branch) -> Enrol:
    return Enrol(url=branch.url, store_code="S1", register_code="R2")


@contextmanager
def change_kept_open(branch: Branch) -> Iterator[psycopg.Connection]:
    """Headquarters writes, and has not said yet that it is done."""
    with psycopg.connect(branch.url) as connection:
        connection.execute("SELECT pg_current_xact_id()")
        yield connection


def test_a_till_joins_while_another_one_sends(newcomer: Till, wish: Enrol, branch: Branch) -> None:
    with change_kept_open(branch) as change, ThreadPoolExecutor() as hands:
        joining = hands.submit(enrol_till, newcomer, wish)
        with pytest.raises(TimeoutError):
            joining.result(timeout=0.3)
        change.commit()

        assert joining.result().number_prefix == "S1R2-A"
    newcomer.open_shift()


def test_a_till_that_waited_in_vain_says_why_and_goes_on_later(
    newcomer: Till, wish: Enrol, branch: Branch
) -> None:
    with change_kept_open(branch), pytest.raises(CentralHeldBackError) as held_back:
        enrol(
            newcomer.lanes,
            wish,
            secrets_file=newcomer.secrets,
            clock=newcomer.clock,
            look_again_ms=[0],
        )
    assert "central check names it" in sentence(held_back.value)

    assert enrol_till(newcomer, wish).number_prefix == "S1R2-A"
    assert branch.count("registers", code="R2") == 1
    newcomer.open_shift()
