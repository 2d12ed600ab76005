import subprocess
import sys
from pathlib import Path

import pytest

from ui import command_line
from ui.command import DONE, FAILED, WRONG_USAGE
from ui.command_line import command_names, get_command, main


def heavy_packages_after(*arguments: str) -> str:
    """Run the command line in a new interpreter and return what it loaded of the heavy ones."""
    code = (
        "import sys\n"
        "from ui.command_line import main\n"
        f"main({list(arguments)!r})\n"
        "heavy = {'PySide6', 'sqlalchemy', 'psycopg', 'reportlab', 'escpos', 'babel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], input=b"{}", capture_output=True, check=True)
    return ran.stderr.decode().splitlines()[-1]


@pytest.mark.parametrize("name", command_names())
def test_every_command_tells_what_it_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main([name, "--help"])

    assert status == DONE
    assert capsys.readouterr().out.startswith(f"usage: countertop {name}")
    assert get_command(name).name == name
    assert get_command(name).help.endswith(".")


def test_help_lists_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == DONE

    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in command_names())


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == DONE
    assert capsys.readouterr().out.startswith("countertop ")


def test_a_misspelt_command_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["prise"]) == WRONG_USAGE
    assert "Did you mean price?" in capsys.readouterr().err


def test_an_unknown_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["price", "--colour"]) == WRONG_USAGE
    assert "--colour" in capsys.readouterr().err


def test_nothing_heavy_is_loaded_to_price_a_basket() -> None:
    assert heavy_packages_after("price") == "[]"


def test_a_mistake_of_ours_is_a_sentence_and_the_details_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERTOP_HOME", str(tmp_path))
    monkeypatch.setattr(command_line, "get_command", lambda _name: 1 // 0)

    status = main(["price"])

    shown = capsys.readouterr()
    assert (status, shown.out) == (FAILED, "")
    assert "Traceback" not in shown.err
    assert "ZeroDivisionError" in (tmp_path / "logs" / "command-line.log").read_text()


def test_an_interrupted_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "get_command", interrupted)

    assert main(["price"]) == FAILED
    assert "Stopped" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_drama(tmp_path: Path) -> None:
    basket = tmp_path / "basket.json"
    line = '{"quantity": 1, "unit_price_cents": 5}'
    basket.write_text(
        f'{{"currency": "EUR", "prices_include_tax": true, "lines": [{",".join([line] * 2000)}]}}'
    )
    script = "import sys; from ui.command_line import main; sys.exit(main())"
    running = subprocess.Popen(
        [sys.executable, "-c", script, "price", str(basket)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None

    running.stdout.close()
    shown = running.stderr.read().decode()

    assert running.wait() == FAILED
    running.stderr.close()
    assert "Traceback" not in shown
    assert "Exception ignored" not in shown
