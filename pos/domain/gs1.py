"""GS1 element strings: the application identifiers that mean something to a till, read by biip.

A code is read this way only if the scanner says so or a group separator is in it: a plain EAN-8
such as 96385074 would otherwise look like one (hardware.md 5.3).
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pos.domain.money import divide

if TYPE_CHECKING:
    from biip.gs1_element_strings import GS1ElementString

GROUP_SEPARATOR = "\x1d"
"""FNC1 between fields, as scanners send it."""

AIM_PREFIXES = ("]C1", "]d2", "]Q3", "]e0")
"""What scanners send before GS1-128, DataMatrix, QR and DataBar."""

_ITEM = "01"
_LOT = "10"
_SERIAL = "21"
_BEST_BEFORE = "15"
_USE_BY = "17"
_NET_WEIGHT = "310"
_PRICE = "392"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gs1Elements:
    """What the code says; None: nothing about it.

    Attributes:
        gtin: 14 digits with the check digit as scanned.
        expires_on: Use by, else best before.
        weight_g: Net weight in grams.
        price_digits: Amount of the packet as digits; see `price_decimals`.
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
    # Loaded with the first such code: hardly any shop scans one before its first sale.
    from biip import ParseError
    from biip.gs1_messages import GS1Message

    rest = text[3:] if text.startswith(AIM_PREFIXES) else text
    try:
        message = GS1Message.parse(rest.lstrip(GROUP_SEPARATOR))
    except ParseError:
        return None
    return _interpret({string.ai.ai: string for string in message.element_strings})


def _interpret(found: "dict[str, GS1ElementString]") -> Gs1Elements:
    weight = _measured(found, _NET_WEIGHT)
    price = _measured(found, _PRICE)
    day = found.get(_USE_BY) or found.get(_BEST_BEFORE)
    return Gs1Elements(
        gtin=_text(found, _ITEM),
        lot=_text(found, _LOT),
        serial=_text(found, _SERIAL),
        expires_on=day.date if day is not None else None,
        weight_g=None if weight is None else divide(weight[0] * 1000, 10 ** weight[1]),
        price_digits=None if price is None else price[0],
        price_decimals=0 if price is None else price[1],
    )


def _text(found: "dict[str, GS1ElementString]", name: str) -> str | None:
    string = found.get(name)
    return None if string is None else string.value


def _measured(found: "dict[str, GS1ElementString]", family: str) -> tuple[int, int] | None:
    """Return the digits of a measure and how many of them are decimals: its fourth figure."""
    for name, string in found.items():
        if name.startswith(family):
            return int(string.value), int(name[3])
    return None
