from dataclasses import replace

from pos.domain.errors import UnavailableError
from pos.runtime.changes import Changes, Topic
from tests.fakes.toy_goods import EAN_OF_MILK

FLAT_WHITE = 0


def test_exact_cash_completes_the_sale_at_one_touch(counter):
    counter.tap_five_sixty()

    counter.presenter.checkout.take_cash(None)

    assert len(counter.shop.completed) == 1
    assert (counter.done.total, counter.done.change) == ("\u20ac5.60", "")
    assert counter.cart.rows == ()


def test_a_note_of_twenty_gives_change(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()

    counter.presenter.checkout.take_cash(2_000)

    assert counter.done.change == "\u20ac14.40"


def test_the_likely_notes_are_offered_with_the_exact_amount_first(counter):
    counter.tap_five_sixty()

    counter.presenter.checkout.pay()

    assert [words for _cents, words in counter.pay.suggestions] == [
        "Exact\n\u20ac5.60",
        "\u20ac10.00",
        "\u20ac20.00",
        "\u20ac50.00",
    ]


def test_less_cash_than_is_due_leaves_the_rest_open(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()

    counter.presenter.checkout.take_cash(200)

    assert counter.pay.remaining == "\u20ac3.60"
    assert not counter.pay.can_complete
    assert counter.done is None


def test_a_sale_may_be_split_into_cash_and_card(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.take_cash(200)
    counter.presenter.checkout.take_card()
    tenders = [(row.name, row.amount) for row in counter.pay.tenders]

    counter.presenter.checkout.complete()

    assert tenders == [("Cash", "\u20ac2.00"), ("Card", "\u20ac3.60")]
    assert counter.done.paid_with == "Cash, Card"


def test_a_card_waits_until_the_cashier_confirms(counter):
    counter.tap_five_sixty()

    counter.presenter.checkout.take_card()

    assert counter.pay.can_complete
    assert counter.shop.completed == {}


def test_a_card_is_never_charged_more_than_is_due(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()

    counter.presenter.checkout.tender("card", cents=10_000)

    assert type(counter.notices.refusals[0]).__name__ == "OverpaidError"
    assert counter.pay.tenders == ()


def test_a_tender_can_be_taken_back(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()

    counter.presenter.checkout.take_back(0)

    assert counter.pay.tenders == ()
    assert not counter.pay.can_complete


def test_a_double_press_posts_the_sale_once(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()
    counter.runner.is_holding = True
    counter.presenter.checkout.complete()
    counter.presenter.checkout.complete()
    waiting = (len(counter.runner.held), counter.pay.is_posting, counter.pay.can_complete)

    counter.runner.let_go()

    assert waiting == (1, True, False)
    assert len(counter.shop.completed) == 1


def test_a_sale_that_could_not_be_written_can_be_tried_again_under_its_id(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()
    counter.shop.refuses = UnavailableError()
    counter.presenter.checkout.complete()
    still_open = counter.pay.can_complete

    counter.presenter.checkout.complete()

    assert still_open
    assert len(counter.notices.refusals) == 1
    assert len(counter.shop.completed) == 1


def test_the_next_scan_starts_a_new_sale(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_cash(2_000)

    counter.presenter.scanned(EAN_OF_MILK)

    assert counter.done is None
    assert [row.name for row in counter.cart.rows] == ["Organic whole milk, 1 l"]


def test_a_scan_before_the_first_tender_goes_back_to_the_cart(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()

    counter.presenter.scanned(EAN_OF_MILK)

    assert counter.pay is None
    assert len(counter.cart.rows) == 3


def test_a_scan_after_a_tender_only_beeps(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()

    counter.presenter.scanned(EAN_OF_MILK)

    assert counter.notices.beeps == 1
    assert len(counter.cart.rows) == 2
    assert counter.pay is not None


def test_undo_during_a_payment_does_not_change_what_is_paid(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()

    counter.presenter.lines.undo()
    counter.presenter.lines.remove()
    counter.presenter.lines.clear()

    assert len(counter.cart.rows) == 2
    assert counter.pay.due == "\u20ac5.60"


def test_a_closed_register_shows_the_way_to_open_it(counter):
    counter.shop.shift = None
    counter.presenter.refresh(Changes(topics=frozenset({Topic.SHIFTS})))
    counter.tap_five_sixty()

    counter.presenter.checkout.pay()

    assert not counter.cart.is_register_open
    assert counter.navigator.went == [("cash", "")]
    assert counter.pay is None


def test_a_new_shift_counts_money_in_its_own_way(counter):
    counter.tap_five_sixty()
    counter.shop.money_rules = replace(counter.shop.money_rules, cash_step_cents=50)

    counter.presenter.refresh(Changes(topics=frozenset({Topic.SHIFTS})))
    counter.presenter.checkout.pay()

    assert counter.pay.suggestions[0] == (550, "Exact\n\u20ac5.50")


def test_an_empty_cart_cannot_be_paid(counter):
    counter.presenter.checkout.pay()
    counter.presenter.checkout.take_cash(None)

    assert counter.pay is None
    assert counter.shop.completed == {}


def test_a_copy_of_the_receipt_is_asked_for_the_sale_just_made(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_cash(None)

    counter.presenter.checkout.print_receipt()

    assert counter.printed == list(counter.shop.completed)


def test_a_sale_that_costs_nothing_needs_no_tender(counter):
    counter.tap(FLAT_WHITE)
    counter.presenter.lines.ask_price()
    counter.view.answer["then"](0)
    counter.view.answer["then"]("Damaged")

    counter.presenter.checkout.take_cash(None)

    assert counter.done.total == "\u20ac0.00"
