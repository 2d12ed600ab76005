"""Central forgets facts that no register can send again, and not one that still may come."""

import pytest

from tests.sync.branch import SHIRT, Branch, Till

OLD = "2021-03-15T12:00:00+00:00"


def tell_long_ago(branch: Branch, *statuses: str) -> None:
    """Let register R1 have told something years ago."""
    branch.do(
        "SELECT sync.make_partition('sync', 'inbox', 'event_id', 'inbox_2021_03',"
        " sync.first_id_of('2021-03-01+00'), sync.first_id_of('2021-04-01+00'), false)"
    )
    for number, status in enumerate(statuses):
        branch.do(
            "INSERT INTO sync.inbox"
            " (store_id, event_id, device_id, incarnation, seq, kind, version, envelope, status)"
            " SELECT store_id, overlay(sync.first_id_of(%s)::text PLACING %s FROM 33)::uuid,"
            "   device_id, 1, %s, 'audit.written', 1, '{}', %s FROM sync.device",
            OLD,
            f"{number:04d}",
            number + 1,
            status,
        )


def choose(branch: Branch, months: str) -> None:
    branch.do(
        "INSERT INTO settings (id, key, value)"
        " VALUES (sync.new_id(), 'retention.inbox_months', %s::jsonb)",
        months,
    )


def forget(branch: Branch) -> list[str]:
    return [row[0] for row in branch.rows("SELECT sync.drop_old_facts()")]


def test_facts_go_once_their_register_can_have_them_on_its_tape_no_more(
    till: Till, branch: Branch
) -> None:
    tell_long_ago(branch, "done", "done")
    till.open_shift()
    till.sell(SHIRT)
    till.sync()

    assert forget(branch) == ["inbox_2021_03"]
    assert branch.ask("SELECT count(*) FROM sync.inbox") == 2
    assert branch.ask("SELECT count(*) FROM orders") == 1


def test_facts_stay_while_their_register_was_away_since(branch: Branch) -> None:
    tell_long_ago(branch, "done")
    branch.do("UPDATE sync.device SET last_seen_at = '2022-01-01'")

    assert forget(branch) == []
    branch.do("UPDATE sync.device SET status = 'revoked'")
    assert forget(branch) == ["inbox_2021_03"]


def test_what_waits_for_a_person_stays(till: Till, branch: Branch) -> None:
    tell_long_ago(branch, "done", "dead", "deferred")
    till.sync()

    assert forget(branch) == ["inbox_2021_03"]
    assert branch.rows("SELECT status FROM sync.inbox ORDER BY seq") == [("dead",), ("deferred",)]
    assert forget(branch) == []


@pytest.mark.parametrize(("months", "goes"), [("0", False), ("1200", False), ("1", True)])
def test_a_shop_says_how_long_facts_are_kept(
    till: Till, branch: Branch, months: str, goes: bool
) -> None:
    tell_long_ago(branch, "done")
    till.open_shift()
    till.sync()
    choose(branch, months)

    assert (forget(branch) == ["inbox_2021_03"]) is goes
    assert branch.ask("SELECT count(*) FROM sync.inbox WHERE kind = 'shift.opened'") == 1
