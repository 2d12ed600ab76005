"""Quantities, prices and discounts of a sale in hand, with leave where it is needed."""

from pos.domain.discount import Discount
from pos.domain.permission import Action as Permission
from pos.runtime.changes import Changes, Topic
from tests.fakes.toy_shop import MANAGER

FLAT_WHITE, CROISSANT, MILK, CHOCOLATE = 0, 3, 10, 17


def test_less_at_one_stays_at_one(counter):
    counter.tap(MILK)

    counter.presenter.lines.step(-1)

    assert counter.cart.rows[0].quantity == "1"


def test_a_discount_on_a_line_is_shown_and_taken_off(counter):
    counter.tap(CHOCOLATE)
    counter.presenter.lines.step(1)
    counter.presenter.lines.ask_discount()

    counter.view.answer["then"](Discount(percent_ppm=200_000))

    (row,) = counter.cart.rows
    assert row.detail == "\u20ac2.79 each\u00a0 \u00b7 \u00a020\u00a0% off"
    assert (row.amount, row.off) == ("\u20ac4.46", "\u2212\u20ac1.12")
    assert counter.cart.total == "\u20ac4.46"


def test_a_discount_on_the_sale_is_shared_by_its_lines(counter):
    counter.tap(FLAT_WHITE)
    counter.tap(CROISSANT)
    counter.presenter.lines.ask_order_discount()

    counter.view.answer["then"](Discount(amount_cents=100))

    assert counter.cart.total == "\u20ac4.60"
    assert [(row.name, row.amount) for row in counter.cart.sums][:2] == [
        ("Subtotal", "\u20ac5.60"),
        ("Discounts", "\u2212\u20ac1.00"),
    ]


def test_a_changed_price_says_so(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_price()

    counter.view.answer["then"](300)
    counter.view.answer["then"]("Damaged")

    assert counter.cart.total == "\u20ac3.00"
    assert "price changed" in counter.cart.rows[0].detail


def test_a_quantity_that_no_line_may_have_is_refused_and_nothing_changes(counter):
    counter.tap(MILK)
    counter.presenter.lines.ask_quantity()

    counter.view.answer["then"](10_000)

    assert type(counter.notices.refusals[0]).__name__ == "QuantityOutOfRangeError"
    assert counter.cart.rows[0].quantity == "1"


def test_a_price_from_central_does_not_reach_a_line_in_the_cart(counter):
    counter.tap(MILK)
    kept = counter.shop.saved[-1]

    counter.presenter.refresh(Changes(topics=frozenset({Topic.PRICES}), origin="sync"))

    assert counter.shop.saved[-1] is kept
    assert counter.cart.total == "\u20ac1.69"


def test_a_price_that_needs_an_approval_stays_until_somebody_agrees(counter):
    counter.shop.needs_approval = {Permission.OVERRIDE_PRICE}
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_price()

    counter.view.answer["then"](300)
    counter.view.answer["then"]("Damaged")

    assert type(counter.notices.refusals[0]).__name__ == "ApprovalNeededError"
    assert counter.cart.total == "\u20ac3.40"


def test_an_approved_price_is_written_with_who_approved_it(counter):
    counter.shop.needs_approval = {Permission.OVERRIDE_PRICE}
    counter.permits.is_approved = True
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_price()

    counter.view.answer["then"](300)
    counter.view.answer["then"]("Damaged")

    assert counter.cart.total == "\u20ac3.00"
    assert counter.shop.saved[-1].lines[0].price_override_by == MANAGER


def test_a_discount_is_measured_by_its_share_whether_it_is_one_or_not(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_discount()
    counter.view.answer["then"](Discount(percent_ppm=100_000))
    counter.presenter.lines.ask_discount()
    counter.view.answer["then"](Discount(amount_cents=170))
    counter.presenter.lines.ask_order_discount()
    counter.view.answer["then"](Discount(amount_cents=34))

    assert counter.permits.sizes == [100_000, 500_000, 100_000]


def test_taking_a_discount_off_needs_nobodys_leave(counter):
    counter.shop.needs_approval = {Permission.DISCOUNT_LINE}
    counter.permits.is_approved = True
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_discount()
    counter.view.answer["then"](Discount(percent_ppm=100_000))
    counter.permits.is_approved = False
    counter.presenter.lines.ask_discount()

    counter.view.answer["then"](None)

    assert counter.cart.total == "\u20ac3.40"
    assert counter.notices.refusals == []
