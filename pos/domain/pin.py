"""Which PINs may be chosen: long enough, and not among those that a thief tries first."""

from itertools import pairwise

from pos.domain.errors import RefusedError

DIGITS_MIN = 4
DIGITS_MAX = 8


class PinNotAllowedError(RefusedError):
    """A PIN has `lowest` to `highest` digits and nothing else."""


class PinTooEasyError(RefusedError):
    """The PIN is easily guessed, or somebody has it: which of both is not told. No facts."""


def check_form(pin: str, *, digits_min: int = DIGITS_MIN) -> None:
    """Refuse what is no PIN.

    Raises:
        PinNotAllowedError: It is not `digits_min` to 8 digits.
    """
    if not (pin.isascii() and pin.isdigit() and digits_min <= len(pin) <= DIGITS_MAX):
        raise PinNotAllowedError(lowest=digits_min, highest=DIGITS_MAX)


def check_choice(pin: str, *, digits_min: int, employee_no: str) -> None:
    """Refuse a PIN that is easily guessed.

    Args:
        digits_min: What the store asks for.
        employee_no: Whose it shall be; the number on the badge is no secret.

    Raises:
        PinNotAllowedError: It is not `digits_min` to 8 digits.
        PinTooEasyError: One figure or one pair over and over, figures in order, or the own number.
    """
    check_form(pin, digits_min=digits_min)
    if _repeats(pin) or _runs(pin) or (employee_no and employee_no.zfill(len(pin)) == pin):
        raise PinTooEasyError


def _repeats(pin: str) -> bool:
    """Say whether it is one piece of one or two figures, over and over."""
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2))


def _runs(pin: str) -> bool:
    """Say whether each figure follows the one before, up or down, with 0 after 9."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({1}, {9})
