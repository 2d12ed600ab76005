"""What the shop keeps of a deposit when an order is cancelled after its cut-off. Pure.

What was paid is first for what the customer took along; the rest is the deposit on what is made to
order. A share of it is kept for the lines whose cut-off is over, by the terms that were printed.
The parts add up: kept and given back are the deposit, with what was promised they are the lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pos.domain.made_to_order import CancelTerms
from pos.domain.money import allocate, divide


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledLine:
    """What is cancelled of one line.

    Attributes:
        worth_cents: What was paid or promised for it, with every tax.
        terms: None: it may be cancelled for nothing.
    """

    worth_cents: int
    terms: CancelTerms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forfeit:
    """How an order is settled that is cancelled: `deposit = kept + back`.

    Attributes:
        kept: By line, what the shop keeps.
        back_cents: What the customer gets back.
        dropped_cents: What was promised and is not owed any more.
    """

    kept: tuple[int, ...]
    back_cents: int
    dropped_cents: int

    @property
    def kept_cents(self) -> int:
        """What the shop keeps of all lines."""
        return sum(self.kept)

    @property
    def deposit_cents(self) -> int:
        """What was paid for the lines."""
        return self.kept_cents + self.back_cents


def forfeit_of(lines: Sequence[CancelledLine], *, owed_cents: int, today: date) -> Forfeit:
    """Return what is kept, given back and not owed any more.

    Args:
        lines: All that is cancelled, at least one.
        owed_cents: What was promised for the order and did not come yet.
        today: The calendar day in the store.
    """
    worth_cents = sum(line.worth_cents for line in lines)
    dropped_cents = min(owed_cents, worth_cents)
    deposit_cents = worth_cents - dropped_cents
    shares = allocate(deposit_cents, [line.worth_cents for line in lines])
    kept = tuple(
        divide(share * _percent(line.terms, today), 100)
        for line, share in zip(lines, shares, strict=True)
    )
    return Forfeit(kept=kept, back_cents=deposit_cents - sum(kept), dropped_cents=dropped_cents)


def _percent(terms: CancelTerms | None, today: date) -> int:
    return terms.forfeit_percent if terms is not None and today > terms.free_until else 0
