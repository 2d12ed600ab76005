"""A bad disk alters the tape: the till says where, and goes on once somebody has mended it."""

import pytest

from pos.services.tape_repair import MendTape, TapeNotDamagedError, mend_tape
from pos.tape_check import Damage
from sync.errors import TapeDamagedError
from tests.sync.branch import CAKE, SHIRT, Branch, Till
from tests.sync.test_verify import compare


def mend(till: Till) -> list[Damage]:
    with till.store.write() as tx:
        return mend_tape(tx, MendTape(actor=None))


def sell_three(till: Till) -> None:
    till.go_by_central()
    till.open_shift()
    till.sync()
    for code in (SHIRT, CAKE, SHIRT):
        till.sell(code)


def alter_value(till: Till, seq: int) -> None:
    till.do("UPDATE outbox SET chain = zeroblob(32) WHERE seq = :seq", seq=seq)


def alter_line(till: Till, seq: int) -> None:
    till.do(
        "UPDATE outbox SET payload = replace(payload, '\"total_cents\":', '\"total_cent!\":')"
        " WHERE seq = :seq",
        seq=seq,
    )


def test_an_altered_value_stops_the_tape_until_it_is_mended_and_nothing_is_lost(
    till: Till, branch: Branch
) -> None:
    sell_three(till)
    alter_value(till, 4)
    with pytest.raises(TapeDamagedError) as refused:
        till.sync()

    mended = mend(till)
    till.sync()

    assert refused.value.facts == {"seq": 4}
    assert mended == [Damage(incarnation=1, seq=4, is_line=False)]
    assert branch.ask("SELECT count(*) FROM orders") == 3
    assert branch.count_aside() == 0
    assert branch.ask("SELECT count(*) FROM audit_log WHERE action = 'tape.mended'") == 1
    assert compare(till).is_well


def test_an_altered_line_is_set_aside_as_it_is_and_the_others_are_booked(
    till: Till, branch: Branch
) -> None:
    sell_three(till)
    alter_line(till, 3)
    with pytest.raises(TapeDamagedError):
        till.sync()

    mended = mend(till)
    till.sync()

    assert mended == [Damage(incarnation=1, seq=3, is_line=True)]
    assert branch.ask("SELECT count(*) FROM orders") == 2
    assert branch.rows("SELECT seq, sqlstate FROM sync.dead_letter") == [(3, "22021")]
    assert b"total_cent!" in branch.ask("SELECT raw FROM sync.dead_letter")
    assert till.status().waiting == 0


def test_an_altered_value_at_the_mark_of_central_is_no_copy(till: Till, branch: Branch) -> None:
    sell_three(till)
    till.sync()
    alter_value(till, 4)
    with pytest.raises(TapeDamagedError):
        till.sync()

    mend(till)
    number = till.sell(CAKE)
    till.sync()

    assert number == "S1R1-A-000004"
    assert branch.ask("SELECT count(*) FROM orders") == 4
    assert branch.ask("SELECT count(*) FROM sync_conflicts") == 0


def test_what_was_altered_long_after_it_was_sent_is_counted(till: Till) -> None:
    sell_three(till)
    till.sync()
    alter_line(till, 2)

    assert compare(till).damaged == 1
    assert not compare(till).is_well


def test_a_tape_that_is_well_is_not_mended(till: Till) -> None:
    sell_three(till)

    with pytest.raises(TapeNotDamagedError):
        mend(till)
