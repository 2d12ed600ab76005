"""A party is off: the order is cancelled at a real window, and the printed part is kept."""

from datetime import date

import pytest

from pos.domain.made_to_order import MadeToOrder
from pos.queries.order_detail import get_order
from pos.services.checkout import complete_sale
from tests.gift_cards import offer_gift_cards
from tests.shop import cash
from tests.store.test_made_to_order import cake_for
from tests.store.test_promises import ON_DELIVERY
from tests.ui.windows import check_all

TOMORROW = date(2026, 11, 17)


@pytest.fixture
def order(hands, shop):
    """A cake for tomorrow, of which 9.00 were paid."""
    offer_gift_cards(shop)
    shop.decide(cancel_days=2, forfeit_percent=50)
    wish = shop.sale_of(cake_for(shop, MadeToOrder(ready_on=TOMORROW)), cash(900), ON_DELIVERY)
    with shop.store.write() as tx:
        return complete_sale(tx, wish)


def test_an_order_is_cancelled_after_its_cut_off(hands, shop, order) -> None:
    hands.press("nav-orders")
    hands.scan(f"R.{order.number}")
    hands.press("order-cancel")
    hands.type("cancel-reason", "The party is off")
    check_all(hands.find("cancel-panel"))
    hands.press("cancel-confirm")

    hands.see("order-status", "Cancelled")
    with shop.store.read() as tx:
        detail = get_order(tx, order.order_id)
    assert detail.row.refunded_cents == 2_550
    assert [each.amount_cents for each in detail.tenders if each.amount_cents < 0] == [
        -450,
        -2_100,
    ]
