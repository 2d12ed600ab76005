"""A till that is blocked, on another machine, or whose clock is wrong, goes on selling."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pos.life import Reason, begin_life
from sync.enrolment import Enrol
from sync.errors import CentralRefusedError, DatabaseMovedError
from tests.sync.branch import SHIRT, Branch, Till, enrol_till

NewTill = Callable[..., Till]


def test_a_revoked_till_sells_on_and_its_tape_waits(till: Till, branch: Branch) -> None:
    till.open_shift()
    branch.do("UPDATE sync.device SET status = 'revoked'")

    with pytest.raises(CentralRefusedError, match="revoked"):
        till.speak()
    till.sell(SHIRT)

    assert till.status().problem == "CentralRefusedError"
    assert till.status().waiting == 2
    branch.do("UPDATE sync.device SET status = 'active'")
    assert till.sync().sent == 2


def test_a_till_on_another_machine_sells_and_sends_nothing_until_somebody_agrees(
    new_till: NewTill, branch: Branch
) -> None:
    till = new_till("R3")  # its login is its own: other tests use that of R1
    till.open_shift()
    till.sell(SHIRT)
    with till.store.write() as tx:
        begin_life(tx, Reason.MOVED)
    number = till.sell(SHIRT)
    with pytest.raises(DatabaseMovedError):
        till.speak()
    sent_before = branch.ask("SELECT count(*) FROM sync.inbox")

    wish = Enrol(url=branch.url, store_code="S1", register_code="R3", take_over=True)
    enrolled = enrol_till(till, wish)

    assert number.endswith("-000001")
    assert sent_before == 0
    assert enrolled.number_prefix == "S1R3-B"
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.count_aside() == 0
    assert till.sell(SHIRT) == "S1R3-B-000001"


def test_a_clock_that_is_hours_off_is_shown_and_stops_nothing(till: Till, branch: Branch) -> None:
    till.open_shift()
    till.clock.advance(timedelta(hours=-7))
    till.sell(SHIRT)
    till.clock.advance(timedelta(days=4000))
    till.sell(SHIRT)

    till.sync()

    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.ask("SELECT count(DISTINCT business_date) FROM orders") == 1
    assert till.status().clock_offset_ms > timedelta(days=3000) / timedelta(milliseconds=1)
    assert till.status().waiting == 0
