"""The notes and coins of a currency, for counting a drawer by hand.

What is listed is what a shop may find in its drawer today. A currency that is not listed gets the
steps that most of the world's money has; who counts it otherwise types the sum.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CashKinds:
    """Worths in minor units, the largest first; none is both a note and a coin."""

    notes: tuple[int, ...]
    coins: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """Notes, then coins."""
        return (*self.notes, *self.coins)


def cash_kinds(currency: str) -> CashKinds:
    """Return the notes and coins of a currency.

    Args:
        currency: ISO 4217 code.
    """
    return _KINDS.get(currency, _USUAL)


_USUAL = CashKinds(notes=(10_000, 5_000, 2_000, 1_000, 500), coins=(200, 100, 50, 20, 10, 5, 2, 1))
_KINDS = {
    "AUD": CashKinds(notes=(10_000, 5_000, 2_000, 1_000, 500), coins=(200, 100, 50, 20, 10, 5)),
    "CAD": CashKinds(notes=(10_000, 5_000, 2_000, 1_000, 500), coins=(200, 100, 25, 10, 5)),
    "CHF": CashKinds(
        notes=(100_000, 20_000, 10_000, 5_000, 2_000, 1_000),
        coins=(500, 200, 100, 50, 20, 10, 5),
    ),
    "CZK": CashKinds(
        notes=(500_000, 200_000, 100_000, 50_000, 20_000, 10_000),
        coins=(5_000, 2_000, 1_000, 500, 200, 100),
    ),
    "DKK": CashKinds(
        notes=(50_000, 20_000, 10_000, 5_000), coins=(2_000, 1_000, 500, 200, 100, 50)
    ),
    "EUR": CashKinds(
        notes=(50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500),
        coins=(200, 100, 50, 20, 10, 5, 2, 1),
    ),
    "GBP": CashKinds(notes=(5_000, 2_000, 1_000, 500), coins=(200, 100, 50, 20, 10, 5, 2, 1)),
    "HUF": CashKinds(
        notes=(2_000_000, 1_000_000, 500_000, 200_000, 100_000, 50_000),
        coins=(20_000, 10_000, 5_000, 2_000, 1_000, 500),
    ),
    "INR": CashKinds(notes=(50_000, 20_000, 10_000, 5_000, 2_000, 1_000), coins=(500, 200, 100)),
    "JPY": CashKinds(notes=(10_000, 5_000, 2_000, 1_000), coins=(500, 100, 50, 10, 5, 1)),
    "KWD": CashKinds(notes=(20_000, 10_000, 5_000, 1_000, 500, 250), coins=(100, 50, 20, 10, 5)),
    "NOK": CashKinds(
        notes=(100_000, 50_000, 20_000, 10_000, 5_000), coins=(2_000, 1_000, 500, 100)
    ),
    "NZD": CashKinds(notes=(10_000, 5_000, 2_000, 1_000, 500), coins=(200, 100, 50, 20, 10)),
    "PLN": CashKinds(
        notes=(50_000, 20_000, 10_000, 5_000, 2_000, 1_000),
        coins=(500, 200, 100, 50, 20, 10, 5, 2, 1),
    ),
    "SEK": CashKinds(
        notes=(100_000, 50_000, 20_000, 10_000, 5_000, 2_000), coins=(1_000, 500, 200, 100)
    ),
    "USD": CashKinds(notes=(10_000, 5_000, 2_000, 1_000, 500, 200, 100), coins=(50, 25, 10, 5, 1)),
}
