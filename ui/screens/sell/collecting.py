"""Takes what is left of an order that another screen brought here, by the ordinary payment."""

from functools import partial
from typing import TYPE_CHECKING

from pos.domain.cart import Cart
from ui.screens.sell import balance_text
from ui.screens.sell.checkout import Checkout
from ui.screens.sell.counter import Counter
from ui.screens.sell.due import BalanceDue
from ui.shell.brought import BroughtBalance

if TYPE_CHECKING:
    from pos.domain.attempt import Attempt
    from pos.queries.balances import Balance
    from pos.uow import ReadTx


class Collecting:
    """Opens the payment of a balance; a sale in hand is finished or put aside first."""

    def __init__(self, counter: Counter, checkout: Checkout) -> None:
        self._counter = counter
        self._checkout = checkout

    def begin(self, brought: BroughtBalance) -> None:
        """Show the payment of what is owed."""
        if self._is_free():
            job = partial(self._read, brought)
            self._counter.desk.runner.ask(job, then=partial(self._found, brought))

    def _is_free(self) -> bool:
        """Say whether nothing else is in hand; what is comes first, which the person is told."""
        if self._counter.basket.is_empty:
            return self._checkout.leave()
        self._counter.desk.notices.strip(balance_text.finish_first())
        return False

    def _read(
        self, brought: BroughtBalance, tx: "ReadTx"
    ) -> "tuple[Balance | None, tuple[Attempt, ...]]":
        shop = self._counter.shop
        return (
            shop.find_balance(tx, brought.payment_id),
            shop.cards.open_attempts(tx, brought.payment_id),
        )

    def _found(
        self, brought: BroughtBalance, found: "tuple[Balance | None, tuple[Attempt, ...]]"
    ) -> None:
        balance, attempts = found
        if not self._is_free():
            return  # A scan was faster than the answer.
        if balance is None:
            self._counter.desk.notices.strip(balance_text.nothing_owed())
            return
        cart = Cart(
            cart_id=brought.payment_id,
            currency=balance.promise.currency,
            customer=balance.customer,
        )
        due = BalanceDue(balance=balance, cart=cart, hands_over=brought.hands_over)
        self._checkout.pay_due(due, attempts)
