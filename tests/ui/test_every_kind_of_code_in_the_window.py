"""Every kind of code that a shop meets is scanned at a real window, and is what it is."""

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from models.catalogue import BarcodeRow, VariantRow
from models.identity import StaffRow, UserRow
from tests.gift_cards import offer_gift_cards, sell_card
from tests.offers import put_offer
from tests.shop import APPLES, GRACE_PIN, SHIRT
from tests.ui.cashiers import hand_over_to_ada
from ui.widgets.cart_model import ROW_ROLE

ONE_SHIRT, SIX_SHIRTS, TWELVE_SHIRTS = "\u20ac19.90", "\u20ac119.40", "\u20ac238.80"
CARTON = "14006381333938"
PACK = "96385074"


@pytest.fixture
def shirt_has(shop):
    """Gives the shirt one more code; one scan of it stands for so many shirts."""

    def give(code: str, pack_qty: int = 1) -> None:
        of_shirt = sa.select(BarcodeRow.variant_id).where(BarcodeRow.code == SHIRT)
        with shop.store.write() as tx:
            shirt = tx.connection.execute(of_shirt).scalar_one()
            row = {"id": tx.new_id(), "variant_id": shirt, "code": code, "pack_qty": pack_qty}
            tx.connection.execute(sa.insert(BarcodeRow), row)
            tx.connection.execute(sa.update(VariantRow).values(track_stock=False))

    return give


@pytest.mark.parametrize(
    ("kept", "scanned"),
    [
        ("96385074", "96385074"),
        ("4006381333931", "4006381333931"),
        ("0036000291452", "036000291452"),
        ("0042100005264", "04252614"),
        ("4006381333931", "04006381333931"),
        ("SHIRT-BLUE/92", "SHIRT-BLUE/92"),
        ("4006381333931", "]C1010400638133393110LOT7"),
        ("4006381333931", "]d201040063813339311729063010LOT7"),
    ],
    ids=["EAN-8", "EAN-13", "UPC-A", "UPC-E", "GTIN-14", "Code 128", "GS1-128", "DataMatrix"],
)
def test_a_code_sells_its_article(shirt_has, hands, kept, scanned):
    shirt_has(kept)

    hands.scan(scanned)

    hands.see("cart-total", ONE_SHIRT)


def test_the_code_of_a_carton_sells_what_is_in_it_and_never_one_piece(shirt_has, hands):
    shirt_has("4006381333931")
    hands.scan(CARTON)
    hands.see_strip("No product for " + CARTON)

    shirt_has(CARTON, pack_qty=12)
    hands.scan(CARTON)

    hands.see("cart-total", TWELVE_SHIRTS)


def test_two_packs_are_twice_what_is_in_one(shirt_has, hands):
    shirt_has(PACK, pack_qty=3)
    hands.find("search").setFocus()
    hands.key("2", "*")

    hands.scan(PACK)

    hands.see("cart-total", SIX_SHIRTS)


def test_a_packet_that_says_its_weight_costs_its_weight(hands):
    hands.scan(f"]C1010{APPLES}3103001500")

    hands.see("cart-total", "\u20ac5.99")


def test_a_packet_that_says_its_price_costs_that(hands):
    hands.scan(f"]C1010{APPLES}39220549")

    hands.see("cart-total", "\u20ac5.49")


def test_a_lot_and_the_last_day_stay_on_the_line(hands):
    hands.scan(f"]d2010{SHIRT}1729063010LOT7")

    hands.see("cart-total", ONE_SHIRT)
    row = hands.find("cart").model().index(0, 0)
    said = row.data(ROW_ROLE)
    assert "Lot LOT7" in said.detail
    assert "use by 30 Jun 2029" in said.detail


def test_a_code_with_a_wrong_check_digit_sells_nothing(hands):
    hands.scan("4006381333930")

    hands.see_strip("was misread: its check digit is wrong")
    hands.see("cart-total", "\u20ac0.00")


def test_a_coupon_comes_off(shop, request):
    put_offer(shop, "Ten off", percent=10, code="TENOFF")
    hands = request.getfixturevalue("hands")
    hands.scan(SHIRT)

    hands.scan("P.TENOFF")

    hands.see("cart-total", "\u20ac17.91")


def test_a_receipt_opens_its_order(hands, shop, till):
    number = shop.sell(SHIRT).number

    hands.scan("R." + number)

    hands.wait_until(lambda: number in _words(till))


def _words(till) -> str:
    labels = till.window.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def own_patterns(shop) -> None:
    """A shop whose cards and badges were printed before it had this till."""
    shop.decide(scan_patterns="customer 29*; badge 88*; gift-card 77*")
    with shop.store.write() as tx:
        row = {"id": tx.new_id(), "name": "Ida Holm", "customer_no": "00017"}
        tx.connection.execute(sa.insert(UserRow), row)


def test_a_card_of_the_shops_own_pattern_names_its_customer(own_patterns, hands):
    hands.scan("2900017")

    hands.wait_until(lambda: hands.find("customer").accessibleName() == "Customer: Ida Holm")


def test_the_same_card_opens_the_customers_page(own_patterns, hands, till):
    till.go("customers")

    hands.scan("2900017")

    hands.wait_until(lambda: "Ida Holm" in _words(till))


def test_a_gift_card_of_the_shops_own_pattern_pays(own_patterns, shop, request):
    offer_gift_cards(shop)
    hands = request.getfixturevalue("hands")
    sell_card(shop, "00001234", 5_000)
    hands.scan(SHIRT)
    hands.press("pay")
    hands.see("amount-due", ONE_SHIRT)

    hands.scan("7700001234")

    hands.see("tender-note-0", "\u2022\u2022\u2022\u2022 1234 \u00b7 \u20ac30.10 left")


def test_a_badge_of_the_shops_own_pattern_names_who_agrees(own_patterns, hands, shop, till):
    with shop.store.write() as tx:
        grace = sa.update(StaffRow).where(StaffRow.user_id == shop.grace)
        tx.connection.execute(grace.values(employee_no="00000077"))
    hand_over_to_ada(till, shop, "sale.ring", "discount.line?")
    hands.scan(SHIRT)
    hands.key(Qt.Key.Key_F8)
    hands.type("number", "10")
    hands.press("confirm")
    hands.wait_for("approver-00000077")

    enter_pin(hands, "8800000077")
    hands.wait_until(lambda: hands.find("pin").isEnabled())
    trouble = hands.find("pin-strip")
    enter_pin(hands, GRACE_PIN)

    hands.see("cart-total", "\u20ac17.91")
    assert trouble is None


def enter_pin(hands, typed: str) -> None:
    """Type into the field of the PIN, or scan into it, which it cannot tell apart."""
    hands.wait_until(lambda: hands.find("pin") is not None and hands.find("pin").isEnabled())
    QTest.keyClicks(hands.find("pin"), typed)
    QTest.keyClick(hands.find("pin"), Qt.Key.Key_Return)


def test_a_badge_of_the_shops_own_pattern_hands_the_till_over(own_patterns, hands, shop, till):
    hands.scan("8800099")

    hands.wait_until(lambda: till.session.cashier is None)
