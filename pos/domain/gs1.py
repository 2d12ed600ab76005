"""GS1 element strings: the few application identifiers that mean something to a till.

A code is read this way only if the scanner says so or a group separator is in it: a plain EAN-8
such as 96385074 would otherwise look like one.
"""

import re
from dataclasses import dataclass
from datetime import date

from pos.domain.money import divide

GROUP_SEPARATOR = "\x1d"
"""FNC1 between fields, as scanners send it."""

AIM_PREFIXES = ("]C1", "]d2", "]Q3", "]e0")
"""What scanners send before GS1-128, DataMatrix, QR and DataBar."""

ELEMENTS_MAX = 20
"""The most fields of one code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gs1Elements:
    """What the code says; None: nothing about it.

    Attributes:
        gtin: 14 digits with the check digit as scanned.
        expires_on: Use by or best before.
        weight_g: Net weight in grams.
        price_digits: Amount of the packet in the currency's minor unit, as digits; see
            `price_decimals`.
        price_decimals: How many of those digits are decimals.
    """

    gtin: str | None = None
    lot: str | None = None
    serial: str | None = None
    expires_on: date | None = None
    weight_g: int | None = None
    price_digits: int | None = None
    price_decimals: int = 0


def is_gs1(text: str) -> bool:
    """Say whether a scan is to be read as element strings."""
    return text.startswith(AIM_PREFIXES) or GROUP_SEPARATOR in text


def read_gs1(text: str) -> Gs1Elements | None:
    """Return what the element strings say; None: a field is unknown, malformed or out of range."""
    rest = text[3:] if text.startswith(AIM_PREFIXES) else text
    found: dict[str, str] = {}
    for _ in range(ELEMENTS_MAX):
        rest = rest.lstrip(GROUP_SEPARATOR)
        if not rest:
            return _interpret(found)
        step = _FIELD.match(rest)
        if step is None:
            return None
        found[step.lastgroup or ""] = step.group()
        rest = rest[step.end() :]
    return None


def _interpret(found: dict[str, str]) -> Gs1Elements | None:
    weight = found.get("weight")
    price = found.get("price")
    day = found.get("expiry")
    expires_on = None if day is None else _day(day[2:])
    if day is not None and expires_on is None:
        return None
    return Gs1Elements(
        gtin=found["gtin"][2:] if "gtin" in found else None,
        lot=found["lot"][2:] if "lot" in found else None,
        serial=found["serial"][2:] if "serial" in found else None,
        expires_on=expires_on,
        weight_g=None if weight is None else divide(int(weight[4:]) * 1000, 10 ** int(weight[3])),
        price_digits=None if price is None else int(price[4:]),
        price_decimals=0 if price is None else int(price[3]),
    )


def _day(digits: str) -> date | None:
    """Return the day that six digits name; day 00 is the last of the month; None: no such day."""
    year, month, day = 2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:])
    try:
        if day:
            return date(year, month, day)
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None


_TEXT = r"[!-~]"
_FIELD = re.compile(
    r"(?P<gtin>01[0-9]{14})"
    r"|(?P<expiry>1[57][0-9]{6})"
    rf"|(?P<lot>10{_TEXT}{{1,20}})(?=\x1d|$)"
    rf"|(?P<serial>21{_TEXT}{{1,20}})(?=\x1d|$)"
    r"|(?P<weight>310[0-5][0-9]{6})"
    r"|(?P<price>392[0-9][0-9]{1,15})(?=\x1d|$)"
)
