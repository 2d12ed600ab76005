"""Numbers for the shop's own labels, in the range that GS1 leaves to shops (20 to 29).

A number outside that range could be somebody's article, so none is ever made up (hardware.md 4.3).
Prefixes 21 to 23 stay free for labels that carry a weight or a price.
"""

_ARTICLE = "20"
_PACK = "24"
_SCALE = 1

Place = tuple[int, int, int]
"""Number of the shelf, of the article on it (from 1) and of the variant (from 0)."""


def article_code(place: Place) -> str:
    """Return the EAN-13 of one piece."""
    return _ean13(_ARTICLE, place)


def pack_code(place: Place) -> str:
    """Return the EAN-13 of an outer pack."""
    return _ean13(_PACK, place)


def scale_number(place: Place) -> str:
    """Return the five digits that a scale prints into the labels of weighed goods."""
    shelf, article, _ = place
    return f"{_SCALE}{shelf:02}{article:02}"


def check_digit(digits: str) -> int:
    """Return the last digit of an EAN-13 from the twelve before it."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return -weighted % 10


def _ean13(prefix: str, place: Place) -> str:
    shelf, article, variant = place
    digits = f"{prefix}{shelf:03}{article:03}{variant:04}"
    return f"{digits}{check_digit(digits)}"
