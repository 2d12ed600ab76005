"""A share as somebody types it into a form: in per cent, kept in parts per million."""

from pos.domain.money import parse_amount, plain_amount

PERCENT_DECIMALS = 4


def read_share(typed: str) -> int:
    """Return the share that was typed, in parts per million; "%" may stand behind it.

    Raises:
        RefusedError: It is no number.
    """
    return parse_amount(typed.strip().removesuffix("%").strip(), PERCENT_DECIMALS)


def type_share(ppm: int) -> str:
    """Return a share as it is typed, as in 12.5."""
    return plain_amount(ppm, PERCENT_DECIMALS).rstrip("0").rstrip(".")
