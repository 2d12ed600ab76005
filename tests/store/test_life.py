"""A database that was set back or copied gives no number twice."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.fixed_ids import FIRST_REGISTER_ID
from models.required_rows import insert_first_shop, insert_required_rows
from pos.identity import numbers_begin_with
from pos.life import (
    LIFE_FIRST,
    LIFE_LAST,
    Reason,
    begin_life,
    find_renewal,
    name_of_machine,
    settle,
)
from pos.runtime.ids import TimeOrderedIds
from pos.services.installation import claim_register
from pos.uow import Store
from tests.fakes.set_clock import SetClock

HERE = "this machine"
Start = Callable[..., Reason | None]


@pytest.fixture
def database(register_template: Path, tmp_path: Path) -> Path:
    """The database of register R1 of store S1."""
    database = tmp_path / "till.db"
    shutil.copy(register_template, database)
    with closing(_open(database)) as store, store.write() as tx:
        insert_required_rows(tx.connection)
        insert_first_shop(tx.connection)
        claim_register(tx, FIRST_REGISTER_ID)
    return database


@pytest.fixture
def start(database: Path) -> Start:
    """Starts the program with that database, and ends it."""

    def start(machine: str = HERE) -> Reason | None:
        with closing(_open(database)) as store:
            return settle(store, file=database.with_name("generation.json"), machine=machine)

    return start


def test_a_database_that_is_as_it_was_left_leads_the_same_life(
    start: Start, database: Path
) -> None:
    assert [start(), start(), start()] == [None, None, None]
    assert _prefix(database) == "S1R1-A"


def test_an_older_state_of_the_database_begins_another_life(start: Start, database: Path) -> None:
    start()
    backup = shutil.copy(database, database.with_name("backup.db"))
    start()
    shutil.copy(backup, database)

    assert start() is Reason.SET_BACK
    assert start() is None
    assert len(_prefix(database)) == len("S1R1-ABCD")


def test_a_database_without_its_generation_begins_another_life(
    start: Start, database: Path
) -> None:
    start()
    database.with_name("generation.json").unlink()

    assert start() is Reason.SET_BACK


def test_a_database_on_another_machine_begins_another_life(start: Start, database: Path) -> None:
    start()

    assert start(machine="another machine") is Reason.MOVED
    assert start(machine="another machine") is None


def test_a_machine_without_a_name_is_not_taken_for_another(start: Start) -> None:
    start()

    assert start(machine="") is None
    assert start() is None


def test_a_start_that_was_cut_off_between_database_and_file_is_no_copy(
    start: Start, database: Path
) -> None:
    start()
    file = database.with_name("generation.json")
    before = file.read_text()
    start()
    file.write_text(before)

    assert start() is None
    assert json.loads(file.read_text())["number"] == 3


def test_a_generation_that_cannot_be_read_counts_as_missing(start: Start, database: Path) -> None:
    start()
    database.with_name("generation.json").write_text("{")

    assert start() is Reason.SET_BACK


def test_numbers_begin_at_one_again_under_the_new_letters(database: Path) -> None:
    with closing(_open(database)) as store:
        with store.write() as tx:
            tx.next_number("order")
        with store.write() as tx:
            life = begin_life(tx, Reason.RESTORED)
        with store.write() as tx:
            number, prefix = tx.next_number("order"), tx.register.number_prefix

    assert number == 1
    assert LIFE_FIRST <= life <= LIFE_LAST
    assert prefix == numbers_begin_with("S1R1", life)


def test_a_shop_without_a_central_has_nobody_to_tell(database: Path) -> None:
    with closing(_open(database)) as store, store.write() as tx:
        begin_life(tx, Reason.RESTORED)

        assert find_renewal(tx) is None


def test_lives_drawn_by_lot_have_four_letters() -> None:
    assert numbers_begin_with("S1R1", LIFE_FIRST) == "S1R1-AAAA"
    assert numbers_begin_with("S1R1", LIFE_LAST) == "S1R1-ZZZZ"


def test_a_machine_is_named_by_a_hash_and_never_by_its_own_id(tmp_path: Path) -> None:
    source = tmp_path / "machine-id"
    source.write_text("0123456789abcdef0123456789abcdef\n")

    assert len(name_of_machine(source)) == 64
    assert "0123456789abcdef0123456789abcdef" not in name_of_machine(source)
    assert name_of_machine(tmp_path / "nothing") == ""


def _open(database: Path) -> Store:
    clock = SetClock()
    return Store(database, clock=clock, ids=TimeOrderedIds(clock))


def _prefix(database: Path) -> str:
    with closing(_open(database)) as store, store.read() as tx:
        return tx.register.number_prefix
