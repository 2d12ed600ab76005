"""Offers, a coupon and "why this price?" at a real window on a real database."""

from uuid import UUID

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.identity import UserRow
from models.orders import OrderLineRow, OrderRow
from pos.domain.barcode import customer_code
from tests.offers import put_offer, put_price
from tests.shop import CAKE, SHIRT
from ui.screens.sell.offer_panels import WhyPanel
from ui.widgets.label import ElidedLabel


def press_with_control(hands, key: Qt.Key) -> None:
    QTest.keyClick(hands.window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)


def steps_shown(hands) -> list[str]:
    panels = [each for each in hands.window.findChildren(WhyPanel) if each.isVisible()]
    return [label.text() for each in panels for label in each.findChildren(ElidedLabel)]


def test_a_coupon_an_offer_and_why_this_price(shop, request, qtbot):
    put_price(shop, SHIRT, 1_500, "Spring sale")
    put_offer(shop, "Five off", amount_off_cents=500, is_stackable=True)
    put_offer(shop, "Ten off", percent=10, code="TEN")
    put_offer(shop, "Over", percent=10, code="OVER", usage_limit=0)
    hands = request.getfixturevalue("hands")
    hands.scan(SHIRT)
    hands.scan(CAKE)
    hands.see("cart-total", "\u20ac40.00")

    hands.scan("P.OVER")
    hands.see_strip("Coupon OVER is used up")
    press_with_control(hands, Qt.Key.Key_U)
    hands.type("coupon-text", "ten")
    hands.press("confirm")
    hands.see("cart-total", "\u20ac36.00")
    press_with_control(hands, Qt.Key.Key_W)

    qtbot.waitUntil(lambda: bool(steps_shown(hands)))
    assert steps_shown(hands)[:3] == [
        "Shelf price, 1 \u00d7 \u20ac30.00 each",
        "Five off",
        "Ten off (TEN)",
    ]
    hands.key(Qt.Key.Key_Escape)
    hands.press("exact-cash")
    hands.see("change-due", "No change")
    with shop.store.read() as tx:
        lines = tx.connection.execute(
            OrderLineRow.__table__.select().order_by(OrderLineRow.line_no)
        ).all()
    assert [(line.price_list_name, line.discount_cents) for line in lines] == [
        ("Spring sale", 300),
        (None, 600),
    ]


def test_an_offer_for_each_customer_once_is_given_when_they_are_named(shop, request, qtbot):
    put_offer(shop, "Welcome", percent=10, per_user_limit=1)
    ida = meet_ida(shop)
    hands = request.getfixturevalue("hands")
    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")

    hands.scan(customer_code("IDA-1"))
    hands.see("cart-total", "\u20ac17.91")
    hands.press("exact-cash")
    hands.see("change-due", "No change")

    hands.scan(SHIRT)
    hands.see("cart-total", "\u20ac19.90")
    hands.scan(customer_code("IDA-1"))
    qtbot.waitUntil(lambda: hands.find("customer").accessibleName() == "Customer: Ida Holm")
    hands.press("exact-cash")
    hands.see("change-due", "No change")
    assert discounts_of(shop, ida) == [199, 0]


def test_an_offer_that_another_till_gave_meanwhile_leaves_the_open_sale(shop, request):
    put_offer(shop, "Welcome", percent=10, per_user_limit=1)
    ida = meet_ida(shop)
    hands = request.getfixturevalue("hands")
    hands.scan(SHIRT)
    hands.scan(customer_code("IDA-1"))
    hands.see("cart-total", "\u20ac17.91")

    shop.sell_to(ida, SHIRT)

    hands.see("cart-total", "\u20ac19.90")


def meet_ida(shop) -> UUID:
    with shop.store.write() as tx:
        row = {"id": tx.new_id(), "name": "Ida Holm", "customer_no": "IDA-1"}
        tx.connection.execute(sa.insert(UserRow), row)
    return row["id"]


def discounts_of(shop, customer_id: UUID) -> list[int]:
    found = (
        sa.select(OrderLineRow.discount_cents)
        .join(OrderRow, OrderRow.id == OrderLineRow.order_id)
        .where(OrderRow.user_id == customer_id)
        .order_by(OrderRow.number)
    )
    with shop.store.read() as tx:
        return list(tx.connection.execute(found).scalars())
