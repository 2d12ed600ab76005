"""The money in the drawer: what should be there, what was counted, and the difference.

A shift belongs to one drawer. Its expected cash grows by what a cash sale leaves in the drawer,
not by the note that was handed over, and it holds the rounding to the coin.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.errors import RefusedError
from pos.domain.money import CENTS_MAX

PIECES_MAX = 100_000
"""The most notes or coins of one kind in a drawer."""


class CashCountError(RefusedError):
    """A count of notes and coins that cannot be. Facts: denomination_cents, pieces."""


class CashMovementError(RefusedError):
    """Cash moves in the direction of its kind, and not nothing. Facts: kind, amount_cents."""


class CashMovementKind(StrEnum):
    """Why cash came or went apart from sales."""

    PAY_IN = "pay_in"
    PAY_OUT = "pay_out"
    DROP = "drop"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashFigures:
    """What happened to the cash of one shift; all sums in minor units.

    Attributes:
        opening_cents: The float that was counted at the start.
        sales_cents: Cash that sales left in the drawer: handed over less change given.
        refunds_cents: Cash counted out for refunds, at least 0.
        movements_cents: Paid in less paid out and dropped into the safe, signed.
    """

    opening_cents: int
    sales_cents: int = 0
    refunds_cents: int = 0
    movements_cents: int = 0

    @property
    def expected_cents(self) -> int:
        """What should be in the drawer."""
        return self.opening_cents + self.sales_cents - self.refunds_cents + self.movements_cents


def variance(counted_cents: int, expected_cents: int) -> int:
    """Return what is over (plus) or short (minus)."""
    return counted_cents - expected_cents


def needs_manager(variance_cents: int, *, limit_cents: int) -> bool:
    """Say whether a difference is too large for the cashier to accept; it never stops a close."""
    return abs(variance_cents) > limit_cents


def count_cash(pieces: Mapping[int, int]) -> int:
    """Return the worth of counted notes and coins.

    Args:
        pieces: How many there are of each worth in minor units.

    Raises:
        CashCountError: A worth is not above 0, a number of pieces is below 0 or absurd.
    """
    for denomination, count in pieces.items():
        if not (0 < denomination <= CENTS_MAX and 0 <= count <= PIECES_MAX):
            raise CashCountError(denomination_cents=denomination, pieces=count)
    return sum(denomination * count for denomination, count in pieces.items())


def check_cash_movement(kind: CashMovementKind, amount_cents: int) -> None:
    """Refuse cash that moves against its kind.

    Raises:
        CashMovementError: Nothing moves, or in the wrong direction, or beyond all amounts.
    """
    is_in = kind == CashMovementKind.PAY_IN
    is_out = kind in (CashMovementKind.PAY_OUT, CashMovementKind.DROP)
    is_wrong = (is_in and amount_cents < 0) or (is_out and amount_cents > 0)
    if amount_cents == 0 or is_wrong or abs(amount_cents) > CENTS_MAX:
        raise CashMovementError(kind=kind, amount_cents=amount_cents)
