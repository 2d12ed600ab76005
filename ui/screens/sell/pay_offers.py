"""What a customer may pay with, and how much of it is offered first."""

from dataclasses import dataclass

from pos.domain.deposit import deposit_cents
from pos.queries.payment_methods import PaymentMethod
from pos.tenders import get_tender_type
from pos.terminals import STANDS_ALONE, Terminal
from ui.screens.sell.basket import Basket


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffers:
    """What a customer may pay with.

    Attributes:
        tip_percents: Tips that are offered; none: the shop takes none.
        deposit_percent: Of what is made to order; 0: no deposit is offered.
    """

    methods: tuple[PaymentMethod, ...] = ()
    terminal: Terminal = STANDS_ALONE
    tip_percents: tuple[int, ...] = ()
    deposit_percent: int = 0

    def deposit_cents(self, basket: Basket) -> int:
        """Return the deposit to offer; 0: nothing is to be made, or the rest cannot come later."""
        may_owe = any(
            get_tender_type(each.code, kind=each.kind).is_promise for each in self.methods
        )
        is_made = any(line.made is not None for line in basket.charged.lines)
        if not (may_owe and is_made and self.deposit_percent):
            return 0
        pairs = zip(basket.charged.lines, basket.priced.lines, strict=True)
        return deposit_cents(pairs, percent=self.deposit_percent)
