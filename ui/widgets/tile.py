"""What a tile of the grid shows, as a frozen value; it names nothing of Qt."""

from dataclasses import dataclass
from uuid import UUID

from ui.shell.theme.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One article of the grid.

    Attributes:
        note: What stands at the lower right: how many are left.
        glyph: Icon of its category, by Lucide name.
        tint: Family or colour of its category; None means slate.
        is_dimmed: Shown as not in stock.
        says: What a screen reader says.
    """

    key: UUID
    name: str
    price: str
    says: str
    note: str = ""
    note_tone: Tone = Tone.CAPTION
    glyph: str = "package"
    tint: str | None = None
    is_dimmed: bool = False
