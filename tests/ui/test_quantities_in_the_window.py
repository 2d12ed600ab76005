"""More than there is, nothing, less than nothing: what the till does with odd quantities."""

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from models.catalogue import BarcodeRow, VariantRow
from tests.shop import CAKE, GRACE_PIN
from tests.ui.cashiers import hand_over_to_ada

TWO_CAKES, THREE_CAKES = "\u20ac60.00", "\u20ac90.00"
SHORT = "By the books there are 2 left of Cake"


@pytest.fixture
def cakes_are(shop):
    """Decides what the till does when the two cakes that there are do not suffice."""

    def decide(**rule) -> None:
        cake = sa.select(BarcodeRow.variant_id).where(BarcodeRow.code == CAKE).scalar_subquery()
        with shop.store.write() as tx:
            tx.connection.execute(sa.update(VariantRow).where(VariantRow.id == cake).values(**rule))

    return decide


def scan_cakes(hands, total: str) -> None:
    hands.key("3", "*")
    hands.scan(CAKE)
    hands.see("cart-total", total)


def test_three_star_before_a_scan_sells_three(cakes_are, hands):
    cakes_are(track_stock=False)
    hands.find("search").setFocus()

    scan_cakes(hands, THREE_CAKES)

    assert hands.find("search").text() == ""


def test_of_goods_whose_stock_nobody_keeps_any_number_is_sold_without_a_word(cakes_are, hands):
    cakes_are(track_stock=False)

    scan_cakes(hands, THREE_CAKES)

    assert hands.said() == ""


def test_goods_on_backorder_are_sold_by_anybody_with_a_word(cakes_are, hands, till, shop):
    cakes_are(backorder_policy="continue")
    hand_over_to_ada(till, shop, "sale.ring")

    scan_cakes(hands, THREE_CAKES)

    hands.see_strip(SHORT)


def test_other_goods_wait_for_who_may_sell_beyond_the_stock(hands, till, shop):
    hand_over_to_ada(till, shop, "sale.ring", "sale.beyond_stock?")
    hands.scan(CAKE)
    hands.scan(CAKE)
    hands.see("cart-total", TWO_CAKES)

    hands.scan(CAKE)
    hands.wait_for("approval-hint")
    before = hands.find("cart-total").text()
    hands.agree("1", GRACE_PIN)

    hands.see("cart-total", THREE_CAKES)
    assert before == TWO_CAKES


def test_who_may_not_even_ask_sells_what_there_is(hands, till, shop):
    hand_over_to_ada(till, shop, "sale.ring")
    hands.scan(CAKE)
    hands.scan(CAKE)

    hands.scan(CAKE)

    hands.see_strip("may not sell what is out of stock")
    hands.see("cart-total", TWO_CAKES)


@pytest.mark.parametrize("how", ["plus", "typed"])
def test_a_line_grows_beyond_the_stock_no_easier_than_a_scan(hands, till, shop, how):
    hand_over_to_ada(till, shop, "sale.ring", "sale.beyond_stock?")
    hands.scan(CAKE)
    hands.key("+")
    hands.see("cart-total", TWO_CAKES)

    if how == "plus":
        hands.key("+")
    else:
        hands.key(Qt.Key.Key_F6)
        hands.type("number", "3")
        hands.press("confirm")
    hands.wait_for("approval-hint")
    hands.key(Qt.Key.Key_Escape)
    hands.wait_until_gone("approval-hint")
    hands.key("-")

    hands.see("cart-total", "\u20ac30.00")


def test_who_may_is_told_when_a_line_grows_beyond_the_stock(hands):
    hands.scan(CAKE)
    hands.key("+")
    hands.see("cart-total", TWO_CAKES)

    hands.key("+")

    hands.see("cart-total", THREE_CAKES)
    hands.see_strip(SHORT)


def test_nothing_of_an_article_is_no_quantity(hands):
    hands.scan(CAKE)
    hands.key(Qt.Key.Key_F6)
    hands.type("number", "0")

    hands.press("confirm")

    hands.see_strip("A line holds 1 to 9999 pieces, not 0")
    hands.see("cart-total", "\u20ac30.00")


def test_less_than_nothing_cannot_be_typed(hands):
    hands.scan(CAKE)
    hands.key(Qt.Key.Key_F6)
    hands.wait_for("number")
    hands.key("-", "2")

    confirm = hands.find("confirm")

    assert isinstance(confirm, QAbstractButton)
    assert "-" not in hands.find("number").text()
    hands.key(Qt.Key.Key_Return)
    hands.see("cart-total", TWO_CAKES)
