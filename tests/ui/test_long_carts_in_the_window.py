"""A cart that somebody keeps on filling: it ends at a limit, and the till goes on."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt

from models.catalogue import VariantRow
from models.orders import OrderLineRow
from pos.domain.pricing import LINES_MAX
from pos.services.carts import save_cart
from tests.shop import CAKE, SHIRT


@pytest.fixture
def nearly_full(shop) -> None:
    """The till was closed over a cart that has room for one more line."""
    with shop.store.write() as tx:
        tx.connection.execute(sa.update(VariantRow).values(track_stock=False))
    cart = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        lines = [
            replace(cart.lines[0], line_id=tx.new_id(), note="Gift") for _ in range(LINES_MAX - 1)
        ]
        save_cart(tx, replace(cart, lines=tuple(lines)), staff_id=shop.grace)


def test_a_full_cart_says_so_and_is_sold(nearly_full, shop, request):
    hands = request.getfixturevalue("hands")
    hands.see("cart-total", "\u20ac39,780.10")

    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac39,800.00")
    hands.scan(CAKE)
    hands.see_strip("A sale has at most 2000 lines")
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac39,819.90")
    hands.key(Qt.Key.Key_F11)
    hands.press("complete-sale")

    hands.see("change-due", "No change")
    with shop.store.read() as tx:
        count = sa.select(sa.func.count()).select_from(OrderLineRow)
        assert tx.connection.execute(count).scalar_one() == 2_000
