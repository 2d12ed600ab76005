"""How a shop's codes look, as an ordered list that is data: the first pattern that fits decides.

A pattern is a word for what the code means and a mask. In a mask `i` is a digit that names the
article, `v` a digit of the weight or the price, `x` a digit that nobody needs, `c` the check digit
of the whole code, and `*` all that is left; everything else stands for itself. A weight also says
how many decimals of a kilogram it has; a price is in the currency's minor unit:

    weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc; customer 29*

Where the digits of a scale label lie differs from country to country and from shop to shop
(hardware.md 5.3), so no rule of a country is built in.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pos.domain.errors import RefusedError

GRAM_DECIMALS = 3
"""Decimals of a kilogram that the till keeps."""

PATTERNS_MAX = 50
MASK_CHARS_MAX = 40


class ScanPatternError(RefusedError):
    """It is no pattern. Facts: pattern, and fault: what is wrong with it."""


class PatternFault(StrEnum):
    """What may be wrong with a pattern."""

    MEANING = "meaning"
    MASK = "mask"
    DECIMALS = "decimals"
    TOO_MANY = "too_many"


class Meaning(StrEnum):
    """What a code that fits a pattern is."""

    RECEIPT = "receipt"
    BADGE = "badge"
    CUSTOMER = "customer"
    COUPON = "coupon"
    GIFT_CARD = "gift-card"
    WEIGHT = "weight"
    PRICE = "price"
    ARTICLE = "article"


LABELS = frozenset({Meaning.WEIGHT, Meaning.PRICE})
"""What scales print for one packet of goods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPattern:
    """One pattern.

    Attributes:
        mask: See the head of this file; capital and small letters of a code are the same.
        decimals: Of the weight on a label: 3 where it is in grams.
    """

    means: Meaning
    mask: str
    decimals: int = 0

    def match(self, code: str) -> re.Match[str] | None:
        """Return the parts `item`, `value` and `rest` of a code that fits; None: it does not."""
        return _expression(self.mask).fullmatch(code)

    @property
    def is_checked(self) -> bool:
        """Whether the code has a check digit."""
        return "c" in self.mask

    def __str__(self) -> str:
        """Return it as it is written."""
        end = f" {self.decimals}" if self.means is Meaning.WEIGHT else ""
        return f"{self.means} {self.mask}{end}"


def parse_patterns(text: str) -> tuple[ScanPattern, ...]:
    """Return the patterns of a shop, in their order; an empty text has none.

    Raises:
        ScanPatternError: One of them is none.
    """
    written = [part.strip() for part in text.split(";") if part.strip()]
    if len(written) > PATTERNS_MAX:
        raise ScanPatternError(pattern=written[PATTERNS_MAX], fault=PatternFault.TOO_MANY)
    return tuple(_parse(part) for part in written)


def _parse(written: str) -> ScanPattern:
    word, *rest = written.split()
    if word not in set(Meaning):
        raise ScanPatternError(pattern=written[:80], fault=PatternFault.MEANING)
    means = Meaning(word)
    if not rest or not _is_mask(rest[0], means):
        raise ScanPatternError(pattern=written[:80], fault=PatternFault.MASK)
    return ScanPattern(means=means, mask=rest[0], decimals=_decimals(written, means, rest[1:]))


def _is_mask(mask: str, means: Meaning) -> bool:
    if len(mask) > MASK_CHARS_MAX or _MASK.fullmatch(mask) is None or mask in {"*", ""}:
        return False
    parts = set(mask)
    if means in LABELS:
        return {"i", "v"} <= parts and "*" not in parts and bool(_LABEL.fullmatch(mask))
    return "i" not in parts and "v" not in parts and "*" in parts


def _decimals(written: str, means: Meaning, rest: list[str]) -> int:
    wanted = _GRAM_DIGITS if means is Meaning.WEIGHT else frozenset({()})
    if tuple(rest) not in wanted:
        raise ScanPatternError(pattern=written[:80], fault=PatternFault.DECIMALS)
    return int(rest[0]) if rest else 0


@lru_cache(maxsize=PATTERNS_MAX * 2)
def _expression(mask: str) -> re.Pattern[str]:
    parts = (_part(found.group()) for found in _RUN.finditer(mask))
    return re.compile("".join(parts), re.IGNORECASE | re.ASCII)


def _part(run: str) -> str:
    digits = rf"[0-9]{{{len(run)}}}"
    match run[0]:
        case "i":
            return f"(?P<item>{digits})"
        case "v":
            return f"(?P<value>{digits})"
        case "x" | "c":
            return digits
        case "*":
            return "(?P<rest>.+)"
        case _:
            return re.escape(run)


_GRAM_DIGITS = frozenset((str(digits),) for digits in range(GRAM_DECIMALS + 1))
_RUN = re.compile(r"i+|v+|x+|c|\*|[^ivxc*]+")
_MASK = re.compile(r"[0-9A-Z.\-/ivxc]+\*?")
_LABEL = re.compile(r"[^iv]*(?:i+[^iv]*v+|v+[^iv]*i+)[^iv]*")
