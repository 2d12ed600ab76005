"""Money is whole minor units in plain integers; everything that rounds or splits it is here.

Rates are parts per million (`*_ppm`), amounts are integers of the currency's minor unit
(`*_cents`, whatever the unit is called). Nothing in the domain divides money in another way.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from pos.domain.errors import RefusedError

PPM = 1_000_000
"""One whole, in parts per million."""

LINE_CENTS_MAX = 99_999_999
"""The largest amount of one line."""

CENTS_MAX = 10_000_000_000
"""The largest amount of one document; far inside the 64 bits of both databases."""

AMOUNT_CHARS_MAX = 12
"""The longest text that is looked at as an amount."""

EXPONENT_MAX = 4
"""The most decimals that a currency of ISO 4217 has."""


class AmountUnreadableError(RefusedError):
    """The text is not an amount of this currency. Facts: text, exponent."""


class AmountTooLargeError(RefusedError):
    """A line or a document is worth more than one may be. Facts: amount_cents, limit_cents."""


class Rounding(StrEnum):
    """What happens to the part of a minor unit; all modes treat plus and minus alike."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    HALF_DOWN = "half_down"
    UP = "up"
    DOWN = "down"


Divide = Callable[[int, int], int]
"""A rounded division of a numerator of at least 0 by a denominator above 0."""


def rounder(rounding: Rounding) -> Divide:
    """Return the rounded division of one mode, for numerators of at least 0.

    Loops over lines fetch it once; `divide` is the same for both signs.
    """
    return _ROUNDERS[rounding]


def divide(numerator: int, denominator: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """Return numerator divided by denominator, rounded to a whole number.

    The sign never changes the size: divide(-n, d) is -divide(n, d).
    """
    assert denominator != 0, "a share of nothing"
    size = _ROUNDERS[rounding](abs(numerator), abs(denominator))
    return size if (numerator < 0) == (denominator < 0) else -size


def round_to_step(cents: int, step_cents: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """Return the amount in whole steps of the smallest coin; a step of 1 changes nothing."""
    assert step_cents > 0, "a coin is worth something"
    return divide(cents, step_cents, rounding) * step_cents


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return the total split in proportion to the weights; the shares always sum to it.

    What is left after cutting each share to whole units goes, one unit each, to the largest
    remainders, and among equal ones to the earlier. Weights that are all 0 count as equal.

    Args:
        total: Any whole number; the shares of a negative total are the negated shares.
        weights: At least one, none below 0.
    """
    assert weights, "nobody to give it to"
    assert min(weights) >= 0, "a weight below nothing"
    whole = sum(weights)
    if whole == 0:
        return allocate(total, [1] * len(weights))
    if total < 0:
        return tuple(-share for share in allocate(-total, weights))
    shares = [total * weight // whole for weight in weights]
    left = total - sum(shares)
    if left:
        by_remainder = sorted(
            range(len(weights)), key=lambda index: -(total * weights[index] % whole)
        )
        for index in by_remainder[:left]:
            shares[index] += 1
    return tuple(shares)


def parse_amount(text: str, exponent: int = 2) -> int:
    """Return the minor units that a person or a file wrote, such as "12", "12.5" or "12,50".

    Args:
        text: ASCII digits, at most nine, then at most `exponent` decimals after a point or comma.
        exponent: The currency's decimals by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD.

    Raises:
        AmountUnreadableError: It is anything else: signs, spaces, grouping, letters, too long.
    """
    found = _AMOUNT.fullmatch(text) if len(text) <= AMOUNT_CHARS_MAX else None
    decimals = (found["decimals"] or "") if found else ""
    if found is None or len(decimals) > exponent:
        raise AmountUnreadableError(text=text[: AMOUNT_CHARS_MAX + 1], exponent=exponent)
    return int(found["whole"] + decimals.ljust(exponent, "0"))


def plain_amount(cents: int, exponent: int = 2) -> str:
    """Return the amount as digits with a point, for files and codes, never for people."""
    digits = str(abs(cents)).rjust(exponent + 1, "0")
    sign = "-" if cents < 0 else ""
    if exponent == 0:
        return sign + digits
    return f"{sign}{digits[:-exponent]}.{digits[-exponent:]}"


def check_document_total(amount_cents: int) -> None:
    """Refuse an amount that no document may have.

    Raises:
        AmountTooLargeError: It is beyond the limit, in either direction.
    """
    if abs(amount_cents) > CENTS_MAX:
        raise AmountTooLargeError(amount_cents=amount_cents, limit_cents=CENTS_MAX)


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _half_down(numerator: int, denominator: int) -> int:
    return -((denominator - 2 * numerator) // (2 * denominator))


def _half_even(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest + (whole & 1) > denominator)


def _up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


def _down(numerator: int, denominator: int) -> int:
    return numerator // denominator


_ROUNDERS: dict[Rounding, Divide] = {
    Rounding.HALF_UP: _half_up,
    Rounding.HALF_EVEN: _half_even,
    Rounding.HALF_DOWN: _half_down,
    Rounding.UP: _up,
    Rounding.DOWN: _down,
}

_AMOUNT = re.compile(r"(?P<whole>[0-9]{1,9})(?:[.,](?P<decimals>[0-9]{1,4}))?")
