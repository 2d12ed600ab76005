"""Tells a badge that was scanned into the field of a PIN from a PIN that was typed there."""

from collections.abc import Callable

from pos.domain.barcode import BadgeScan, ScanReading, read_scan
from pos.domain.pin import DIGITS_MAX


def read_badge(typed: str, read_shops: Callable[[str], ScanReading]) -> BadgeScan | None:
    """Return whose badge it is; None: it may be a PIN.

    Args:
        typed: What stands in the field.
        read_shops: Says what a code means by the patterns of the shop. A PIN may fit one of them,
            so they are asked only for what is too long for a PIN.
    """
    scan = read_shops(typed) if len(typed) > DIGITS_MAX else read_scan(typed)
    return scan if isinstance(scan, BadgeScan) else None
