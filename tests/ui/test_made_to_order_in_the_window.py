"""A cake for a child, ordered at a real window."""

import sqlalchemy as sa

from models.catalogue import ProductRow
from models.orders import OrderLineRow
from pos.domain.made_to_order import find_made_to_order
from tests.shop import CAKE


def test_a_scanned_cake_asks_what_shall_stand_on_it_and_keeps_it(hands, shop):
    with shop.store.write() as tx:
        tx.connection.execute(
            sa.update(ProductRow).where(ProductRow.name == "Cake").values(is_customizable=True)
        )

    hands.scan(CAKE)
    hands.type("made-message", "Happy birthday, Mia")
    hands.press("confirm")
    hands.press("exact-cash")

    hands.see("change-due", "No change")
    with shop.store.read() as tx:
        kept = tx.connection.execute(sa.select(OrderLineRow.customization)).scalar_one()
    assert find_made_to_order(kept).message == "Happy birthday, Mia"
