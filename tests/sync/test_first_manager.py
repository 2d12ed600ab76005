"""A business whose tills nobody may sign in at yet: somebody has to be the first."""

from pathlib import Path

import pytest

from pos.runtime.clock import SystemClock
from pos.runtime.paths import Paths
from pos.services.people import hash_pin, sign_in
from pos.uow import Store
from sync.central.first_manager import Manager, let_first_manager_in
from tests.sync.branch import IDS, Branch
from ui.command_line import main


@pytest.fixture
def deserted(branch: Branch) -> Branch:
    """The people of the business have lost their PINs."""
    branch.do("UPDATE staff SET pin_hash = NULL")
    return branch


def test_the_first_manager_signs_in_at_a_till_that_told_how_to_get_one(
    deserted: Branch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COUNTERTOP_HOME", str(tmp_path))
    main(["enroll", deserted.url, "--store", "S1", "--register", "R7"])
    told = capsys.readouterr().out

    edith = let_first_manager_in(deserted.url, "Edith Clarke", pin_hash=hash_pin("271828"))

    main(["sync", "--once"])
    store = Store(Paths(home=tmp_path).database, clock=SystemClock(), ids=IDS)
    with store.write() as tx:
        outcome = sign_in(tx, employee_no=edith.employee_no or "", pin="271828")
    store.close()
    assert "Run: countertop central init URL --manager NAME" in told
    assert outcome.member is not None
    assert outcome.member.name == "Edith Clarke"
    assert outcome.member.grants.everything


def test_where_somebody_lets_people_in_no_second_first_manager_is_made(branch: Branch) -> None:
    found = let_first_manager_in(branch.url, "Somebody Else", pin_hash=hash_pin("271828"))

    assert found == Manager(name="Grace", employee_no=None)
    assert branch.count("users", name="Somebody Else") == 0
