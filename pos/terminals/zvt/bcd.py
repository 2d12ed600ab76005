"""Numbers as two decimal digits to a byte; masked digits of a card are the nibble E."""

from pos.terminals.zvt.garbled import GarbledError


def to_bcd(number: int, *, size_bytes: int) -> bytes:
    """Return a number in a fixed number of bytes.

    Args:
        number: At least 0.
        size_bytes: Twice as many digits fit.
    """
    digits = f"{number:0{2 * size_bytes}d}"
    assert number >= 0, "a number of the protocol has no sign"
    assert len(digits) == 2 * size_bytes, "the number is larger than its field"
    return bytes.fromhex(digits)


def from_bcd(data: bytes) -> int:
    """Return the number that the bytes are.

    Raises:
        GarbledError: A nibble is no digit.
    """
    digits = data.hex()
    if not digits.isdecimal():
        raise GarbledError
    return int(digits)
