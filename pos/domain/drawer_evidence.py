"""What is known of a shift when its drawer is off, and what may be the cause: values only.

All amounts are whole minor units. `pos.domain.difference_detective` looks for causes in them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CauseKind(StrEnum):
    """A single mistake that takes the drawer off by an exact amount, the likeliest first."""

    CARD_RUNG_AS_CASH = "card_rung_as_cash"
    CASH_RUNG_AS_CARD = "cash_rung_as_card"
    MOVEMENT_MISSED = "movement_missed"
    MOVEMENT_DOUBLED = "movement_doubled"
    MOVEMENT_REVERSED = "movement_reversed"
    DIGITS_SWAPPED = "digits_swapped"
    TENFOLD = "tenfold"
    PIECES_MISCOUNTED = "pieces_miscounted"
    KIND_NOT_COUNTED = "kind_not_counted"
    PARKED_AFTER_PAYMENT = "parked_after_payment"
    REFUND_NOT_PAID_OUT = "refund_not_paid_out"
    REFUND_PAID_TWICE = "refund_paid_twice"
    CHANGE_NOT_GIVEN = "change_not_given"
    CHANGE_GIVEN_TWICE = "change_given_twice"
    WRONG_NOTE_GIVEN = "wrong_note_given"
    WRONG_NOTE_TAKEN = "wrong_note_taken"


class SubjectKind(StrEnum):
    """What sort of thing the mistake was made at."""

    SALE = "sale"
    REFUND = "refund"
    MOVEMENT = "movement"
    HELD_SALE = "held_sale"
    FLOAT = "float"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One tender of a sale.

    Attributes:
        number: Of the sale's document.
        stayed_cents: What the drawer or the terminal has of it: handed over less change.
        tendered_cents: What was typed as handed over.
        change_cents: What the screen said to give back; 0 but for cash.
    """

    number: str
    at: datetime
    is_cash: bool
    stayed_cents: int
    tendered_cents: int
    change_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidRefund:
    """Money that went back for goods; `amount_cents` is positive."""

    number: str
    at: datetime
    is_cash: bool
    amount_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Cash moved apart from sales.

    Attributes:
        amount_cents: Signed: positive into the drawer.
        shift_number: The shift that it was booked in.
    """

    kind: str
    amount_cents: int
    reason: str
    at: datetime
    shift_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSale:
    """A sale that is put aside; it may have been paid before."""

    label: str
    at: datetime
    total_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashPile:
    """A count: its sum, and the pieces of each worth where they were counted.

    Attributes:
        pieces: Worth and number; empty when only the sum was typed.
    """

    total_cents: int
    pieces: tuple[tuple[int, int], ...] = ()

    def pieces_of(self, worth_cents: int) -> int:
        """Return how many there are of a worth."""
        return dict(self.pieces).get(worth_cents, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that a difference may come from.

    Attributes:
        worths_cents: The currency's notes and coins.
        earlier: Movements of shifts before this one; what happens each week may have been missed.
        cash_step_cents: The smallest coin; 1: cash is not rounded.
        others_over_cents: By how much the terminal and the rest have more than was rung up; None
            where nobody counted them.
    """

    opening: CashPile
    counted: CashPile
    worths_cents: tuple[int, ...]
    payments: tuple[Payment, ...] = ()
    refunds: tuple[PaidRefund, ...] = ()
    movements: tuple[Movement, ...] = ()
    earlier: tuple[Movement, ...] = ()
    held: tuple[HeldSale, ...] = ()
    cash_step_cents: int = 1
    others_over_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One mistake that would explain a difference, all of it.

    Attributes:
        name: Number of the document, reason of the movement, name of the held sale; "" for counts.
        at: When it happened, UTC; None for counts.
        entered: What was booked, in minor units, or in pieces where `worth_cents` is set.
        actual: What would be right.
        worth_cents: The note or coin that was miscounted; None elsewhere.
        shift_number: The earlier shift that had it, for a movement that was missed.
        effect_cents: What it does to counted minus expected.
        is_confirmed: The count of the other ways to pay is off by as much, the other way.
    """

    kind: CauseKind
    subject: SubjectKind
    entered: int
    actual: int
    effect_cents: int
    name: str = ""
    at: datetime | None = None
    worth_cents: int | None = None
    shift_number: int | None = None
    is_confirmed: bool = False
