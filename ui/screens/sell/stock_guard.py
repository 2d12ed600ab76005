"""Asks the shop's rule for an article before more of it is sold than there is.

The rule is kept with the article: stock that nobody keeps is never asked, an article that is sold
on backorder is sold with a word, and any other needs somebody who may sell beyond the stock. The
figure is only what this till knows, and the goods may be in the customer's hand (features.md H).
"""

from collections.abc import Callable
from uuid import UUID

from pos.domain.permission import Action, Decision
from pos.domain.product import OutOfStockError, SellableItem, SoldOutError, check_sellable
from pos.domain.scanned_goods import ScannedGoods
from ui.screens.sell import faces, text
from ui.screens.sell.counter import Counter


class StockGuard:
    """Stands between a scan and the cart."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def check(self, item: SellableItem, goods: ScannedGoods, *, then: Callable[[], None]) -> None:
        """Go on at once, with a word, after somebody's leave, or not at all."""
        wanted = self._in_cart(item.variant_id) + (goods.units or 0)
        try:
            check_sellable(item, wanted)
        except (OutOfStockError, SoldOutError):
            self._ask(item, wanted, then=then)
            return
        then()

    def _ask(self, item: SellableItem, wanted: int, *, then: Callable[[], None]) -> None:
        cashier = self._counter.desk.session.cashier
        action = Action.SELL_BEYOND_STOCK
        if cashier is not None and cashier.grants.decide(action, size=wanted) is Decision.ALLOWED:
            then()
            self._say(item)
        else:
            self._counter.with_leave(action, size=wanted, then=lambda _by: then())

    def _say(self, item: SellableItem) -> None:
        name = faces.full_name(item.name, item.variant_name)
        left = self._counter.desk.formats.quantity(max(0, item.available), item.unit)
        words = text.beyond_stock(name, left) if item.is_available else text.sold_out(name)
        self._counter.desk.notices.strip(words)

    def _in_cart(self, variant_id: UUID) -> int:
        lines = self._counter.basket.cart.lines
        return sum(line.quantity for line in lines if line.variant_id == variant_id)
