"""A till whose database was copied, set back, replaced or altered on the way is noticed."""

import re
from collections.abc import Callable

import pytest

from pos.journal_file import check_journal
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


def test_both_copies_of_a_till_go_on_and_nothing_is_lost_or_doubled(
    new_till: NewTill, branch: Branch
) -> None:
    till = new_till("R1")
    till.open_shift()
    till.sync()
    copy = till.copy()
    till.sell(SHIRT)
    till.sync()
    copy.sync()
    number = copy.sell(CAKE)
    copy.sync()
    till.sell(SHIRT)

    till.sync()

    assert branch.rows("SELECT seq, sqlstate, message FROM sync.dead_letter") == []
    assert branch.ask("SELECT count(*) FROM orders") == 3
    assert branch.count_aside() == 0
    assert re.fullmatch("S1R1-[A-Z]{4}-000001", number)
    assert branch.on_hand(SHIRT) == till.on_hand(SHIRT) == 6
    assert branch.rows("SELECT DISTINCT kind, resolution FROM sync_conflicts") == [
        ("chain_break", "open")
    ]
    copy.close()


def test_what_a_copy_sold_before_it_was_noticed_is_kept_for_a_person(
    new_till: NewTill, branch: Branch
) -> None:
    till = new_till("R1")
    till.open_shift()
    till.sync()
    copy = till.copy()
    till.sell(SHIRT)
    till.sync()
    copy.sell(CAKE)

    done = copy.sync()

    # Both gave the same number to a customer: one of them has to be looked at.
    assert (done.sent, done.dead) == (1, 1)
    assert copy.status().in_review == 1
    assert branch.ask("SELECT count(*) FROM orders") == 1
    copy.close()


def test_a_till_set_back_to_yesterday_gets_its_lost_sales_and_new_numbers(
    new_till: NewTill, branch: Branch
) -> None:
    till = new_till("R1")
    till.open_shift()
    yesterday = till.copy()
    lost = till.sell(SHIRT)
    till.sync()

    yesterday.sync()
    number = yesterday.sell(CAKE)
    yesterday.sync()

    assert yesterday.ask("SELECT count(*) FROM orders WHERE number = :n", n=lost) == 1
    assert re.fullmatch("S1R1-[A-Z]{4}-000001", number)
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.count_aside() == 0
    yesterday.close()


def test_facts_that_waited_in_the_old_state_arrive_once(new_till: NewTill, branch: Branch) -> None:
    till = new_till("R1")
    till.open_shift()
    till.sell(SHIRT)
    copy = till.copy()
    till.sync()
    till.sell(CAKE)
    till.sync()

    copy.sync()

    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.ask("SELECT count(*) FROM shifts") == 1
    assert branch.on_hand(SHIRT) == 7
    assert copy.status().waiting == 0
    copy.close()


def test_a_lost_installation_is_replaced_and_every_series_goes_on(
    new_till: NewTill, branch: Branch
) -> None:
    lost = new_till("R3")
    lost.open_shift()
    lost.sell(SHIRT)
    lost.sync()

    found = new_till("R3", take_over=True)
    found.open_shift()
    number = found.sell(SHIRT)
    found.sync()

    assert number == "S1R3-B-000001"
    assert branch.count_aside() == 0
    assert branch.rows("SELECT number FROM shifts ORDER BY number") == [(1,), (2,)]
    assert branch.rows("SELECT seq FROM journal_entries ORDER BY seq") == [(1,), (2,), (3,), (4,)]
    assert branch.ask("SELECT count(*) FROM sync_conflicts") == 0
    assert check_journal(found.home / "till.db").fault is None
    assert found.ask("SELECT count(*) FROM orders") == 2


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
