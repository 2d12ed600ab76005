"""Whatever lies where the database should be, a command answers with a sentence of its own."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ui.command import FAILED
from ui.command_line import main


def nothing(path: Path) -> None:
    assert not path.exists()


def folder(path: Path) -> None:
    path.mkdir()


def noise(path: Path) -> None:
    path.write_bytes(b"\x93not a database" * 400)


def someone_elses(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def from_tomorrow(path: Path) -> None:
    someone_elses(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")


READING = (
    ["run"],
    ["receipt", "S1R1-A-000001", "--format", "text", "-o", "copy.txt"],
    ["settings"],
    ["sync", "--status"],
    ["journal", "verify"],
)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COUNTERTOP_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "till.db"


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
@pytest.mark.parametrize("there", [nothing, folder, noise])
def test_what_is_no_database_is_refused_in_a_sentence(
    there: Callable[[Path], None],
    command: list[str],
    database: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    there(database)

    status = main(command)

    said = capsys.readouterr()
    assert (status, said.out) == (FAILED, "")
    assert said.err.startswith("countertop: ")
    assert "inside Countertop" not in said.err
    assert not (database.parent / "logs").exists()


@pytest.mark.parametrize("there", [someone_elses, from_tomorrow])
def test_a_journal_is_looked_for_only_in_the_database_of_a_till(
    there: Callable[[Path], None], database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there(database)

    status = main(["journal", "verify", "--db", str(database)])

    assert status == FAILED
    assert f"{database} is not the database of a till." in capsys.readouterr().err


def test_a_shop_has_a_currency_that_exists(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["init", "--currency", "XX1"])

    assert status == FAILED
    assert "There is no currency “XX1”." in capsys.readouterr().err


def test_a_second_shop_does_not_overwrite_the_first(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", "--store", "First"])
    first = _stores(database)

    status = main(["init", "--store", "Second"])

    assert status == FAILED
    assert "belongs to register R1 of First already" in capsys.readouterr().err
    assert _stores(database) == first == [("First",)]


def _stores(database: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT name FROM stores").fetchall()
