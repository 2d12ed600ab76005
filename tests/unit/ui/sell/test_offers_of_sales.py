"""Offers come off by themselves, coupons when they are shown, and the till says why."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from pos.domain.coupons import Coupon
from pos.domain.discount import Discount
from pos.domain.offer import Offer
from pos.domain.permission import Action as Permission
from pos.domain.price_floor import FloorKind, PriceFloor
from pos.domain.special_price import SpecialPrice
from pos.runtime.changes import Changes, Topic
from pos.services.checkout import PriceChangedError
from tests.fakes.set_clock import MONDAY_MORNING
from tests.fakes.toy_customers import IDA
from tests.fakes.toy_goods import product_id
from tests.fakes.toy_shop import ToyShop
from tests.unit.ui.sell.conftest import make_counter
from ui.text.refusals import sentence

FLAT_WHITE, CROISSANT = 0, 3
SECOND_AT_HALF = Offer(
    offer_id=UUID(int=1),
    name="Second at half price",
    terms=Discount(percent_ppm=500_000),
    buy_pieces=1,
    get_pieces=1,
    wanted=frozenset({product_id(CROISSANT)}),
)
ONE_OFF = Offer(
    offer_id=UUID(int=2),
    name="Thank you",
    code="THANKS",
    terms=Discount(amount_cents=100),
    is_stackable=True,
)


@pytest.fixture
def shop():
    shop = ToyShop()
    shop.offers_in_force = (SECOND_AT_HALF,)
    shop.coupons = {"THANKS": Coupon(offer=ONE_OFF)}
    return shop


@pytest.fixture
def counter(shop):
    return make_counter(shop)


def sums(counter) -> list[tuple[str, str]]:
    return [(row.name, row.amount) for row in counter.cart.sums if row.is_discount]


def test_an_offer_applies_when_its_goods_are_there(counter):
    counter.tap(CROISSANT)
    assert sums(counter) == []

    counter.tap(CROISSANT)

    assert sums(counter) == [("Second at half price", "\u2212\u20ac1.10")]
    assert counter.cart.total == "\u20ac3.30"
    (row,) = counter.cart.rows
    assert (row.amount, row.off) == ("\u20ac3.30", "\u2212\u20ac1.10")
    assert "Second at half price" in row.detail


def test_a_scanned_coupon_comes_off_and_can_be_taken_back(counter):
    counter.tap(FLAT_WHITE)

    counter.presenter.scanned("P.THANKS")

    assert sums(counter) == [("Thank you (THANKS)", "\u2212\u20ac1.00")]
    assert counter.notices.toasts[-1] == "Thank you: \u20ac1.00 off"
    counter.presenter.lines.undo()
    assert sums(counter) == []


def test_a_code_typed_into_the_search_is_a_coupon(counter):
    counter.tap(FLAT_WHITE)

    counter.presenter.entered_search("thanks", keep=False)

    assert counter.cart.total == "\u20ac2.40"


def test_a_coupon_can_be_asked_for_and_taken_off_by_name(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.coupon()
    counter.view.answer["then"]("THANKS")
    assert counter.cart.total == "\u20ac2.40"

    counter.presenter.coupon()

    assert counter.view.asked == ("coupon", ("THANKS",))
    counter.view.answer["take_off"]("THANKS")
    assert counter.cart.total == "\u20ac3.40"


def test_an_unknown_coupon_is_refused_in_words(counter):
    counter.tap(FLAT_WHITE)

    counter.presenter.scanned("P.NOSUCH")

    (refusal,) = counter.notices.refusals
    assert "no coupon NOSUCH" in sentence(refusal)
    assert counter.cart.total == "\u20ac3.40"


def test_a_coupon_that_gives_nothing_says_why(counter, shop):
    shop.coupons["THANKS"] = Coupon(offer=replace(ONE_OFF, minimum_cents=1_000))
    counter.tap(FLAT_WHITE)

    counter.presenter.scanned("P.THANKS")

    (refusal,) = counter.notices.refusals
    assert "6.60 are missing" in sentence(refusal)
    assert sums(counter) == []


def test_an_offer_that_headquarters_ends_is_gone_from_the_cart(counter, shop):
    counter.tap(CROISSANT)
    counter.tap(CROISSANT)
    shop.offers_in_force = ()

    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES})))

    assert counter.cart.total == "\u20ac4.40"


def test_who_had_an_offer_with_this_sale_does_not_get_it_with_the_next(counter, shop):
    shop.offers_in_force = (replace(SECOND_AT_HALF, uses_per_customer_max=1),)
    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES})))
    sell_two_croissants_to_ida(counter)
    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES}), origin="sync"))
    counter.presenter.checkout.take_cash(None)
    shop.had_offers = frozenset({SECOND_AT_HALF.offer_id})

    sell_two_croissants_to_ida(counter)

    assert [wish.total_cents for wish in shop.wishes] == [330]
    assert counter.cart.total == "\u20ac4.40"


def test_who_is_named_again_is_known_anew(counter, shop):
    shop.offers_in_force = (replace(SECOND_AT_HALF, uses_per_customer_max=1),)
    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES})))
    sell_two_croissants_to_ida(counter)
    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES}), origin="sync"))
    counter.presenter.customers.take_off()
    shop.had_offers = frozenset({SECOND_AT_HALF.offer_id})

    counter.presenter.customers.choose(IDA.customer_id)

    assert counter.cart.total == "\u20ac4.40"


def sell_two_croissants_to_ida(counter) -> None:
    counter.presenter.customers.choose(IDA.customer_id)
    counter.tap(CROISSANT)
    counter.tap(CROISSANT)


def test_a_sale_that_is_being_paid_costs_what_was_agreed_on(counter, shop):
    counter.tap(CROISSANT)
    counter.tap(CROISSANT)
    counter.presenter.checkout.pay()
    shop.offers_in_force = ()

    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES})))
    assert counter.pay.due == "\u20ac3.30"

    counter.presenter.back()
    assert counter.cart.total == "\u20ac4.40"


def test_a_sale_is_held_to_the_moment_at_which_its_payment_began(shop):
    shop.offers_in_force = (replace(SECOND_AT_HALF, ends_at=MONDAY_MORNING + timedelta(seconds=1)),)
    counter = make_counter(shop)
    counter.tap(CROISSANT)
    counter.tap(CROISSANT)

    counter.presenter.checkout.take_cash(None)

    (wish,) = shop.wishes
    assert (wish.agreed_at, wish.total_cents) == (MONDAY_MORNING, 330)


def test_a_coupon_that_ended_since_it_was_shown_is_taken_off_in_words(counter, shop):
    ends_soon = replace(ONE_OFF, ends_at=MONDAY_MORNING + timedelta(minutes=1))
    shop.coupons["THANKS"] = Coupon(offer=ends_soon)
    counter.tap(FLAT_WHITE)
    counter.presenter.scanned("P.THANKS")
    counter.clock.advance(timedelta(minutes=1))

    counter.presenter.checkout.take_cash(None)

    assert "ended since it was shown: THANKS" in counter.notices.strips[-1]
    assert (counter.cart.total, counter.done) == ("\u20ac3.40", None)


def test_a_price_that_changed_meanwhile_is_said_and_nothing_is_posted(counter, shop):
    shop.refuses = PriceChangedError(shown_cents=330, total_cents=440)
    counter.tap(CROISSANT)

    counter.presenter.checkout.take_cash(None)

    assert len(counter.notices.refusals) == 1
    assert counter.done is None


def test_why_this_price_names_every_step(counter, shop):
    shop.special_prices = (
        SpecialPrice(name="Breakfast week", price_cents=200, prior_price_cents=210),
    )
    counter.tap(CROISSANT)
    counter.tap(CROISSANT)
    counter.presenter.scanned("P.THANKS")

    counter.presenter.lines.explain()

    kind, why = counter.view.asked
    assert kind == "why"
    assert why.title == "Why this price? Butter croissant"
    assert [(step.name, step.amount) for step in why.steps] == [
        ("Shelf price, 2 \u00d7 \u20ac2.20 each", "\u20ac4.40"),
        ("Breakfast week", "\u2212\u20ac0.40"),
        ("Was \u20ac2.10 each: the lowest price of the 30 days before", ""),
        ("Second at half price", "\u2212\u20ac1.00"),
        ("Thank you (THANKS)", "\u2212\u20ac1.00"),
        ("of which 5\u00a0%", "\u20ac0.10"),
    ]
    assert why.total == "\u20ac2.00"


def test_another_price_asks_for_its_reason_and_below_the_floor_for_a_manager(counter, shop):
    shop.floor = PriceFloor(kind=FloorKind.PERCENT, percent_below=20)
    shop.needs_approval = {Permission.OVERRIDE_BELOW_FLOOR}
    counter.presenter.refresh(Changes(topics=frozenset({Topic.SETTINGS})))
    counter.tap(FLAT_WHITE)

    for cents in (272, 271):
        counter.presenter.lines.ask_price()
        counter.view.answer["then"](cents)
        kind, name, reasons = counter.view.asked
        counter.view.answer["then"](reasons[0])

    assert (kind, name) == ("reason", "Flat white, 250 ml")
    assert counter.cart.total == "\u20ac2.72"
    (refusal,) = counter.notices.refusals
    assert refusal.facts["action"] is Permission.OVERRIDE_BELOW_FLOOR
    assert shop.saved[-1].lines[0].price_override_reason == "Damaged"
