"""The fonts of paper, in dots of a printer with 203 dots per inch."""

from PySide6.QtGui import QFont

from pos.documents.blocks import Size

FAMILIES = ("Inter", "Noto Sans", "DejaVu Sans")
"""Tried in order; Qt adds the computer's own fonts for scripts that none of them has."""

_HEIGHT_DOTS = {Size.SMALL: 20, Size.NORMAL: 24, Size.LARGE: 40}
_EQUAL_DIGITS = "tnum"


def font_of(size: Size, *, is_bold: bool = False) -> QFont:
    """Return the font of a line; digits are equally wide, so that amounts stand in columns."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(_HEIGHT_DOTS[size])
    font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Medium)
    font.setFeature(QFont.Tag(_EQUAL_DIGITS), 1)
    return font
