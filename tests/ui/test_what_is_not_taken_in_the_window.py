"""Coupons and money that a till must not take: each is refused, and the sale goes on."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt

from models.identity import UserRow
from models.payments import PaymentMethodRow, PaymentRow
from tests.gift_cards import change_card, know_customer, offer_gift_cards, sell_card
from tests.offers import aim, product_of, put_offer
from tests.shop import CAKE, SHIRT

CARD = "7731AAKX2040"
ONE_SHIRT = "\u20ac19.90"
LONG_AGO = datetime(2020, 1, 2, 12, tzinfo=UTC)
FAR_AHEAD = datetime(2040, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def shop(shop):
    """The shop accepts every way to pay, and sells gift cards."""
    offer_gift_cards(shop)
    return shop


@pytest.fixture
def card(shop, hands) -> str:
    """A gift card of 10.00."""
    sell_card(shop, CARD, 1_000)
    return CARD


def to_pay(hands) -> None:
    hands.scan(SHIRT)
    hands.see("cart-total", ONE_SHIRT)
    hands.press("pay")
    hands.see("amount-due", ONE_SHIRT)


def type_amount(hands, amount: str) -> None:
    hands.type("tender-amount", amount)


def take_rest_in_cash(hands) -> None:
    hands.key(Qt.Key.Key_F10)
    hands.see("change-due", "No change")


def paid(shop) -> list[tuple[str, int]]:
    tenders = (
        sa.select(PaymentMethodRow.code, PaymentRow.amount_cents)
        .join_from(PaymentRow, PaymentMethodRow, PaymentMethodRow.id == PaymentRow.method_id)
        .order_by(PaymentRow.created_at, PaymentRow.number)
    )
    with shop.store.read() as tx:
        return [tuple(row) for row in tx.connection.execute(tenders)]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"expires_at": LONG_AGO}, "is over: its last day was 2 Jan 2020"),
        ({"starts_at": FAR_AHEAD}, "is not valid yet: it begins on 2 Jan 2040"),
        ({"usage_limit": 0}, "is used up"),
        ({"min_purchase_cents": 5_000}, "needs goods for \u20ac50.00: \u20ac30.10 are missing"),
        ({"per_user_limit": 1}, "Name the customer first (F3)"),
    ],
    ids=["over", "too early", "used up", "too little", "for whom?"],
)
def test_a_coupon_that_is_not_good_is_refused(shop, hands, facts, words):
    put_offer(shop, "Ten off", percent=10, code="TENOFF", **facts)
    hands.scan(SHIRT)

    hands.scan("P.TENOFF")

    hands.see_strip(words)
    hands.see("cart-total", ONE_SHIRT)
    take_rest_in_cash(hands)


def test_a_coupon_for_other_goods_is_refused_until_they_are_there(shop, hands):
    offer = put_offer(shop, "Cake day", percent=10, code="CAKEDAY")
    product_id, _category = product_of(shop, CAKE)
    aim(shop, offer, product_id=product_id)
    hands.scan(SHIRT)

    hands.scan("P.CAKEDAY")
    hands.see_strip("is not for any of these goods")
    hands.scan(CAKE)
    hands.scan("P.CAKEDAY")

    hands.see("cart-total", "\u20ac46.90")


def test_a_coupon_is_taken_once_in_a_sale(shop, hands):
    put_offer(shop, "Ten off", percent=10, code="TENOFF", is_stackable=True)
    hands.scan(SHIRT)
    hands.scan("P.TENOFF")
    hands.see("cart-total", "\u20ac17.91")

    hands.scan("P.TENOFF")

    hands.see_strip("is in this sale already")
    hands.see("cart-total", "\u20ac17.91")


def test_a_coupon_that_does_not_combine_is_refused_beside_another(shop, hands):
    put_offer(shop, "Ten off", percent=10, code="TENOFF")
    put_offer(shop, "Five off", percent=5, code="FIVEOFF")
    hands.scan(SHIRT)
    hands.scan("P.TENOFF")
    hands.see("cart-total", "\u20ac17.91")

    hands.scan("P.FIVEOFF")

    hands.see_strip("does not add to the offers and coupons")
    hands.see("cart-total", "\u20ac17.91")


def test_an_unknown_gift_card_is_no_money(hands):
    to_pay(hands)

    hands.scan("G.9999AAAA0000")

    hands.see_strip("This till knows no gift card with that number")
    take_rest_in_cash(hands)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"status": "frozen"}, "2040 is frozen"),
        ({"status": "closed"}, "2040 is closed"),
        ({"currency": "CHF"}, "2040 is in CHF, the sale is in EUR"),
    ],
    ids=["frozen", "closed", "in other money"],
)
def test_a_gift_card_that_may_not_be_used_is_refused(shop, hands, card, state, words):
    change_card(shop, card, **state)
    to_pay(hands)

    hands.scan("G." + card)

    hands.see_strip(words)
    take_rest_in_cash(hands)


def test_a_gift_card_gives_no_more_than_is_on_it(shop, hands, card):
    to_pay(hands)
    hands.scan("G." + card)
    hands.wait_for("tender-note-0")

    hands.scan("G." + card)

    hands.see_strip("only \u20ac10.00 on 2040")
    take_rest_in_cash(hands)
    assert paid(shop)[-2:] == [("gift_card", 1_000), ("cash", 990)]


@pytest.mark.parametrize("tender", ["card", "gift_card", "upi"])
def test_only_cash_may_be_more_than_is_due(shop, hands, card, tender):
    change_card(shop, card, balance_cents=9_000)
    to_pay(hands)
    type_amount(hands, "20")

    hands.press(f"tender-{tender}")
    if tender == "gift_card":
        hands.type("gift-card-text", card)
        hands.press("confirm")
    if tender == "upi":
        hands.type("reference-text", "AB12")
        hands.press("confirm")

    hands.see_strip("Only cash may be more than is due. Take \u20ac19.90 this way")
    hands.see("amount-due", ONE_SHIRT)


@pytest.mark.parametrize("tender", ["store_credit", "on_account"])
def test_credit_is_for_known_customers(hands, tender):
    to_pay(hands)

    hands.press(f"tender-{tender}")

    hands.see_strip("is for known customers. Name the customer of the sale first")


@pytest.mark.parametrize(
    ("tender", "words"),
    [("store_credit", "Mina Okafor has no store credit"), ("on_account", "has no account")],
)
def test_who_has_no_credit_pays_otherwise(shop, hands, tender, words):
    mina = sa.update(UserRow).where(UserRow.id == know_customer(shop))
    with shop.store.write() as tx:
        tx.connection.execute(mina.values(customer_no="4711"))
    hands.scan(SHIRT)
    hands.see("cart-total", ONE_SHIRT)
    hands.scan("C.4711")
    hands.wait_until(lambda: "Mina" in hands.find("customer").text())
    hands.press("pay")

    hands.press(f"tender-{tender}")

    hands.see_strip(words)
    take_rest_in_cash(hands)
