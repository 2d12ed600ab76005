"""A coupon is good for a cart, or the cashier hears why it is not."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from pos.domain.cart import Cart, CartLine, remove
from pos.domain.cart_pricing import price_cart
from pos.domain.coupons import (
    Coupon,
    CouponElsewhereError,
    CouponMinimumError,
    CouponNeedsCustomerError,
    CouponNotCombinableError,
    CouponNotForTheseGoodsError,
    CouponOverError,
    CouponTooEarlyError,
    CouponTwiceError,
    CouponUsedByCustomerError,
    CouponUsedUpError,
    add_coupon,
    remove_coupon,
)
from pos.domain.customer import CartCustomer
from pos.domain.discount import Discount
from pos.domain.errors import RefusedError
from pos.domain.offer import Offer
from pos.domain.pricing import PricingRules

RULES = PricingRules(currency="EUR", prices_include_tax=True)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
BEFORE, AFTER = datetime(2026, 11, 19, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
MIA = CartCustomer(customer_id=UUID(int=60), name="Mia")
TEN_OFF = Offer(offer_id="ten", name="Ten off", code="TEN", terms=Discount(percent_ppm=100_000))


def a_cart(price_cents: int = 1_000, *, kind: str = "toys", **facts: object) -> Cart:
    line = CartLine(
        line_id=UUID(int=1),
        variant_id=UUID(int=2),
        sku="BEAR",
        name="Bear",
        list_price_cents=price_cents,
        unit_price_cents=price_cents,
        kinds=(kind,),
    )
    return Cart(cart_id=UUID(int=9), currency="EUR", lines=(line,), **facts)  # type: ignore[arg-type]


def show(cart: Cart, coupon: Coupon) -> Cart:
    return add_coupon(cart, coupon, rules=RULES, at=NOW)


def test_a_coupon_comes_off_and_can_be_taken_back() -> None:
    cart = show(a_cart(), Coupon(offer=TEN_OFF))

    assert price_cart(RULES, cart).total_cents == 900
    assert price_cart(RULES, remove_coupon(cart, "TEN")).total_cents == 1_000


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"starts_at": AFTER}, CouponTooEarlyError),
        ({"ends_at": BEFORE}, CouponOverError),
        ({"ends_at": NOW}, CouponOverError),
        ({"uses_max": 3}, CouponUsedUpError),
        ({"uses_per_customer_max": 1}, CouponNeedsCustomerError),
        ({"wanted": frozenset({"food"})}, CouponNotForTheseGoodsError),
        ({"unwanted": frozenset({"toys"})}, CouponNotForTheseGoodsError),
        ({"minimum_cents": 1_001}, CouponMinimumError),
    ],
)
def test_each_reason_against_a_coupon_is_said(
    facts: dict[str, object], refusal: type[RefusedError]
) -> None:
    coupon = Coupon(offer=replace(TEN_OFF, **facts), uses=3)

    with pytest.raises(refusal):
        show(a_cart(), coupon)


def test_what_is_missing_to_the_minimum_is_said() -> None:
    with pytest.raises(CouponMinimumError) as refused:
        show(a_cart(), Coupon(offer=replace(TEN_OFF, minimum_cents=2_500)))

    assert refused.value.facts["missing_cents"] == 1_500


def test_a_coupon_of_other_stores_is_refused() -> None:
    with pytest.raises(CouponElsewhereError):
        show(a_cart(), Coupon(offer=TEN_OFF, is_here=False))


def test_a_customer_uses_a_coupon_as_often_as_each_may() -> None:
    once = replace(TEN_OFF, uses_per_customer_max=1)

    assert show(a_cart(customer=MIA), Coupon(offer=once)).coupons == (once,)
    with pytest.raises(CouponUsedByCustomerError) as refused:
        show(a_cart(customer=MIA), Coupon(offer=once, uses_by_customer=1))
    assert refused.value.facts["name"] == "Mia"


def test_a_coupon_that_does_not_combine_is_refused_beside_an_offer_on_all_its_goods() -> None:
    offer = Offer(offer_id="half", name="Half", terms=Discount(percent_ppm=500_000))

    with pytest.raises(CouponNotCombinableError):
        show(a_cart(offers=(offer,)), Coupon(offer=TEN_OFF))

    combined = show(a_cart(offers=(offer,)), Coupon(offer=replace(TEN_OFF, is_stackable=True)))
    assert price_cart(RULES, combined).total_cents == 450


def test_two_coupons_that_do_not_combine_are_not_taken_together() -> None:
    cart = show(a_cart(), Coupon(offer=TEN_OFF))
    other = replace(TEN_OFF, offer_id="five", code="FIVE", terms=Discount(percent_ppm=50_000))

    with pytest.raises(CouponNotCombinableError):
        show(cart, Coupon(offer=other))


def test_a_coupon_goes_with_the_last_line_and_waits_for_no_other_customer() -> None:
    cart = show(a_cart(), Coupon(offer=TEN_OFF))

    assert remove(cart, cart.lines[0].line_id).coupons == ()


def test_a_coupon_counts_once() -> None:
    with pytest.raises(CouponTwiceError):
        show(show(a_cart(), Coupon(offer=TEN_OFF)), Coupon(offer=TEN_OFF))
