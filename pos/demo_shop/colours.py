"""Colours of the demo shop's clothes and toys, with the swatch of each."""

from pos.demo_shop.shelf import Axis, Choice

_SWATCHES = {
    "Cream": ("CRM", "#f3e9d2"),
    "Oat": ("OAT", "#d8c3a5"),
    "Sand": ("SND", "#c9a66b"),
    "Mustard": ("MUS", "#d9a227"),
    "Lemon": ("LEM", "#f2d65c"),
    "Apricot": ("APR", "#f0a868"),
    "Coral": ("COR", "#ec7a6c"),
    "Rust": ("RUS", "#b5532f"),
    "Berry": ("BER", "#a32a54"),
    "Rose": ("ROS", "#e59aae"),
    "Blush": ("BLU", "#f0c4c6"),
    "Lilac": ("LIL", "#b9a3d4"),
    "Plum": ("PLM", "#6f4574"),
    "Sky": ("SKY", "#8fbfe0"),
    "Denim": ("DEN", "#4f77a3"),
    "Navy": ("NVY", "#22345c"),
    "Mint": ("MNT", "#a6d9c0"),
    "Sage": ("SGE", "#98ac8c"),
    "Forest": ("FOR", "#2f5d46"),
    "Teal": ("TEL", "#2b7f86"),
    "Red": ("RED", "#c6333a"),
    "Cocoa": ("COC", "#6e4a35"),
    "Grey": ("GRY", "#a3a9b0"),
    "Charcoal": ("CHA", "#40464d"),
}

SOFT = ("Cream", "Oat", "Blush", "Rose", "Lilac", "Sky", "Mint", "Sage", "Lemon", "Apricot")
BRIGHT = ("Red", "Coral", "Mustard", "Lemon", "Sky", "Denim", "Teal", "Forest", "Berry", "Plum")
EARTHY = ("Sand", "Rust", "Cocoa", "Sage", "Forest", "Denim", "Navy", "Grey", "Charcoal", "Oat")


def colour_axis(names: tuple[str, ...], *, pick: int) -> Axis:
    """Return the option "Colour" with these colours, of which each article gets `pick`."""
    choices = tuple(
        Choice(label=name, code=_SWATCHES[name][0], hex_colour=_SWATCHES[name][1]) for name in names
    )
    return Axis(name="Colour", choices=choices, pick=pick)


def tint_of(hex_colour: str) -> str:
    """Return the theme's tint that comes closest to a swatch."""
    red, green, blue = (int(hex_colour[place : place + 2], 16) for place in (1, 3, 5))
    return min(
        _TINTS,
        key=lambda tint: sum(
            (a - b) ** 2 for a, b in zip(_TINTS[tint], (red, green, blue), strict=True)
        ),
    )


_TINTS = {
    "teal": (60, 150, 150),
    "amber": (225, 170, 90),
    "rose": (220, 120, 135),
    "blue": (90, 140, 195),
    "violet": (155, 120, 185),
    "lime": (150, 180, 130),
    "slate": (110, 115, 125),
}
"""A middle tone of each tint of the theme: red, green, blue."""
