"""Everything that the payment shows, as frozen values."""

from dataclasses import dataclass
from uuid import UUID

from ui.screens.sell.card_state import TerminalState


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodButton:
    """A way to pay."""

    code: str
    name: str
    icon: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderRow:
    """A part that was paid.

    Attributes:
        note: What else it is known by: a reference, or what stays on the card; "" when nothing.
    """

    name: str
    amount: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TipButton:
    """A tip that is offered."""

    percent: int
    amount: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PayState:
    """A payment in progress.

    Attributes:
        suggestions: Amounts of cash in minor units with their words, the exact one first.
        remaining: What is still open; "" when nothing is.
        change: What will be given back; "" when nothing is.
        rounding: What the coins add or forgive; "" when nothing.
        can_complete: All is paid, and it is not being posted already.
        is_posting: The sale is being written.
        terminal: The card terminal that is being asked; None: none is.
        tips: What is offered; nothing where the shop takes none.
    """

    due: str
    methods: tuple[MethodButton, ...] = ()
    suggestions: tuple[tuple[int, str], ...] = ()
    tenders: tuple[TenderRow, ...] = ()
    remaining: str = ""
    change: str = ""
    rounding: str = ""
    can_complete: bool = False
    is_posting: bool = False
    terminal: TerminalState | None = None
    tips: tuple[TipButton, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneState:
    """A sale that was completed.

    Attributes:
        change: What to give back; "" when nothing.
    """

    order_id: UUID
    number: str
    total: str
    change: str
    paid_with: str
