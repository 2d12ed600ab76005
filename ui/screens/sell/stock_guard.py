"""Asks the shop's rule for an article before more of it is sold than there is.

The rule is kept with the article: stock that nobody keeps is never asked, an article that is sold
on backorder is sold with a word, and any other needs somebody who may sell beyond the stock. The
figure is only what this till knows, and the goods may be in the customer's hand (features.md H).
It holds for what is scanned and for another quantity of what lies in the cart alike.
"""

from collections.abc import Callable
from uuid import UUID

from pos.domain.cart import CartLine
from pos.domain.permission import Action, Decision
from pos.domain.product import (
    OutOfStockError,
    SellableItem,
    SoldOutError,
    check_sellable,
    is_beyond_stock,
)
from pos.domain.scanned_goods import ScannedGoods
from ui.screens.sell import text
from ui.screens.sell.counter import Counter
from ui.text.article_name import full_name


class StockGuard:
    """Stands between a wish for more and the cart."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def check(self, item: SellableItem, goods: ScannedGoods, *, then: Callable[[], None]) -> None:
        """Add goods at once, with a word, after somebody's leave, or not at all."""
        self._check(item, self._in_cart(item.variant_id) + (goods.units or 0), then=then)

    def check_line(self, line: CartLine, quantity: int, *, then: Callable[[], None]) -> None:
        """Do the same before a line of the cart holds another quantity; less is never asked."""
        item = self._find(line) if quantity > line.quantity else None
        if item is None:
            then()
        else:
            in_cart = self._in_cart(line.variant_id)
            self._check(item, in_cart - line.quantity + quantity, then=then)

    def _find(self, line: CartLine) -> SellableItem | None:
        """Return the article of a line as the books have it now; None: no stock is kept of it."""
        if not line.tracks_stock:
            return None
        shop = self._counter.shop
        return self._counter.desk.lookup(lambda tx: shop.find_variant(tx, line.variant_id))

    def _check(self, item: SellableItem, wanted: int, *, then: Callable[[], None]) -> None:
        try:
            check_sellable(item, wanted)
        except (OutOfStockError, SoldOutError):
            self._ask(item, wanted, then=then)
            return
        then()
        if is_beyond_stock(item, wanted):
            self._say(item)

    def _ask(self, item: SellableItem, wanted: int, *, then: Callable[[], None]) -> None:
        cashier = self._counter.desk.session.cashier
        action = Action.SELL_BEYOND_STOCK
        if cashier is not None and cashier.grants.decide(action, size=wanted) is Decision.ALLOWED:
            then()
            self._say(item)
        else:
            self._counter.with_leave(action, size=wanted, then=lambda _by: then())

    def _say(self, item: SellableItem) -> None:
        name = full_name(item)
        left = self._counter.desk.formats.quantity(max(0, item.available), item.unit)
        words = text.beyond_stock(name, left) if item.is_available else text.sold_out(name)
        self._counter.desk.notices.strip(words)

    def _in_cart(self, variant_id: UUID) -> int:
        lines = self._counter.basket.cart.lines
        return sum(line.quantity for line in lines if line.variant_id == variant_id)
