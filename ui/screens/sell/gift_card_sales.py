"""Sells gift cards, and says what is on one: which card, how much, a line in the cart."""

from collections.abc import Callable
from functools import partial

from pos.domain.errors import PosError, RefusedError
from pos.domain.gift_card_lines import add_gift_card
from pos.domain.product import SellableItem
from pos.domain.stored_value import CardToLoad, GiftCardUnknownError, Spendable, card_to_load
from ui.screens.sell import pay_text
from ui.screens.sell.counter import Counter
from ui.shell.desk import Remedy


class GiftCardSales:
    """Puts money on gift cards.

    Args:
        begin: Makes the cart ready for a line; False while that may not be.
    """

    def __init__(self, counter: Counter, *, begin: Callable[[], bool]) -> None:
        self._counter = counter
        self._desk = counter.desk
        self._begin = begin

    def sell(self, item: SellableItem) -> None:
        """Ask which card, then for the amount unless the article has a price."""
        self._counter.view.ask_gift_card(item.name, then=partial(self._named, item))

    def scanned(self, number: str) -> None:
        """Say what is on a card."""
        self._desk.runner.ask(
            lambda tx: self._counter.shop.gift_card(tx, number),
            then=self._say_balance,
            refused=partial(self._refused, number),
        )

    def _refused(self, number: str, error: PosError) -> None:
        """Say why nothing is known of a card; one that is not sold yet may be sold."""
        if isinstance(error, GiftCardUnknownError):
            remedy = Remedy(text=pay_text.sell_this_card(), act=partial(self._offer, number))
            self._desk.notices.strip(pay_text.not_sold_yet(), remedy)
        else:
            self._desk.notices.refused(error)

    def _offer(self, number: str) -> None:
        self._desk.notices.clear()
        self._counter.permits.do(
            self._counter.shop.gift_card_article, then=partial(self._sell_numbered, number)
        )

    def _sell_numbered(self, number: str, item: SellableItem | None) -> None:
        if item is not None:
            self._named(item, number)

    def _named(self, item: SellableItem, number: str) -> None:
        try:
            card = card_to_load(number)
        except RefusedError as error:
            self._desk.notices.refused(error)
            return
        if item.price_cents:
            self._put(item, card, item.price_cents)
        else:
            title = pay_text.gift_card_amount(item.name)
            self._counter.view.ask_amount(title, then=partial(self._put, item, card))

    def _put(self, item: SellableItem, card: CardToLoad, cents: int) -> None:
        if cents <= 0 or not self._begin():
            return
        line_id = self._desk.ids.new_id()
        self._counter.change(
            lambda cart: add_gift_card(cart, item, card, line_id=line_id, amount_cents=cents)
        )

    def _say_balance(self, found: Spendable) -> None:
        balance = self._desk.formats.money(found.account.balance_cents)
        self._desk.notices.toast(pay_text.holds(found.account.last4, balance))
