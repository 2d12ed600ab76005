"""What stands on a tile: a tinted glyph, by the storage key of the picture's blob.

A glyph is a blob whose key is `glyph:NAME/TINT`; it needs no file and travels with its row.
"""

from dataclasses import dataclass

GLYPH_PREFIX = "glyph:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A glyph on a tinted ground.

    Attributes:
        glyph: The icon's name.
        tint: One of the category tints of the theme.
    """

    glyph: str
    tint: str


DEFAULT_PICTURE = Picture(glyph="package", tint="slate")


def read_picture(storage_key: str | None) -> Picture:
    """Return the picture of a blob; a plain parcel where there is none that a tile can draw."""
    if storage_key is None or not storage_key.startswith(GLYPH_PREFIX):
        return DEFAULT_PICTURE
    glyph, _, tint = storage_key.removeprefix(GLYPH_PREFIX).partition("/")
    return Picture(glyph=glyph, tint=tint or DEFAULT_PICTURE.tint)
