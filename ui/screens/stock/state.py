"""Everything that the stock screen shows, as frozen values."""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from ui.shell.theme.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class StockChip:
    """A chip above the list; its key is a `StockFilter` or the id of a category."""

    key: object
    name: str
    glyph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One variant in the list, as text.

    Attributes:
        tone: Says by its colour how much is available.
    """

    variant_id: UUID
    name: str
    variant_name: str
    sku: str
    barcode: str
    price: str
    on_hand: str
    reserved: str
    available: str
    tone: Tone
    glyph: str
    tint: str
    says: str


class Found(Enum):
    """What the list has to show."""

    LOADING = "still looking"
    SOME = "rows"
    NOTHING = "nothing fits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What is said when nothing fits."""

    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """The left side.

    Attributes:
        chosen: Key of the chip that holds.
        note: That there are more rows, or how old the figures are.
    """

    search: str = ""
    chips: tuple[StockChip, ...] = ()
    chosen: object = None
    found: Found = Found.LOADING
    rows: tuple[ArticleRow, ...] = ()
    nothing: Nothing | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementFace:
    """One movement, as text; `is_in` says whether it came in."""

    kind: str
    detail: str
    delta: str
    when: str
    is_in: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailState:
    """The right side: one variant.

    Attributes:
        places: Where it is, with how much; empty when it is here only and nobody noted the shelf.
        hint: From how much on it is low.
        can_adjust: The person may, and its stock is kept.
    """

    variant_id: UUID
    name: str
    subtitle: str
    on_hand: str
    reserved: str
    available: str
    tone: Tone
    hint: str
    places: tuple[tuple[str, str], ...]
    movements: tuple[MovementFace, ...]
    can_adjust: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StockState:
    """The whole screen.

    Attributes:
        selected: The variant whose detail is shown or asked for.
        detail: None until a variant was chosen.
    """

    list: ListState
    selected: UUID | None = None
    detail: DetailState | None = None
