"""Check digits of the trade item numbers on packages: GTIN-8, -12, -13, -14 and short UPC-E."""

import re

EAN8_DIGITS = 8
UPC_DIGITS = 12
EAN13_DIGITS = 13
GTIN14_DIGITS = 14
GTIN_LENGTHS = frozenset({EAN8_DIGITS, UPC_DIGITS, EAN13_DIGITS, GTIN14_DIGITS})
"""How many digits a trade item number may have."""


def check_digit(digits: str) -> str:
    """Return the digit that belongs behind these digits.

    Args:
        digits: ASCII digits without the check digit, of any length.
    """
    weighted = (
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return str(-sum(weighted) % 10)


def is_gtin(code: str) -> bool:
    """Say whether the code is a trade item number with the right check digit."""
    return (
        len(code) in GTIN_LENGTHS
        and code.isascii()
        and code.isdigit()
        and check_digit(code[:-1]) == code[-1]
    )


def expand_upc_e(code: str) -> str | None:
    """Return the 12 digits that an 8-digit UPC-E stands for; None: it is not one."""
    if _UPC_E.fullmatch(code) is None:
        return None
    system, body, check = code[0], code[1:7], code[7]
    last = body[5]
    if last in "012":
        full = f"{body[:2]}{last}0000{body[2:5]}"
    elif last == "3":
        full = f"{body[:3]}00000{body[3:5]}"
    elif last == "4":
        full = f"{body[:4]}00000{body[4]}"
    else:
        full = f"{body[:5]}0000{last}"
    expanded = system + full + check
    return expanded if is_gtin(expanded) else None


_UPC_E = re.compile(r"[01][0-9]{7}")
