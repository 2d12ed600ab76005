"""What a scan means: an article, a scale label, a receipt, a badge, a customer, or nothing known.

One field takes every kind of code. The till's own codes begin with a letter and a full stop
(`OWN_PREFIXES`), which no article may have (`check_item_code`), so a receipt can never be sold
and an article never be returned by mistake.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pos.domain.check_digit import (
    EAN8_DIGITS,
    EAN13_DIGITS,
    GTIN14_DIGITS,
    GTIN_LENGTHS,
    UPC_DIGITS,
    check_digit,
    expand_upc_e,
    is_gtin,
)
from pos.domain.errors import RefusedError
from pos.domain.gs1 import Gs1Elements, is_gs1, read_gs1
from pos.domain.money import divide
from pos.domain.quantity import PIECES_MAX
from pos.domain.scan_pattern import GRAM_DECIMALS, LABELS, Meaning, ScanPattern
from pos.domain.text import has_card_track

SCAN_CHARS_MAX = 128
"""The longest scan that is looked at."""

RECEIPT_PREFIX = "R."
BADGE_PREFIX = "B."
CUSTOMER_PREFIX = "C."
COUPON_PREFIX = "P."
GIFT_CARD_PREFIX = "G."
OWN_PREFIXES = (RECEIPT_PREFIX, BADGE_PREFIX, CUSTOMER_PREFIX, COUPON_PREFIX, GIFT_CARD_PREFIX)
"""What the till's own codes begin with; upper or lower case."""

OWN_PATTERNS = tuple(
    ScanPattern(means=means, mask=f"{prefix}*")
    for means, prefix in (
        (Meaning.RECEIPT, RECEIPT_PREFIX),
        (Meaning.BADGE, BADGE_PREFIX),
        (Meaning.CUSTOMER, CUSTOMER_PREFIX),
        (Meaning.COUPON, COUPON_PREFIX),
        (Meaning.GIFT_CARD, GIFT_CARD_PREFIX),
    )
)
"""They are tried before a shop's own patterns, so that a receipt stays a receipt."""


class ReservedCodeError(RefusedError):
    """No article may have a code that begins like the till's own. Facts: code, prefixes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScan:
    """An article's code.

    Attributes:
        code: In the form in which it is stored: 13 digits for UPC-A and UPC-E.
        lookups: Codes to look for, the likeliest first.
        elements: What else a GS1 code says (lot, expiry, weight); None: nothing.
    """

    code: str
    lookups: tuple[str, ...]
    elements: Gs1Elements | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelScan:
    """A label that a scale printed for one packet of goods.

    Attributes:
        item_code: The digits that name the article.
        lookups: Codes to look for, the likeliest first.
        weight_g: Grams; None: the label says the price.
        price_cents: Minor units; None: the label says the weight.
    """

    code: str
    item_code: str
    lookups: tuple[str, ...]
    weight_g: int | None = None
    price_cents: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the label says nothing was weighed, or that it costs nothing."""
        return not (self.weight_g or self.price_cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptScan:
    """The barcode of a receipt: the document's number."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeScan:
    """A badge of the staff: an identifier, never a proof."""

    employee_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerScan:
    """A customer's card."""

    card_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponScan:
    """A coupon."""

    coupon_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCardScan:
    """A gift card; the number is a secret and is not logged."""

    card_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSwipe:
    """A payment card went through a reader that types; nothing of it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MisreadScan:
    """Digits of the length of a trade item number, but with a wrong check digit."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nothing that a till can look for: empty, too long, or not text."""

    code: str


ScanReading: TypeAlias = (
    ItemScan
    | LabelScan
    | ReceiptScan
    | BadgeScan
    | CustomerScan
    | CouponScan
    | GiftCardScan
    | CardSwipe
    | MisreadScan
    | Unknown
)


def read_scan(code: str, patterns: Sequence[ScanPattern] = ()) -> ScanReading:
    """Say what a scan means, without looking anything up.

    Args:
        code: What the scanner sent, without its line end.
        patterns: The shop's own, which stand after `OWN_PATTERNS`; the first that fits decides.
            What fits none is a trade item number, or the code of an article as it is.
    """
    text = code.strip(" \t\r\n")
    if has_card_track(text[:SCAN_CHARS_MAX]):
        return CardSwipe()
    if not text or len(text) > SCAN_CHARS_MAX:
        return _unknown(text)
    if is_gs1(text):
        return _read_elements(text)
    plain = _AIM_PREFIX.sub("", text, count=1)
    if not (plain.isascii() and plain.isprintable()):
        return _unknown(plain)
    return _read_pattern(plain, (*OWN_PATTERNS, *patterns)) or _read_article(plain)


def read_multiplier(text: str) -> tuple[int, str]:
    """Split a typed "3*" off what follows it: ("3*4006381333931" gives 3 and the code).

    Returns:
        1 and the whole text when there is no multiplier, or one that no line could hold.
    """
    found = _MULTIPLIER.match(text)
    if found is None or not 1 <= int(found["times"]) <= PIECES_MAX:
        return 1, text
    return int(found["times"]), text[found.end() :]


def receipt_code(number: str) -> str:
    """Return what the barcode of a receipt holds; printed as Code 128."""
    return RECEIPT_PREFIX + number


def badge_code(employee_no: str) -> str:
    """Return what the barcode of a badge holds."""
    return BADGE_PREFIX + employee_no


def customer_code(card_no: str) -> str:
    """Return what the barcode of a customer's card holds."""
    return CUSTOMER_PREFIX + card_no


def check_item_code(code: str) -> None:
    """Refuse a code that no article may be given.

    Raises:
        ReservedCodeError: It begins like one of the till's own codes.
    """
    if code[:2].upper() in OWN_PREFIXES:
        raise ReservedCodeError(code=code[:SCAN_CHARS_MAX], prefixes=OWN_PREFIXES)


def quantity_for_price(price_cents: int, *, unit_price_cents: int, price_unit_qty: int) -> int:
    """Return the quantity that a priced label stands for, for the stock only.

    Args:
        price_cents: The amount on the label.
        unit_price_cents: Price of `price_unit_qty` units; 0 leaves one unit.
        price_unit_qty: 1000 for a price per kilogram.
    """
    if unit_price_cents == 0:
        return 1
    return max(1, divide(price_cents * price_unit_qty, unit_price_cents))


def normal_of(text: str, pattern: ScanPattern) -> str:
    """Return a code as a pattern sees it: labels of scales have 13 digits, also as UPC-A."""
    is_upc = text.isdigit() and len(text) == UPC_DIGITS
    return f"0{text}" if is_upc and pattern.means in LABELS else text


def _read_pattern(text: str, patterns: Sequence[ScanPattern]) -> ScanReading | None:
    """Return what the first pattern that fits says, None when none does."""
    for pattern in patterns:
        code = normal_of(text, pattern)
        found = pattern.match(code)
        if found is None:
            continue
        if pattern.is_checked and not is_gtin(code):
            return MisreadScan(code=code)
        return _read_label(code, pattern, found) or _MEANINGS[pattern.means](found["rest"])
    return None


def _read_article(text: str) -> ScanReading:
    if text.isdigit() and len(text) in GTIN_LENGTHS:
        return _read_number(text)
    return ItemScan(code=text, lookups=(text,))


def _read_number(digits: str) -> ScanReading:
    if not is_gtin(digits):
        short = expand_upc_e(digits)
        if short is None:
            return MisreadScan(code=digits)
        return ItemScan(code=f"0{short}", lookups=(f"0{short}", digits))
    normal = f"0{digits}" if len(digits) == UPC_DIGITS else digits
    return ItemScan(code=normal, lookups=_lookups(normal, digits))


def _lookups(normal: str, scanned: str) -> tuple[str, ...]:
    """Return the forms under which a trade item number may be stored."""
    forms = [normal, scanned]
    if len(normal) == GTIN14_DIGITS and normal[0] == "0":
        forms.insert(0, normal[1:])
    if len(normal) == EAN13_DIGITS and normal[0] == "0":
        forms.append(normal[1:])
    if len(normal) == EAN8_DIGITS and (expanded := expand_upc_e(normal)) is not None:
        forms.append(f"0{expanded}")
    return tuple(dict.fromkeys(forms))


def _read_label(code: str, pattern: ScanPattern, found: re.Match[str]) -> LabelScan | None:
    """Return what a scale's label says; None: the pattern is none of a label."""
    if pattern.means not in LABELS:
        return None
    item, value = found["item"], int(found["value"])
    blank = code[: found.start("value")] + "0" * len(found["value"]) + code[found.end("value") :]
    if pattern.is_checked:
        blank = blank[:-1] + check_digit(blank[:-1])
    lookups = (item, code[: found.end("item")], blank)
    if pattern.means is Meaning.WEIGHT:
        grams = value * 10 ** (GRAM_DECIMALS - pattern.decimals)
        return LabelScan(code=code, item_code=item, lookups=lookups, weight_g=grams)
    return LabelScan(code=code, item_code=item, lookups=lookups, price_cents=value)


def _read_elements(text: str) -> ScanReading:
    elements = read_gs1(text)
    if elements is None or elements.gtin is None:
        return _unknown(text)
    if not is_gtin(elements.gtin):
        return MisreadScan(code=elements.gtin)
    gtin = elements.gtin[1:] if elements.gtin[0] == "0" else elements.gtin
    return ItemScan(code=gtin, lookups=_lookups(gtin, elements.gtin), elements=elements)


def _unknown(text: str) -> Unknown:
    """Return what may be shown of a code that means nothing."""
    return Unknown(code="".join(char for char in text[:SCAN_CHARS_MAX] if char.isprintable()))


_MEANINGS: dict[Meaning, Callable[[str], ScanReading]] = {
    Meaning.RECEIPT: lambda body: ReceiptScan(number=body.upper()),
    Meaning.BADGE: lambda body: BadgeScan(employee_no=body),
    Meaning.CUSTOMER: lambda body: CustomerScan(card_no=body),
    Meaning.COUPON: lambda body: CouponScan(coupon_code=body),
    Meaning.GIFT_CARD: lambda body: GiftCardScan(card_no=body),
    Meaning.ARTICLE: lambda body: ItemScan(code=body, lookups=(body,)),
}
_AIM_PREFIX = re.compile(r"^\][A-Za-z][0-9]")
_MULTIPLIER = re.compile(r"(?P<times>[0-9]{1,5})\*")
