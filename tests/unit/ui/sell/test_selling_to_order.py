"""Selling what is made for the customer: the till asks what and when, and keeps its promises."""

from dataclasses import replace
from datetime import date

import pytest

from pos.domain.product_options import ChosenOption
from pos.domain.ready_day import Making, parse_closed_days
from tests.fakes.toy_shop import ToyShop
from tests.unit.ui.sell.conftest import make_counter

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
FLAT_WHITE = 0


@pytest.fixture
def bakery(counter):
    """A shop that bakes two cakes a day and rests on Sundays."""
    counter.shop.calendar = Making(
        today=date(2026, 11, 19), lead_days=1, closed=parse_closed_days("sun"), per_day=2
    )
    return counter


def ask_for_cake(counter) -> tuple[date, ...]:
    """Tap the cake and return the days that are offered."""
    counter.presenter.browsing.search("Birthday cake")
    counter.presenter.entered_search("Birthday cake", keep=False)
    kind, question = counter.view.asked
    assert (kind, question.name) == ("made", "Birthday cake")
    return tuple(day for day, _words in question.days)


def promise(counter, *, ready_on: date = FRIDAY, message: str = "", chosen=()) -> None:
    ask_for_cake(counter)
    counter.view.answer["then"](ready_on, message, chosen)


def test_only_days_on_which_it_can_be_ready_are_offered(bakery):
    days = ask_for_cake(bakery)

    assert days[:4] == (FRIDAY, SATURDAY, date(2026, 11, 23), date(2026, 11, 24))
    assert bakery.cart.rows == ()


def test_the_line_says_what_was_promised(bakery):
    promise(bakery, message=" Happy  birthday, Mia ")

    (row,) = bakery.cart.rows
    assert row.amount == "\u20ac44.90"
    assert row.wishes == ("\u201cHappy birthday, Mia\u201d",)
    assert "ready Fri 20 Nov" in row.detail


def test_the_line_says_what_was_chosen_of_the_options(bakery):
    promise(bakery, chosen=(ChosenOption(name="Filling", choice="Lemon curd"),))

    (row,) = bakery.cart.rows
    assert row.wishes == ("Lemon curd",)


def test_all_that_was_wished_is_read_on_the_line_however_much_it_is(bakery):
    chosen = tuple(
        ChosenOption(name=f"Tier {place}", choice=f"Filling number {place}") for place in range(8)
    )
    promise(bakery, chosen=chosen, message="Happy birthday and many happy returns, dear Mia")

    (row,) = bakery.cart.rows
    read = " ".join(row.wishes)
    assert all(each.choice in read for each in chosen)
    assert read.endswith("\u201cHappy birthday and many happy returns, dear Mia\u201d")
    assert max(map(len, row.wishes)) <= 36


def test_a_lost_day_is_asked_for_again_and_the_options_are_not(bakery):
    promise(bakery, chosen=(ChosenOption(name="Filling", choice="Lemon curd"),))
    bakery.shop.calendar = replace(bakery.shop.calendar, taken={FRIDAY: 2})

    bakery.presenter.checkout.pay()
    assert bakery.view.asked[1].options == ()
    bakery.view.answer["then"](SATURDAY, "Mia", ())

    assert "ready Sat 21 Nov" in bakery.cart.rows[0].detail
    assert "Lemon curd" in bakery.cart.rows[0].wishes


def test_a_day_that_the_cart_fills_is_not_offered_again(bakery):
    promise(bakery, message="Mia")
    promise(bakery, message="Leo")

    assert ask_for_cake(bakery)[0] == SATURDAY


def test_one_more_is_refused_when_the_day_is_full(bakery):
    promise(bakery)

    bakery.presenter.lines.step(1)
    bakery.presenter.lines.step(1)

    assert bakery.cart.rows[0].quantity == "2"
    assert bakery.notices.refusals[-1].facts == {"day": FRIDAY, "left": 2}


def test_words_that_look_like_a_card_are_refused_and_nothing_is_added(bakery):
    promise(bakery, message="4111 1111 1111 1111")

    assert bakery.cart.rows == ()
    assert len(bakery.notices.refusals) == 1


def test_nothing_is_asked_when_no_day_has_room(bakery):
    always = parse_closed_days("mon;tue;wed;thu;fri;sat;sun")
    bakery.shop.calendar = replace(bakery.shop.calendar, closed=always)

    bakery.presenter.entered_search("Birthday cake", keep=False)

    assert bakery.view.asked is None
    assert len(bakery.notices.refusals) == 1


def test_a_day_that_can_no_longer_be_kept_is_asked_for_again_before_money_is_taken(bakery):
    promise(bakery, message="Mia")
    bakery.shop.calendar = replace(bakery.shop.calendar, taken={FRIDAY: 2})

    bakery.presenter.checkout.pay()

    assert bakery.pay is None
    assert bakery.notices.refusals[-1].facts == {"day": FRIDAY, "left": 0}
    question = bakery.view.asked[1]
    assert (question.message, question.days[0][0]) == ("Mia", SATURDAY)
    bakery.view.answer["then"](SATURDAY, "Mia", ())
    assert "ready Sat 21 Nov" in bakery.cart.rows[0].detail
    bakery.presenter.checkout.pay()
    assert bakery.pay is not None


def test_a_day_that_can_be_kept_is_no_reason_to_ask(bakery):
    promise(bakery)

    bakery.presenter.checkout.take_cash(None)

    assert bakery.done is not None


@pytest.fixture
def careful_bakery():
    """A shop that wants 30 % of a cake when it is ordered."""
    shop = ToyShop()
    shop.deposit = 30
    return make_counter(shop)


def test_a_deposit_is_offered_on_what_is_made_and_all_of_what_is_at_hand(careful_bakery):
    promise(careful_bakery)
    careful_bakery.tap(FLAT_WHITE)

    careful_bakery.presenter.checkout.pay()

    assert careful_bakery.pay.suggestions[0] == (4_830, "Exact\n\u20ac48.30")
    assert careful_bakery.pay.suggestions[1] == (1_687, "Deposit\n\u20ac16.87")


def test_after_the_deposit_the_rest_is_open_and_no_second_one_is_offered(careful_bakery):
    promise(careful_bakery)
    careful_bakery.presenter.checkout.pay()

    careful_bakery.presenter.checkout.take_cash(1_347)

    assert careful_bakery.pay.remaining == "\u20ac31.43"
    assert not any("Deposit" in words for _cents, words in careful_bakery.pay.suggestions)


def test_what_lies_in_the_shop_is_paid_at_once(careful_bakery):
    careful_bakery.tap(FLAT_WHITE)

    careful_bakery.presenter.checkout.pay()

    assert not any("Deposit" in words for _cents, words in careful_bakery.pay.suggestions)
