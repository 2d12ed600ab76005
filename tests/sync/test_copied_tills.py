"""A till whose database was copied, set back, replaced or altered on the way is noticed."""

from collections.abc import Callable

import pytest

from sync.errors import CentralRefusedError, IncarnationOverError, TapeForkedError
from sync.push import find_batch
from tests.sync.branch import CAKE, SHIRT, Branch, Till

NewTill = Callable[..., Till]


def test_a_chain_that_does_not_continue_is_refused(till: Till, branch: Branch) -> None:
    till.open_shift()
    with till.store.read() as tx:
        batch = find_batch(tx, 0, incarnation=1, facts_max=10, bytes_max=1_000_000)
    assert batch is not None

    with till.central() as central, pytest.raises(TapeForkedError):
        central.push(0, lines=batch.lines.replace("shift", "drift"), chain=batch.chain)

    assert branch.ask("SELECT count(*) FROM sync.inbox") == 0
    assert branch.ask("SELECT last_seq FROM sync.device_head") == 0


def test_no_byte_of_a_fact_can_be_changed_on_the_way(till: Till, branch: Branch) -> None:
    till.open_shift()
    with till.store.read() as tx:
        batch = find_batch(tx, 0, incarnation=1, facts_max=1, bytes_max=0)
    assert batch is not None
    step = len(batch.lines) // 20

    with till.central() as central:
        for place in range(0, len(batch.lines), step):
            letter = "x" if batch.lines[place] != "x" else "y"
            altered = batch.lines[:place] + letter + batch.lines[place + 1 :]
            with pytest.raises(TapeForkedError):
                central.push(0, lines=altered, chain=batch.chain)

    assert branch.ask("SELECT count(*) FROM sync.inbox") == 0


def test_a_copied_till_is_noticed(new_till: NewTill, branch: Branch) -> None:
    till = new_till("R1")
    till.open_shift()
    till.sync()
    copy = till.copy()
    till.sell(SHIRT)
    till.sync()
    copy.sell(CAKE)

    with pytest.raises(TapeForkedError):
        copy.sync()

    assert branch.ask("SELECT count(*) FROM orders") == 1
    assert branch.rows("SELECT kind, resolution FROM sync_conflicts") == [("chain_break", "open")]
    copy.close()


def test_a_till_set_back_to_yesterday_is_noticed(new_till: NewTill) -> None:
    till = new_till("R1")
    till.open_shift()
    yesterday = till.copy()
    till.sell(SHIRT)
    till.sync()

    with pytest.raises(TapeForkedError):
        yesterday.sync()

    yesterday.close()


def test_an_installation_that_was_replaced_can_send_no_more(
    new_till: NewTill, branch: Branch
) -> None:
    lost = new_till("R3")
    lost.open_shift()
    found = new_till("R3", take_over=True)
    found.open_shift()
    number = found.sell(SHIRT)
    found.sync()

    with pytest.raises((IncarnationOverError, CentralRefusedError)):
        lost.sync()

    assert number == "S1R3-B-000001"
    assert branch.rows("SELECT number FROM orders") == [(number,)]
