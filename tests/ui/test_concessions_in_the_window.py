"""Discounts and other prices at a real window: what a cashier gives alone, and what a manager."""

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.operations import AuditLogRow
from models.orders import OrderLineRow
from tests.shop import ADA_PIN, CAKE, GRACE_PIN, SHIRT
from tests.ui.cashiers import hand_over_to_ada

SHIFT = Qt.KeyboardModifier.ShiftModifier


def give(hands, percent: str) -> None:
    hands.type("number", percent)
    hands.press("confirm")


def discount_line(hands, percent: str) -> None:
    hands.key(Qt.Key.Key_F8)
    give(hands, percent)


def discount_sale(hands, percent: str) -> None:
    QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_F8, SHIFT)
    give(hands, percent)


def price(hands, amount: str) -> None:
    hands.key(Qt.Key.Key_F7)
    give(hands, amount)
    hands.press("reason-0")


def approvals(shop) -> list[tuple[str, object, object]]:
    rows = (
        sa.select(AuditLogRow.action, AuditLogRow.actor_id, AuditLogRow.target_id)
        .where(AuditLogRow.action.like("approval%"))
        .order_by(AuditLogRow.created_at, AuditLogRow.id)
    )
    with shop.store.read() as tx:
        return [tuple(row) for row in tx.connection.execute(rows)]


def test_a_cashier_gives_a_small_discount_alone_and_a_large_one_with_the_manager(hands, till, shop):
    hand_over_to_ada(till, shop)
    hands.scan(SHIRT)
    discount_line(hands, "10")
    hands.see("cart-total", "\u20ac17.91")

    discount_line(hands, "50")
    hands.wait_for("approval-hint")
    before = hands.find("cart-total").text()
    hands.agree("1", GRACE_PIN)

    hands.see("cart-total", "\u20ac9.95")
    assert before == "\u20ac17.91"
    given, used = approvals(shop)
    assert (given[1], given[2]) == (shop.grace, str(shop.ada))
    assert used[1] == shop.ada


def test_one_approval_is_for_one_discount_on_one_line(hands, till, shop):
    hand_over_to_ada(till, shop)
    hands.scan(SHIRT)
    discount_line(hands, "50")
    hands.agree("1", GRACE_PIN)
    hands.see("cart-total", "\u20ac9.95")

    hands.scan(CAKE)
    discount_line(hands, "50")

    hands.wait_for("approval-hint")
    hands.key(Qt.Key.Key_Escape)
    hands.wait_until_gone("approval-hint")
    hands.see("cart-total", "\u20ac39.95")


def test_nobody_agrees_to_their_own_discount(hands, till, shop):
    hand_over_to_ada(till, shop)
    hands.scan(SHIRT)

    discount_line(hands, "50")
    hands.wait_for("approver-1")
    own_tile = hands.find("approver-2")
    hands.agree("1", ADA_PIN)

    hands.wait_until(lambda: hands.find("approval-hint") is not None)
    assert own_tile is None
    hands.see("cart-total", "\u20ac19.90")


def test_a_discount_on_the_sale_has_a_ceiling_of_its_own(hands, till, shop):
    hand_over_to_ada(till, shop)
    hands.scan(SHIRT)
    discount_sale(hands, "5")
    hands.see("cart-total", "\u20ac18.91")

    discount_sale(hands, "6")
    hands.agree("1", GRACE_PIN)

    hands.see("cart-total", "\u20ac18.71")


@pytest.mark.parametrize("give_it", [discount_line, discount_sale], ids=["line", "sale"])
def test_more_than_everything_is_no_discount(hands, give_it):
    hands.scan(SHIRT)

    give_it(hands, "100.01")

    hands.see("discount-trouble-text", "Nothing costs less than nothing. Type at most 100 %.")
    hands.see("cart-total", "\u20ac19.90")
    give(hands, "100")
    hands.see("cart-total", "\u20ac0.00")


def test_an_amount_above_the_value_takes_the_value(hands):
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F8)
    hands.press_words("EUR")

    give(hands, "25")

    hands.see("cart-total", "\u20ac0.00")


@pytest.fixture
def floor(shop) -> None:
    """The shop lets nobody go below four fifths of a price alone."""
    shop.decide(price_floor="percent", price_floor_percent=20)


def test_another_price_has_a_reason_and_below_the_floor_another_right(floor, hands, till, shop):
    hand_over_to_ada(till, shop, "sale.ring", "price.override", "price.below_floor?")
    hands.scan(SHIRT)
    price(hands, "16")
    hands.see("cart-total", "\u20ac16.00")

    price(hands, "15.90")
    hands.wait_for("approval-hint")
    hands.agree("1", GRACE_PIN)
    hands.see("cart-total", "\u20ac15.90")
    hands.press("exact-cash")

    hands.see("change-due", "No change")
    sold = sa.select(OrderLineRow.price_override_reason, OrderLineRow.price_override_by)
    with shop.store.read() as tx:
        assert tx.connection.execute(sold).one() == ("Damaged", shop.grace)


def test_who_may_not_go_below_the_floor_keeps_the_price(floor, hands, till, shop):
    hand_over_to_ada(till, shop, "sale.ring", "price.override")
    hands.scan(SHIRT)

    price(hands, "15.90")

    hands.see_strip("may not set a price below the shop's floor")
    hands.see("cart-total", "\u20ac19.90")
