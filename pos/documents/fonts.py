"""Finds fonts that can be embedded in a PDF and that have the signs of all currencies."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
_SHIPPED = Path(reportlab.__file__).parent / "fonts"
_PAIRS = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
_LAST_RESORT = ("Vera.ttf", "VeraBd.ttf")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFont:
    """One TrueType file.

    Attributes:
        name: What reportlab knows it by.
        characters: Code points that it has a picture of.
    """

    name: str
    path: Path
    characters: frozenset[int]

    def can_draw(self, text: str) -> bool:
        """Tell whether the text needs neither another font nor shaping."""
        return all(ord(char) in self.characters and not _needs_shaping(char) for char in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFonts:
    """The two fonts of a PDF."""

    regular: PaperFont
    bold: PaperFont

    def of(self, *, is_bold: bool) -> PaperFont:
        """Return the bold one or the other."""
        return self.bold if is_bold else self.regular


def find_fonts(folders: Sequence[Path] = FONT_FOLDERS) -> PaperFonts:
    """Return the best pair of fonts in these folders, else the one that reportlab brings along.

    That one lacks some signs, the rupee among them; `PaperFont.can_draw` tells.
    """
    found = {path.name: path for folder in folders for path in folder.rglob("*.ttf")}
    for regular, bold in _PAIRS:
        if regular in found and bold in found:
            return PaperFonts(regular=_load(found[regular]), bold=_load(found[bold]))
    regular, bold = _LAST_RESORT
    return PaperFonts(regular=_load(_SHIPPED / regular), bold=_load(_SHIPPED / bold))


def _load(path: Path) -> PaperFont:
    font = TTFont(path.stem, str(path))
    pdfmetrics.registerFont(font)
    return PaperFont(name=path.stem, path=path, characters=frozenset(font.face.charToGlyph))


def _needs_shaping(char: str) -> bool:
    is_right_to_left = unicodedata.bidirectional(char) in {"R", "AL", "AN"}
    return is_right_to_left or unicodedata.category(char) in {"Mn", "Mc"}
