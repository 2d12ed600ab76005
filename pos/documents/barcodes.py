"""Barcodes as modules, so that every bar is a whole number of dots (hardware.md 1.4)."""

from enum import Enum

import zxingcpp

from pos.domain.errors import RefusedError

_BLACK = 0
_CODE_128_CHARS_MAX = 80


class BarcodeRefusedError(RefusedError):
    """The text `text` cannot be written as a `symbology` barcode."""


class Symbology(Enum):
    """The barcodes that shops put on goods and papers.

    Each value is the format of zxing-cpp and the quiet zones, in modules, that its standard wants.
    """

    CODE_128 = (zxingcpp.BarcodeFormat.Code128, 10, 10)
    EAN_13 = (zxingcpp.BarcodeFormat.EAN13, 11, 7)
    EAN_8 = (zxingcpp.BarcodeFormat.EAN8, 7, 7)
    UPC_A = (zxingcpp.BarcodeFormat.UPCA, 9, 9)

    @property
    def quiet_left(self) -> int:
        """White modules that must stand before the first bar."""
        return int(self.value[1])

    @property
    def quiet_right(self) -> int:
        """White modules that must stand after the last bar."""
        return int(self.value[2])


def modules_of(text: str, symbology: Symbology) -> tuple[bool, ...]:
    """Return the modules from left to right, True where black, without quiet zones.

    Raises:
        BarcodeRefusedError: The text is not one that this barcode can hold.
    """
    if not text or len(text) > _CODE_128_CHARS_MAX:
        raise BarcodeRefusedError(text=text, symbology=symbology.name)
    try:
        barcode = zxingcpp.create_barcode(text, symbology.value[0])
    except ValueError as error:
        raise BarcodeRefusedError(text=text, symbology=symbology.name) from error
    image = barcode.to_image(scale=1, add_hrt=False, add_quiet_zones=False)
    _, width = image.shape
    first_row = memoryview(image).tobytes()[:width]  # type: ignore[arg-type] # it is a buffer
    return tuple(dot == _BLACK for dot in first_row)


def bars_of(modules: tuple[bool, ...]) -> tuple[tuple[int, int], ...]:
    """Return each bar as its first module and its width in modules."""
    bars: list[tuple[int, int]] = []
    for index, is_black in enumerate(modules):
        if is_black and index and modules[index - 1]:
            bars[-1] = (bars[-1][0], bars[-1][1] + 1)
        elif is_black:
            bars.append((index, 1))
    return tuple(bars)


def symbology_of(code: str) -> Symbology:
    """Return the barcode that goods with this code carry.

    A GTIN keeps its own form; codes of other lengths, and those whose check digit is wrong, are
    written as Code 128.
    """
    by_length = {8: Symbology.EAN_8, 12: Symbology.UPC_A, 13: Symbology.EAN_13}
    usual = by_length.get(len(code)) if code.isascii() and code.isdigit() else None
    return usual if usual is not None and has_right_check_digit(code) else Symbology.CODE_128


def has_right_check_digit(code: str) -> bool:
    """Check a GTIN of any length by its last digit."""
    digits = [int(char) for char in code]
    weighted = sum(digit * (3 if index % 2 else 1) for index, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0
