"""Quantities are whole numbers of a unit: pieces, grams, millilitres, millimetres.

People read and type measured goods in thousands of the unit (kilograms, litres, metres); the till
counts in the small unit only, so that a quantity is never a fraction.
"""

import re
from enum import StrEnum

from pos.domain.errors import RefusedError

PIECES_MAX = 9_999
"""The most pieces of one line."""

MEASURE_MAX = 9_999_000
"""The most grams, millilitres or millimetres of one line: 9,999 kilograms, litres or metres."""

QUANTITY_CHARS_MAX = 12
"""The longest text that is looked at as a quantity."""


class QuantityUnreadableError(RefusedError):
    """The text is not a quantity of this unit. Facts: text, unit."""


class QuantityOutOfRangeError(RefusedError):
    """A line needs at least one unit and no more than the limit. Facts: quantity, limit, unit."""


class Unit(StrEnum):
    """What a quantity counts."""

    EACH = "each"
    GRAM = "g"
    MILLILITRE = "ml"
    MILLIMETRE = "mm"


def is_measured(unit: Unit) -> bool:
    """Say whether goods of this unit are weighed or measured rather than counted."""
    return unit != Unit.EACH


def quantity_max(unit: Unit) -> int:
    """Return the most that one line may hold, in the unit."""
    return MEASURE_MAX if is_measured(unit) else PIECES_MAX


def check_quantity(quantity: int, unit: Unit) -> None:
    """Refuse a quantity that no line may have.

    Raises:
        QuantityOutOfRangeError: It is below 1 or above the unit's limit.
    """
    if not 1 <= quantity <= quantity_max(unit):
        raise QuantityOutOfRangeError(quantity=quantity, limit=quantity_max(unit), unit=unit)


def parse_quantity(text: str, unit: Unit) -> int:
    """Return the whole units that a person typed: "3" pieces, "1.5" kilograms (1500 g).

    Args:
        text: ASCII digits; measured goods may have up to three decimals after a point or comma.
        unit: What is counted; measured goods are typed in thousands of it.

    Raises:
        QuantityUnreadableError: The text is anything else.
        QuantityOutOfRangeError: It is nothing, or more than one line may hold.
    """
    found = _QUANTITY.fullmatch(text) if len(text) <= QUANTITY_CHARS_MAX else None
    decimals = found["decimals"] if found else None
    if found is None or (decimals and not is_measured(unit)):
        raise QuantityUnreadableError(text=text[: QUANTITY_CHARS_MAX + 1], unit=unit)
    quantity = int(found["whole"] + (decimals or "").ljust(3, "0") * is_measured(unit))
    check_quantity(quantity, unit)
    return quantity


def pieces_of(unit: Unit, quantity: int) -> int:
    """Count a quantity in pieces: what is weighed or measured is one."""
    return 1 if is_measured(unit) else quantity


_QUANTITY = re.compile(r"(?P<whole>[0-9]{1,9})(?:[.,](?P<decimals>[0-9]{1,3}))?")
