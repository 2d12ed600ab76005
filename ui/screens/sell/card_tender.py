"""A tender by card: the wish to charge a card, and the tender that an approved attempt is."""

from dataclasses import dataclass

from pos.domain.attempt import Attempt
from pos.domain.payment import TenderEntry, TenderKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWish:
    """The wish to ask a card for money.

    Attributes:
        amount_cents: What it pays of the sale.
    """

    method_code: str
    amount_cents: int
    tip_cents: int = 0


def entry_of(attempt: Attempt) -> TenderEntry:
    """Return the tender that an approved attempt is."""
    return TenderEntry(
        method_code=attempt.method_code,
        kind=TenderKind.CARD,
        amount_cents=attempt.amount_cents,
        tip_cents=attempt.tip_cents,
        reference=attempt.authorisation or None,
        card_last4=attempt.card_last4,
        attempt_id=attempt.attempt_id,
    )
