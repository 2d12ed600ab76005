"""Which PINs may be chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.pin import PinNotAllowedError, PinTooEasyError, check_choice

DIGITS = st.text("0123456789", min_size=4, max_size=8)


def choose(pin: str, *, digits_min: int = 4, employee_no: str = "12") -> None:
    check_choice(pin, digits_min=digits_min, employee_no=employee_no)


@pytest.mark.parametrize(
    "pin", ["0000", "7777", "1234", "4321", "7890", "8901", "0987", "1212", "121212", "0012"]
)
def test_what_a_thief_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(PinTooEasyError):
        choose(pin)


@pytest.mark.parametrize("pin", ["1815", "1906", "1357", "730194", "11223344"])
def test_other_pins_are_fine(pin: str) -> None:
    choose(pin)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "\uff11\uff19\uff10\uff16"])
def test_what_is_no_pin_is_refused(pin: str) -> None:
    with pytest.raises(PinNotAllowedError):
        choose(pin)


def test_a_store_may_ask_for_more_digits() -> None:
    with pytest.raises(PinNotAllowedError):
        choose("19067", digits_min=6)


@given(pin=DIGITS)
def test_a_pin_that_may_be_chosen_has_at_least_two_figures_that_do_not_follow(pin: str) -> None:
    try:
        choose(pin)
    except PinTooEasyError:
        return

    assert len(set(pin)) > 1
