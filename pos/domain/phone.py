"""Telephone numbers: typed in any way, kept in one (E.164: `+` and up to 15 digits)."""

import re

from pos.domain.calling_codes import CALLING_CODES, TRUNK_DIGITS
from pos.domain.errors import RefusedError

DIGITS_MIN = 7
DIGITS_MAX = 15
GROUP_DIGITS = 3
LAST_GROUP_MAX = 4


class PhoneRefusedError(RefusedError):
    """This is no telephone number. Facts: text."""


def read_phone(text: str, *, country: str) -> str:
    """Return a telephone number in its one form.

    Args:
        text: Digits with blanks, points, strokes and brackets; a leading `+` or `00` (from North
            America `011`) dials abroad.
        country: ISO 3166-1 alpha-2 code of the country that a number without one is in.

    Raises:
        PhoneRefusedError: It holds something else, is too short or too long, or the calling code
            of the country is not known here and the number names none.
    """
    stripped = text.strip()
    if _WRITTEN.fullmatch(stripped) is None:
        raise PhoneRefusedError(text=text[:40])
    # What stands in brackets after a country's code is dialled only inside of the country.
    digits = digits_of(re.sub(r"\(0\)", "", stripped))
    international = _after_exit_code(stripped, digits, country) or _from_home(digits, country)
    if not DIGITS_MIN <= len(international) <= DIGITS_MAX:
        raise PhoneRefusedError(text=text[:40])
    return f"+{international}"


def looks_like_phone(text: str) -> bool:
    """Say whether a text is written like a telephone number, as far as it goes."""
    return _WRITTEN.fullmatch(text.strip()) is not None and any(map(str.isdigit, text))


def spell_phone(number: str) -> str:
    """Return a kept number in groups that people can read: +43 664 123 4567."""
    code = next((each for each in _CODES if number.startswith(f"+{each}")), "")
    rest = number[1 + len(code) :]
    if not code:
        return number
    groups = [f"+{code}"]
    while len(rest) > LAST_GROUP_MAX:
        groups.append(rest[:GROUP_DIGITS])
        rest = rest[GROUP_DIGITS:]
    return " ".join((*groups, rest))


def digits_of(text: str) -> str:
    """Return the digits of a text, as they follow each other."""
    return "".join(_DIGITS.findall(text))


def searched_digits(text: str) -> str:
    """Return which digits to look for when a number, or a part of one, was typed.

    A number at home begins with a zero that the kept form does not have.
    """
    return digits_of(text).lstrip("0")


def _after_exit_code(text: str, digits: str, country: str) -> str | None:
    if text.startswith("+"):
        return digits
    exit_code = "011" if CALLING_CODES.get(country) == "1" else "00"
    return digits.removeprefix(exit_code) if digits.startswith(exit_code) else None


def _from_home(digits: str, country: str) -> str:
    code = CALLING_CODES.get(country)
    if code is None:
        raise PhoneRefusedError(text=digits)
    trunk = TRUNK_DIGITS.get(country, "1" if code == "1" else "0")
    return code + (digits.removeprefix(trunk) if trunk else digits)


_CODES = frozenset(CALLING_CODES.values())
"""No code is the beginning of another one."""

_WRITTEN = re.compile(r"\+?[0-9 ()./\u00a0\u2010-\u2013-]{1,40}")
_DIGITS = re.compile(r"[0-9]+")
