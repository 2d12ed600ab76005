"""The tape of a till does not grow for ever, and never loses what central could still lack."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.retention import old_before
from tests.sync.branch import SHIRT, Branch, Till

COUNT = "SELECT count(*) FROM outbox"
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def test_old_facts_that_central_has_leave_the_tape_but_for_the_last(
    till: Till, branch: Branch
) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.sell(SHIRT)
    till.sync()
    make_older(till, days=401)

    till.sync()

    assert till.ask(COUNT) == 1
    till.sell(SHIRT)
    till.sync()
    assert branch.ask("SELECT count(*) FROM orders") == 3
    assert branch.ask("SELECT count(*) FROM sync_conflicts") == 0


def test_facts_that_a_backup_of_central_may_lack_stay(till: Till, branch: Branch) -> None:
    branch.do(
        "INSERT INTO settings (id, scope, key, value)"
        " VALUES (sync.new_id(), 'global', 'backup_days', '60')"
    )
    till.go_by_central()
    till.open_shift()
    till.sell(SHIRT)
    till.sync()
    make_older(till, days=59)
    till.sync()
    kept = till.ask(COUNT)
    make_older(till, days=61)

    till.sync()

    assert (kept, till.ask(COUNT)) == (2, 1)


def test_facts_that_wait_stay_however_old_they_are(till: Till) -> None:
    till.open_shift()
    till.sell(SHIRT)
    till.pull_the_plug()
    make_older(till, days=900)

    assert till.ask(COUNT) == 2
    till.plug_in()
    assert till.sync().sent == 2


@pytest.mark.parametrize(("backup_days", "kept_days"), [(None, 400), (7, 35), (35, 35), (90, 90)])
def test_facts_are_kept_for_as_long_as_central_may_ask_for_them(
    backup_days: int | None, kept_days: int
) -> None:
    horizon = None if backup_days is None else NOW - timedelta(days=backup_days)

    assert old_before(horizon, now=NOW) == NOW - timedelta(days=kept_days)


def make_older(till: Till, *, days: int) -> None:
    till.do(
        "UPDATE outbox SET created_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', :by),"
        " acked_at = iif(acked_at IS NULL, NULL, strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', :by))",
        by=f"-{days} days",
    )
