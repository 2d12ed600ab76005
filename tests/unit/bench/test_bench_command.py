"""`countertop bench --quick` runs every row and writes down what a program wants to know."""

import json

import pytest

from tests.postgres import folder_for_a_server
from ui.bench.harness import find_rows
from ui.command_line import main


@pytest.mark.slow
def test_every_row_runs_and_is_written_down(tmp_path, capsys) -> None:
    figures = tmp_path / "figures" / "bench.json"

    with folder_for_a_server() as cache:
        status = main(["bench", "--quick", "--json", str(figures), "--cache", str(cache)])

    told = capsys.readouterr()
    assert (status, told.err.count("\n")) == (0, len(find_rows()))
    document = json.loads(figures.read_text())
    assert document["quick"] is True
    assert document["machine"]["cores"] >= 1
    assert {"python", "sqlite", "sqlalchemy", "PySide6-Essentials"} <= document["versions"].keys()
    assert [row["name"] for row in document["rows"]] == [row.name for row in find_rows()]
    for row in document["rows"]:
        assert {"name", "value", "unit", "limit", "ratio", "goal", "met"} <= row.keys()
        assert row["value"] > 0
        assert row["name"] in told.out


def test_a_row_that_does_not_exist_is_wrong_usage_with_a_hint(capsys) -> None:
    status = main(["bench", "sale.comit"])

    assert status == 2
    assert "Did you mean sale.commit?" in capsys.readouterr().err


def test_a_single_row_can_be_asked_for(tmp_path, capsys) -> None:
    status = main(["bench", "price.cart100", "--quick", "--cache", str(tmp_path)])

    told = capsys.readouterr().out
    assert status == 0
    assert "price.cart100" in told
    assert "sale.commit" not in told


def test_rows_of_one_family_can_be_asked_for_by_its_name(tmp_path, capsys) -> None:
    status = main(["bench", "labels", "--quick", "--cache", str(tmp_path)])

    told = capsys.readouterr().out
    assert status == 0
    assert "labels.distinct" in told
    assert "labels.repeat" in told
    assert "price.cart100" not in told
