"""Everything that the sell screen shows, as frozen values."""

from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from ui.screens.sell.pay_state import DoneState, PayState
from ui.widgets.cart_row import CartRow
from ui.widgets.tile import Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryChip:
    """A category above the tiles; None is all of them."""

    category_id: UUID | None
    name: str
    glyph: str


class Found(Enum):
    """What the grid has to show."""

    LOADING = "still looking"
    SOME = "tiles"
    NO_MATCH = "nothing matches the words"
    NOTHING = "the category is empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseState:
    """The left side: search, categories, tiles.

    Attributes:
        tiles: By product.
    """

    search: str = ""
    categories: tuple[CategoryChip, ...] = ()
    category_id: UUID | None = None
    found: Found = Found.LOADING
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRow:
    """A row above the total."""

    name: str
    amount: str
    is_discount: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CartState:
    """The right side: the sale in hand.

    Attributes:
        remark: What whoever serves the customer must know.
        badges: How many of each product are in the cart, as text.
        selected: The line with the actions.
        can_pay: The register is open and there is something to pay.
        is_register_open: A shift is open.
    """

    subtitle: str = ""
    customer: str = ""
    remark: str = ""
    rows: tuple[CartRow, ...] = ()
    selected: UUID | None = None
    badges: dict[UUID, str] = field(default_factory=dict)
    sums: tuple[SumRow, ...] = ()
    total: str = ""
    has_note: bool = False
    can_pay: bool = False
    is_register_open: bool = True
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SellState:
    """The whole screen.

    Attributes:
        pay: The payment in progress; None while items are added.
        done: The sale that was just completed; None once the next one begins.
    """

    browse: BrowseState
    cart: CartState
    pay: PayState | None = None
    done: DoneState | None = None
