"""How the demo shop's customers pay: mostly by card, small sums in coins and notes."""

from random import Random

from pos.domain.payment import TenderEntry, TenderKind

_CASH_PERCENT_BELOW = ((1000, 62), (3000, 42), (10_000, 24))
_CASH_PERCENT_ABOVE = 10
_EXACT_PERCENT = 25
_SPLIT_ONE_IN = 30
_SPLIT_FROM_CENTS = 2500
_NOTES_CENTS = (500, 1000, 2000, 5000, 10_000)


def choose_tenders(chance: Random, total_cents: int) -> tuple[TenderEntry, ...]:
    """Return how somebody pays this total, which is above 0."""
    if total_cents >= _SPLIT_FROM_CENTS and chance.randrange(_SPLIT_ONE_IN) == 0:
        in_cash = total_cents // 3 // 1000 * 1000 or 500
        return (
            TenderEntry(method_code="cash", kind=TenderKind.CASH, amount_cents=in_cash),
            _card(chance),
        )
    if chance.randrange(100) < _cash_percent(total_cents):
        return (_cash(chance, total_cents),)
    return (_card(chance),)


def _cash_percent(total_cents: int) -> int:
    for limit_cents, percent in _CASH_PERCENT_BELOW:
        if total_cents < limit_cents:
            return percent
    return _CASH_PERCENT_ABOVE


def _cash(chance: Random, total_cents: int) -> TenderEntry:
    """Hand over the sum itself, or a note that covers it, or several of the largest."""
    if chance.randrange(100) < _EXACT_PERCENT:
        return TenderEntry(method_code="cash", kind=TenderKind.CASH)
    covering = [note for note in _NOTES_CENTS if note >= total_cents]
    largest = _NOTES_CENTS[-1]
    tendered = covering[0] if covering else -(-total_cents // largest) * largest
    return TenderEntry(method_code="cash", kind=TenderKind.CASH, tendered_cents=tendered)


def _card(chance: Random) -> TenderEntry:
    return TenderEntry(
        method_code="card", kind=TenderKind.CARD, card_last4=f"{chance.randrange(10_000):04}"
    )
