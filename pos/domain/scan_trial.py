"""What each of a shop's patterns makes of one code, and why those that do not fit do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.barcode import OWN_PATTERNS, ScanReading, normal_of, read_scan
from pos.domain.check_digit import check_digit, is_gtin
from pos.domain.scan_pattern import ScanPattern

ANY_DIGIT = frozenset("ivxc")
REST = "*"


class Misfit(StrEnum):
    """Why a pattern does not decide a code, or decides it wrongly read."""

    LENGTH = "length"
    SIGN = "sign"
    DIGIT = "digit"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a code for one pattern.

    Attributes:
        place: Which character, from 1; 0: the code as a whole.
        wanted: What should be there; of a length how many characters, or where a rest follows so
            many at least.
    """

    misfit: Misfit
    wanted: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternTrial:
    """One pattern on one code.

    Attributes:
        fault: None: it fits.
        decides: It is the first that fits, so the code means what it says.
    """

    pattern: ScanPattern
    fault: Fault | None
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanTrial:
    """One code.

    Attributes:
        reading: What the till takes it for.
        is_own: It begins like the till's own codes, so no pattern of the shop is asked.
        patterns: Those of the shop, in their order.
    """

    reading: ScanReading
    is_own: bool
    patterns: tuple[PatternTrial, ...]


def try_code(code: str, patterns: Sequence[ScanPattern]) -> ScanTrial:
    """Say what a code means, and what each pattern makes of it."""
    text = code.strip()
    is_own = any(own.match(text) for own in OWN_PATTERNS)
    faults = [_find_fault(pattern, normal_of(text, pattern)) for pattern in patterns]
    first = next((place for place, fault in enumerate(faults) if _decides(fault)), None)
    return ScanTrial(
        reading=read_scan(text, patterns),
        is_own=is_own,
        patterns=tuple(
            PatternTrial(pattern=pattern, fault=fault, decides=not is_own and place == first)
            for place, (pattern, fault) in enumerate(zip(patterns, faults, strict=True))
        ),
    )


def _decides(fault: Fault | None) -> bool:
    """Say whether the pattern is the one: a wrong check digit is refused, not passed on."""
    return fault is None or fault.misfit is Misfit.CHECK_DIGIT


def _find_fault(pattern: ScanPattern, code: str) -> Fault | None:
    fixed = pattern.mask.removesuffix(REST)
    has_rest = fixed != pattern.mask
    fits = len(code) > len(fixed) if has_rest else len(code) == len(fixed)
    if not fits:
        return Fault(misfit=Misfit.LENGTH, wanted=str(len(fixed) + has_rest))
    for place, (wanted, found) in enumerate(zip(fixed, code, strict=False), start=1):
        if wanted in ANY_DIGIT:
            if not (found.isascii() and found.isdigit()):
                return Fault(misfit=Misfit.DIGIT, place=place)
        elif wanted != found.upper():
            return Fault(misfit=Misfit.SIGN, wanted=wanted, place=place)
    if pattern.is_checked and not is_gtin(code):
        return Fault(misfit=Misfit.CHECK_DIGIT, wanted=check_digit(code[:-1]), place=len(code))
    return None
