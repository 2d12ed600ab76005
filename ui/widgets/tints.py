"""Finds the tint family of a category's colour."""

from PySide6.QtGui import QColor

from ui.shell.theme.tokens import Tint

_HUES = (
    (Tint.ROSE, 20),
    (Tint.AMBER, 58),
    (Tint.LIME, 130),
    (Tint.TEAL, 195),
    (Tint.BLUE, 245),
    (Tint.VIOLET, 310),
    (Tint.ROSE, 360),
)
"""Families around the colour circle, each up to its last degree."""

_NAMES = frozenset(tint.value for tint in Tint)

_GREY_BELOW = 24
"""A saturation (of 255) that reads as grey."""


def tint_of(text: str | None) -> Tint:
    """Return the family of a tint's name or of a colour as #rrggbb; slate when there is none."""
    if text is None:
        return Tint.SLATE
    if text in _NAMES:
        return Tint(text)
    colour = QColor.fromString(text)
    if not colour.isValid() or colour.hsvSaturation() < _GREY_BELOW:
        return Tint.SLATE
    return next(family for family, last in _HUES if colour.hsvHue() <= last)
