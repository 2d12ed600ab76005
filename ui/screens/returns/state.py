"""Everything that the returns screen shows, as frozen values."""

from dataclasses import dataclass
from uuid import UUID

from pos.domain.returns import Reason
from ui.widgets.cart_row import CartRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFace:
    """The sale of the receipt."""

    number: str
    sold: str
    paid: str
    returned: str
    has_anything_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFace:
    """The selected line, and what may be done with it.

    Attributes:
        all: How much is left, as text.
        is_chosen: Something of it comes back, so that a reason makes sense.
    """

    name: str
    all: str
    can_less: bool
    can_more: bool
    is_chosen: bool
    reason: Reason
    is_restocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFace:
    """The money.

    Attributes:
        total: What is given back, one number; "" while nothing is chosen.
        parts: Where it goes, with amounts.
        hint: What somebody must agree to, or "".
        trouble: Why it cannot be done, or "".
    """

    items: str
    total: str
    parts: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    trouble: str = ""
    can_refund: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneFace:
    """A return that was posted.

    Attributes:
        amount: What was given back; "" when it was no money.
        hint: What to do now.
        cards: What became of the money that goes back to cards, or what to do for it.
    """

    number: str
    amount: str
    parts: tuple[tuple[str, str], ...]
    hint: str
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsState:
    """The whole screen.

    Attributes:
        order: None until a receipt was found.
        selected: Line with the stepper.
        line: The selected line.
        done: The return that was just posted; None once the next one begins.
    """

    order: OrderFace | None = None
    rows: tuple[CartRow, ...] = ()
    selected: UUID | None = None
    line: LineFace | None = None
    refund: RefundFace | None = None
    is_register_open: bool = True
    done: DoneFace | None = None
