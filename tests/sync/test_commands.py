"""What the commands about central print, and how they end."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.sync.branch import Branch
from ui.command_line import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of nobody yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COUNTERTOP_HOME", str(folder))
    monkeypatch.delenv("COUNTERTOP_CENTRAL_URL", raising=False)
    return folder


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Run a command with --json and return its status and document."""
    status = main([*words, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_register_is_enrolled_and_exchanges(
    branch: Branch, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled = answer(capsys, "enroll", branch.url, "--store", "S1", "--register", "R7")
    synced = answer(capsys, "sync", "--once")
    state = answer(capsys, "sync", "--status")

    assert enrolled[0] == synced[0] == state[0] == 0
    assert enrolled[1]["number_prefix"] == "S1R7-A"
    assert enrolled[1]["secret_in"] == str(home / "secrets.json")
    assert synced[1]["sent_now"] == 0
    assert (state[1]["link"], state[1]["waiting"], state[1]["behind"]) == ("online", 0, 0)


def test_enrolling_twice_is_refused_with_a_sentence(
    branch: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["enroll", branch.url, "--store", "S1", "--register", "R7"]
    main(words)
    capsys.readouterr()

    status = main(words)

    out, err = capsys.readouterr()
    assert (status, out) == (1, "")
    assert "R7" in err
    assert "Traceback" not in err


def test_the_url_may_come_from_the_environment(
    branch: Branch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERTOP_CENTRAL_URL", branch.url)

    status, enrolled = answer(capsys, "enroll", "--store", "S1", "--register", "R7")

    assert (status, enrolled["incarnation"]) == (0, 1)


def test_a_store_is_made_when_that_is_wished(
    branch: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = answer(
        capsys, "enroll", branch.url, "--store", "S5", "--register", "R1", "--create-store", "Fifth"
    )

    assert status == 0
    assert branch.ask("SELECT name FROM stores WHERE code = 'S5'") == "Fifth"


def test_away_central_is_no_reason_for_a_traceback(
    branch: Branch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["enroll", branch.url, "--store", "S1", "--register", "R7"])
    capsys.readouterr()
    monkeypatch.setenv("COUNTERTOP_CENTRAL_URL", "host=/nowhere dbname=central")

    status = main(["sync", "--once"])

    err = capsys.readouterr().err
    assert status == 1
    assert err.count("\n") >= 1
    assert "Traceback" not in err
    assert answer(capsys, "sync", "--status")[1]["link"] == "offline"


def test_a_till_that_works_alone_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    capsys.readouterr()

    status = main(["sync", "--once"])

    assert status == 1
    assert "alone" in capsys.readouterr().err
    assert answer(capsys, "sync", "--status")[1]["link"] == "alone"


def test_central_is_set_up_and_checked(
    empty_central_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wish = ("central", "init", empty_central_url, "--manager", "Grace Hopper")
    made = answer(capsys, *wish)
    again = answer(capsys, *wish)

    assert made[0] == again[0] == 0
    assert made[1]["schema_before"] == 0
    assert again[1]["schema_before"] == again[1]["schema_after"]
    assert made[1]["rows_on_board"] == again[1]["rows_on_board"] - 3  # Grace came in between
    assert len(made[1]["manager"].pop("pin")) == 6
    assert made[1]["manager"] == {"name": "Grace Hopper", "employee_no": "1"}
    assert again[1]["manager"] == {"name": "Grace Hopper", "employee_no": None, "pin": None}


def test_findings_come_with_advice_and_status_1(
    branch: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    branch.do("DROP FUNCTION sync_api.hello")

    status = main(["central", "check", branch.url])

    out, err = capsys.readouterr()
    assert status == 1
    assert "countertop central init" in out
    assert "1 finding" in err


@pytest.mark.parametrize(
    "words", [["central"], ["central", "init"], ["enroll"], ["sync", "--once", "--status"]]
)
def test_words_that_mean_nothing_are_wrong_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert "usage" in capsys.readouterr().err


def test_both_sides_are_compared_on_request(
    branch: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["enroll", branch.url, "--store", "S1", "--register", "R7"])
    capsys.readouterr()

    status = main(["sync", "--verify"])

    out = capsys.readouterr().out
    assert status == 0
    assert "holds all 0 facts" in out
    assert "the same" in out


def test_an_old_copy_of_the_database_goes_on_under_other_letters(
    branch: Branch, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["enroll", branch.url, "--store", "S1", "--register", "R7"])
    main(["sync", "--once"])
    backup = shutil.copy(home / "till.db", home / "backup.db")
    main(["sync", "--once"])
    shutil.copy(backup, home / "till.db")

    status = main(["sync", "--once"])

    assert status == 0
    capsys.readouterr()
    lives = branch.rows("SELECT incarnation FROM sync.device_head ORDER BY incarnation")
    assert len(lives) == 3
    assert lives[2][0] > 18_278
