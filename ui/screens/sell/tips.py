"""What the staff gets on top of a sale: chosen in percent, taken with cash, card or telephone."""

from collections.abc import Callable
from dataclasses import replace

from pos.domain.money import divide
from pos.domain.payment import Settlement, TenderEntry, TenderKind
from ui.screens.sell.pay_state import TipButton

_TAKEN_WITH = frozenset({TenderKind.CASH, TenderKind.CARD, TenderKind.WALLET})


class Tips:
    """The tip of one sale.

    Args:
        percents: What is offered; none: the shop takes no tips.

    Attributes:
        cents: What was chosen.
    """

    def __init__(self, percents: tuple[int, ...], *, total_cents: int) -> None:
        self._percents = percents
        self._total_cents = total_cents
        self._chosen = 0
        self.cents = 0

    def choose(self, percent: int) -> None:
        """Take a share of the total; the same once more takes it off again."""
        self._chosen = percent if percent in self._percents and percent != self._chosen else 0
        self.cents = self._of(self._chosen)

    def open_cents(self, settlement: Settlement) -> int:
        """Return what of it no tender has taken yet."""
        return max(0, self.cents - settlement.tip_cents)

    def put_on(self, entry: TenderEntry, settlement: Settlement) -> TenderEntry:
        """Return a tender with the tip on it, if it is one that pays all and takes tips."""
        open_cents = self.open_cents(settlement)
        if not open_cents or entry.kind not in _TAKEN_WITH:
            return entry
        stated = entry.tendered_cents if entry.amount_cents is None else entry.amount_cents
        covers = settlement.remaining_cents
        if entry.kind is TenderKind.CASH and entry.amount_cents is None:
            covers += open_cents
        is_all = stated is None or stated >= covers
        return replace(entry, tip_cents=open_cents) if is_all else entry

    def buttons(self, money: Callable[[int], str]) -> tuple[TipButton, ...]:
        """Return what is offered."""
        return tuple(
            TipButton(
                percent=percent, amount=money(self._of(percent)), is_chosen=percent == self._chosen
            )
            for percent in self._percents
        )

    def _of(self, percent: int) -> int:
        return divide(self._total_cents * percent, 100)
