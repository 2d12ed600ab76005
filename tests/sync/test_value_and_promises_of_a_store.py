"""Gift cards and promises between tills and central: sold here, taken there, added up once."""

from collections.abc import Callable

import pytest

from pos.services.checkout import complete_sale
from tests.gift_cards import by_gift_card, look_at, sell_card
from tests.store.test_gift_cards import bring_back
from tests.store.test_promises import ON_DELIVERY, collect, sell
from tests.sync.branch import SHIRT, Branch, Till

CARD = "7731AAKX2040"
OFFER = """
    WITH product AS (
      INSERT INTO products
        (id, category_id, tax_category_id, kind, name, slug, style_code, base_price_cents)
      SELECT sync.new_id(), category_id, tax_category_id, 'gift_card', 'Gift card', 'gift-card',
        'GIFT', 0
      FROM products LIMIT 1 RETURNING id)
    INSERT INTO variants (id, product_id, sku, is_default, price_cents, track_stock)
    SELECT sync.new_id(), id, 'GIFT', true, 0, false FROM product
"""
PAID = "SELECT payment_status, paid_cents FROM orders"
ACCOUNTS = "SELECT kind, balance_cents FROM stored_value_accounts"


@pytest.fixture
def selling(till: Till, branch: Branch) -> Till:
    """A till of the store, open, that has gift cards."""
    branch.do(OFFER)
    branch.do("UPDATE payment_methods SET is_active = true")
    till.sync()
    till.open_shift()
    return till


def redeem(till: Till) -> str:
    wish = till.shop.sale_of(till.shop.cart_of(SHIRT), by_gift_card(till.shop, CARD))
    with till.store.write() as tx:
        return complete_sale(tx, wish).number


def test_a_card_sold_at_one_till_pays_at_the_other(
    selling: Till, new_till: Callable[..., Till], branch: Branch
) -> None:
    other = new_till("R2")
    other.open_shift()
    sell_card(selling.shop, CARD, 5_000)
    selling.sync()
    other.sync()

    redeem(other)
    other.sync()
    selling.sync()

    assert branch.rows(ACCOUNTS) == [("gift_card", 3_010)]
    assert look_at(selling.shop, CARD).balance_cents == 3_010
    assert branch.count_aside() == 0


def test_a_refund_onto_the_card_is_the_same_at_central(selling: Till, branch: Branch) -> None:
    sell_card(selling.shop, CARD, 5_000)
    bring_back(selling.shop, redeem(selling))

    selling.sync()

    assert branch.rows(ACCOUNTS) == [("gift_card", 5_000)]
    assert look_at(selling.shop, CARD).balance_cents == 5_000
    assert branch.count_aside() == 0


def test_what_was_promised_and_came_is_paid_at_central(selling: Till, branch: Branch) -> None:
    sale = sell(selling.shop, ON_DELIVERY)
    selling.sync()
    before = branch.rows(PAID)
    collect(selling.shop, sale.order_id)

    selling.sync()

    assert (before, branch.rows(PAID)) == ([("pending", 0)], [("paid", 1_990)])
