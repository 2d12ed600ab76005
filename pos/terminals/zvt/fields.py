"""The numbered fields of a message. What must never be kept of a card does not get through here.

Tracks, expiry, check value and chip data are skipped unread; of a card number four digits stay
(hardware.md 7). So nothing behind this module can keep, show or log them.
"""

from collections.abc import Mapping
from enum import IntEnum

from pos.terminals.zvt.garbled import GarbledError
from pos.terminals.zvt.tlv import encode_length, read_length, take

Fields = dict[int, bytes]

LAST_DIGITS = 4
CARD_NUMBER_DIGITS_MIN = 12
DIGIT_MARK = 0xF0


class Field(IntEnum):
    """The fields that a till reads or writes."""

    AMOUNT = 0x04
    CONTAINER = 0x06
    TRACE_NO = 0x0B
    TIME = 0x0C
    DATE = 0x0D
    PAYMENT_TYPE = 0x19
    CARD_NUMBER = 0x22
    RESULT_CODE = 0x27
    TERMINAL_ID = 0x29
    APPROVAL = 0x3B
    ADDITIONAL_TEXT = 0x3C
    CURRENCY = 0x49
    RECEIPT_NO = 0x87
    CARD_TYPE = 0x8A
    CARD_NAME = 0x8B


SIZES: Mapping[int, int] = {
    0x01: 1, 0x02: 1, 0x03: 1, 0x04: 6, 0x05: 1, 0x0B: 3, 0x0C: 3, 0x0D: 2, 0x0E: 2, 0x17: 2,
    0x19: 1, 0x27: 1, 0x29: 4, 0x2A: 15, 0x37: 3, 0x3A: 2, 0x3B: 8, 0x3D: 3, 0x49: 2, 0x87: 2,
    0x88: 3, 0x8A: 1, 0x8C: 1, 0xA0: 1, 0xAA: 3, 0xBA: 5, 0xD0: 1, 0xD2: 1, 0xD3: 1, 0xE0: 1,
    0xF9: 1, 0xFA: 1, 0xFB: 1, 0xFC: 1,
}  # fmt: skip
"""Bytes of the fields that always have as many."""

LENGTH_DIGITS: Mapping[int, int] = {
    0x22: 2, 0x23: 2, 0x24: 3, 0x2D: 2, 0x2E: 3, 0x3C: 3, 0x60: 3, 0x8B: 2, 0x92: 3, 0x9A: 3,
    0xA7: 2, 0xAF: 3, 0xD1: 2, **dict.fromkeys(range(0xE1, 0xE9), 2),
    **dict.fromkeys(range(0xF1, 0xF9), 2),
}  # fmt: skip
"""Digits that say how long the other fields are, a byte each with F before the digit."""

NEVER_KEPT = frozenset({0x0E, 0x23, 0x24, 0x2D, 0x2E, 0x3A, 0x3D, 0xA7, 0xAF, 0xD1})
"""Expiry, tracks, chip data, check value, passwords."""


def encode_fields(fields: Fields) -> bytes:
    """Return fields one after the other."""
    return b"".join(bytes([tag]) + _length_bytes(tag, data) + data for tag, data in fields.items())


def decode_fields(data: bytes) -> Fields:
    """Return the fields that may be kept.

    Raises:
        GarbledError: A field is unknown, so nobody knows where the next begins; or it comes twice,
            or ends after the message.
    """
    fields: Fields = {}
    seen: set[int] = set()
    place = 0
    while place < len(data):
        tag = data[place]
        size, begin = _read_size(tag, data, place + 1)
        content = take(data, begin, size)
        if tag in seen:
            raise GarbledError
        seen.add(tag)
        if tag not in NEVER_KEPT:
            fields[tag] = _mask(content) if tag == Field.CARD_NUMBER else content
        place = begin + size
    return fields


def shows_card_number(data: bytes) -> bool:
    """Say whether a message holds a card number of which no digit is masked: a wrong set-up.

    Raises:
        GarbledError: As `decode_fields`.
    """
    place = 0
    while place < len(data):
        size, begin = _read_size(data[place], data, place + 1)
        digits = take(data, begin, size).hex().rstrip("f")
        if data[place] == Field.CARD_NUMBER and len(digits) >= CARD_NUMBER_DIGITS_MIN:
            return digits.isdecimal()
        place = begin + size
    return False


def last_digits(content: bytes) -> str | None:
    """Return the four digits that may be shown of a card; None: they are not there."""
    digits = content.hex().rstrip("f")[-LAST_DIGITS:]
    return digits if len(digits) == LAST_DIGITS and digits.isdecimal() else None


def _mask(content: bytes) -> bytes:
    """Return a card number with every digit but the last four replaced by E."""
    digits = content.hex()
    shown = len(digits.rstrip("f"))
    hidden = max(0, shown - LAST_DIGITS)
    return bytes.fromhex("e" * hidden + digits[hidden:])


def _read_size(tag: int, data: bytes, place: int) -> tuple[int, int]:
    """Return how long a field is, and where its content begins."""
    if tag in SIZES:
        return SIZES[tag], place
    if tag == Field.CONTAINER:
        return read_length(data, place)
    if tag not in LENGTH_DIGITS:
        raise GarbledError
    marks = take(data, place, LENGTH_DIGITS[tag])
    digits = "".join(f"{mark - DIGIT_MARK:x}" for mark in marks)
    if not digits.isdecimal():
        raise GarbledError
    return int(digits), place + len(marks)


def _length_bytes(tag: int, data: bytes) -> bytes:
    if tag == Field.CONTAINER:
        return encode_length(len(data))
    if tag in SIZES:
        assert len(data) == SIZES[tag], "the field has a fixed length"
        return b""
    digits = f"{len(data):0{LENGTH_DIGITS[tag]}d}"
    assert len(digits) == LENGTH_DIGITS[tag], "the field is too long"
    return bytes(DIGIT_MARK + int(digit) for digit in digits)
