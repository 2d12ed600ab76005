"""Card payments at the pay screen: written before they are asked, and shown as they go on."""

from dataclasses import replace
from datetime import timedelta

from pos.domain.attempt import Answer, AttemptState
from pos.services.permissions import ApprovalNeededError
from tests.fakes.told_terminal import ToldTerminal
from ui.screens.sell.card_state import TerminalMode


def test_a_terminal_that_approves_completes_the_sale_at_one_key(counter):
    terminal = counter.connect(ToldTerminal(card_last4="4771", authorisation="831000"))
    counter.tap_five_sixty()

    counter.presenter.checkout.take_card()

    wish = counter.shop.wishes[-1]
    assert [cents for _reference, cents in terminal.asked] == [560]
    assert (counter.done.total, counter.done.paid_with) == ("\u20ac5.60", "Card")
    assert (wish.tenders[0].card_last4, wish.tenders[0].reference) == ("4771", "831000")


def test_the_attempt_is_written_before_the_terminal_is_asked(counter):
    terminal = counter.connect(ToldTerminal())
    counter.tap_five_sixty()
    counter.runner.is_holding = True

    counter.presenter.checkout.take_card()

    assert (terminal.asked, counter.shop.cards.log) == ([], [])
    counter.runner.let_go()
    assert counter.shop.cards.log == ["sent", "approved"]
    assert [reference for reference, _cents in terminal.asked] == list(counter.shop.cards.attempts)


def test_what_happens_at_the_terminal_is_shown_with_the_time_it_takes(counter):
    counter.connect(ToldTerminal())
    counter.tap_five_sixty()
    paying = counter.presenter.checkout
    counter.runner.is_holding = True
    paying.take_card()
    counter.runner.is_holding = False
    begin, *_ = counter.runner.held
    counter.runner.held = []
    counter.runner.is_holding = True
    begin()
    counter.clock.advance(timedelta(seconds=75))

    paying.tick()

    shown = counter.pay.terminal
    assert (shown.mode, shown.amount, shown.elapsed) == (TerminalMode.ASKING, "\u20ac5.60", "1:15")
    assert counter.pay.tenders[-1].note == "Waiting\u2026"


def test_cancelling_is_the_terminals_own_business(counter):
    terminal = counter.connect(ToldTerminal(AttemptState.CANCELLED))
    counter.tap_five_sixty()
    counter.runner.is_holding = True
    counter.presenter.checkout.take_card()
    counter.runner.is_holding = False
    begin, *_ = counter.runner.held
    counter.runner.held = []
    counter.runner.is_holding = True
    begin()

    counter.presenter.back()

    assert terminal.was_aborted
    assert counter.pay is not None


def test_a_declined_card_leaves_the_sale_open_and_says_so(counter):
    counter.connect(ToldTerminal(AttemptState.DECLINED, message="LIMIT"))
    counter.tap_five_sixty()

    counter.presenter.checkout.take_card()

    assert counter.notices.strips == [
        "Declined by the bank. Try another card or another payment. (LIMIT)"
    ]
    assert (counter.pay.tenders, counter.pay.terminal) == ((), None)
    counter.presenter.checkout.take_cash(None)
    assert counter.done.paid_with == "Cash"


def test_a_terminal_that_cannot_be_reached_charged_nothing(counter):
    counter.connect(ToldTerminal(AttemptState.NOT_STARTED))
    counter.tap_five_sixty()

    counter.presenter.checkout.take_card()

    assert "cannot be reached" in counter.notices.strips[0]
    assert counter.pay.tenders == ()


def test_a_payment_approved_before_the_till_died_is_found_but_not_posted_by_itself(counter):
    terminal = counter.connect(ToldTerminal())
    counter.tap_five_sixty()
    counter.shop.refuses = ApprovalNeededError(action="sale.ring")
    counter.presenter.checkout.take_card()
    cart = counter.shop.saved[-1]
    counter.presenter.checkout.paying = None

    counter.presenter._go_on_with(cart)

    assert counter.pay.tenders[0].amount == "\u20ac5.60"
    assert counter.pay.can_complete
    assert counter.shop.completed == {}
    counter.presenter.checkout.complete()
    assert len(counter.shop.completed) == len(terminal.asked) == 1


def test_taking_a_charged_card_back_gives_the_money_back_first(counter):
    counter.connect(ToldTerminal())
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.tender("card", cents=300)

    counter.presenter.checkout.take_back(0)

    assert counter.shop.cards.log == ["sent", "approved", "reversed"]
    assert counter.pay.tenders == ()


def test_a_charge_that_was_not_given_back_stays_among_the_payments(counter):
    terminal = counter.connect(ToldTerminal())
    terminal.reverses = Answer(state=AttemptState.APPROVED)
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.tender("card", cents=300)

    counter.presenter.checkout.take_back(0)
    shown = counter.pay.terminal.mode
    counter.presenter.back()

    assert shown is TerminalMode.REVERSE
    assert [row.amount for row in counter.pay.tenders] == ["\u20ac3.00"]


def test_a_reversal_without_an_answer_is_said_to_be_one(counter):
    terminal = counter.connect(ToldTerminal())
    terminal.reverses = Answer(state=AttemptState.UNKNOWN)
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.tender("card", cents=300)

    counter.presenter.checkout.take_back(0)

    assert counter.notices.strips[0].startswith("The terminal did not say")
    assert counter.pay.terminal.mode is TerminalMode.REVERSE


def test_the_till_that_closes_gives_the_card_up(counter):
    terminal = counter.connect(ToldTerminal())
    counter.tap_five_sixty()
    counter.runner.is_holding = True
    counter.presenter.checkout.take_card()
    counter.runner.held.pop(0)()

    counter.presenter.checkout.stop_asking()

    assert terminal.was_aborted


def test_the_cashier_reads_a_terminal_that_stands_alone(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()
    shown = counter.pay.terminal

    counter.presenter.checkout.card_approved("4771", "831000")

    assert (shown.mode, shown.amount) == (TerminalMode.READ, "\u20ac5.60")
    assert counter.shop.wishes[-1].tenders[0].card_last4 == "4771"
    assert counter.done.paid_with == "Card"


def test_enter_before_the_attempt_is_written_confirms_it_and_takes_no_cash(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.runner.is_holding = True
    counter.presenter.checkout.take_card()

    may_complete = counter.pay.can_complete and not counter.pay.is_posting
    counter.presenter.checkout.complete()
    counter.runner.let_go()

    assert may_complete
    assert [tender.method_code for tender in counter.shop.wishes[-1].tenders] == ["card"]
    assert counter.done.paid_with == "Card"


def test_what_stands_alone_may_decline(counter):
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()

    counter.presenter.checkout.card_declined()

    assert (counter.pay.tenders, counter.shop.cards.log) == ((), ["sent", "declined"])


def test_a_part_by_card_and_a_part_in_cash_in_any_order(counter):
    counter.connect(ToldTerminal())
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.tender("card", cents=300)
    rest = counter.pay.remaining

    counter.presenter.checkout.take_cash(1_000)

    assert rest == "\u20ac2.60"
    assert (counter.done.change, counter.done.paid_with) == ("\u20ac7.40", "Card, Cash")


def test_a_tip_is_charged_on_top(counter):
    terminal = counter.connect(ToldTerminal())
    counter.presenter.checkout.use_tips((5, 10, 15))
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.choose_tip(10)
    due = counter.pay.due

    counter.presenter.checkout.take_card()

    tender = counter.shop.wishes[-1].tenders[0]
    assert due == "\u20ac6.16"
    assert [cents for _reference, cents in terminal.asked] == [616]
    assert (tender.amount_cents, tender.tip_cents, counter.done.total) == (560, 56, "\u20ac5.60")


def test_cash_with_a_tip_gives_less_change(counter):
    counter.presenter.checkout.use_tips((5, 10, 15))
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.choose_tip(10)
    exact = counter.pay.suggestions[0]

    counter.presenter.checkout.take_cash(1_000)

    assert exact == (616, "Exact\n\u20ac6.16")
    assert counter.done.change == "\u20ac3.84"


def test_a_tip_that_is_chosen_again_is_taken_off(counter):
    counter.presenter.checkout.use_tips((5, 10, 15))
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()

    counter.presenter.checkout.choose_tip(10)
    counter.presenter.checkout.choose_tip(10)

    assert counter.pay.due == "\u20ac5.60"


def test_what_was_charged_after_its_sale_is_said_until_it_was_given_back(counter):
    counter.connect(ToldTerminal())
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()
    (stray,) = counter.shop.cards.attempts.values()
    counter.shop.cards.strays = [replace(stray, is_late=True)]

    counter.presenter.checkout.strays.look()
    said = list(counter.notices.strips)
    counter.notices.remedies[0].act()

    assert said[0].startswith("A card was charged \u20ac5.60 after its sale was over.")
    assert (counter.notices.strips, counter.shop.cards.log[-1]) == ([], "reversed")
