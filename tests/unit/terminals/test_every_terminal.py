"""What holds for every driver of a card terminal, found or added."""

from importlib import import_module

import pytest

from pos.terminals import TerminalDriver, TerminalUnknownError, discover, get_driver


@pytest.mark.parametrize("driver", discover(), ids=lambda driver: driver.code)
def test_the_file_is_named_for_its_driver(driver: TerminalDriver) -> None:
    assert import_module(f"pos.terminals.{driver.code}").DRIVER is driver


def test_a_terminal_that_stands_alone_is_there_for_everybody() -> None:
    assert get_driver("standalone").connect is None


def test_a_terminal_may_be_a_folder_of_its_own() -> None:
    assert get_driver("zvt").connect is not None


def test_a_driver_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(TerminalUnknownError) as refused:
        get_driver("telepathy")

    assert refused.value.facts["driver"] == "telepathy"
    assert "standalone" in refused.value.facts["known"]
