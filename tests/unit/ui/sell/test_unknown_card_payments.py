"""A card payment of which nobody knows whether it was charged is cleared up, never guessed."""

from pos.domain.attempt import Answer, AttemptState
from pos.services.permissions import ApprovalNeededError
from pos.sqlite import DiskFullError
from pos.terminals import Terminal
from tests.fakes.told_terminal import ToldTerminal
from ui.screens.sell.card_state import TerminalMode


def take_unknown_card(counter) -> None:
    counter.connect(ToldTerminal(AttemptState.UNKNOWN))
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()


def test_an_unknown_outcome_blocks_the_sale_until_it_is_cleared_up(counter):
    take_unknown_card(counter)

    counter.presenter.checkout.complete()
    counter.presenter.checkout.take_cash(None)
    counter.presenter.checkout.take_card()

    assert counter.pay.terminal.mode is TerminalMode.UNKNOWN
    assert (counter.pay.can_complete, counter.shop.completed) == (False, {})
    assert len(counter.shop.cards.attempts) == 1


def test_the_terminal_may_know_later_that_it_charged(counter):
    terminal = counter.connect(ToldTerminal(AttemptState.UNKNOWN))
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()
    terminal.remembers = Answer(state=AttemptState.APPROVED)

    counter.presenter.checkout.ask_terminal()

    assert len(terminal.asked) == 1
    assert counter.done.paid_with == "Card"


def test_a_terminal_that_knows_is_asked_once_by_itself(counter):
    terminal = counter.connect(ToldTerminal(AttemptState.UNKNOWN))
    terminal.remembers = Answer(state=AttemptState.APPROVED)
    counter.tap_five_sixty()

    counter.presenter.checkout.take_card()

    assert counter.shop.cards.log == ["sent", "unknown", "approved"]
    assert counter.notices.toasts[-1] == "The terminal says that \u20ac5.60 was charged."
    assert counter.done.paid_with == "Card"


def test_a_card_that_was_not_charged_may_be_charged_again(counter):
    terminal = counter.connect(ToldTerminal(AttemptState.UNKNOWN))
    terminal.remembers = Answer(state=AttemptState.NOT_CHARGED)
    counter.tap_five_sixty()

    counter.presenter.checkout.take_card()

    assert counter.notices.strips == [
        "The card was not charged. Charge it again, or take another payment."
    ]
    assert (counter.pay.tenders, counter.pay.terminal) == ((), None)


def test_while_the_terminal_is_asked_again_nobody_can_say_what_it_was(counter):
    counter.connect(ToldTerminal(AttemptState.UNKNOWN))
    counter.tap_five_sixty()
    checking = counter.presenter.checkout
    counter.runner.is_holding = True
    checking.take_card()
    for _ in ("begun", "asked", "unanswered"):
        counter.runner.held.pop(0)()
    counter.permits.is_approved = True

    checking.resolve_card(was_charged=True)
    checking.ask_terminal()

    shown = counter.pay.terminal
    assert (shown.mode, shown.elapsed) == (TerminalMode.CHECKING, "0:00")
    assert counter.shop.cards.log == ["sent", "unknown"]
    assert len(counter.runner.held) == 1


def test_a_terminal_is_not_asked_for_what_another_one_did(counter):
    terminal = counter.connect(ToldTerminal(AttemptState.UNKNOWN))
    counter.tap_five_sixty()
    counter.presenter.checkout.take_card()
    cart = counter.shop.saved[-1]
    counter.presenter.checkout.paying = None
    terminal.remembers = Answer(state=AttemptState.APPROVED)
    counter.presenter.checkout.use_terminal(Terminal(driver="other", connection=terminal))

    counter.presenter._go_on_with(cart)

    shown = counter.pay.terminal
    assert (shown.mode, shown.can_ask) == (TerminalMode.UNKNOWN, False)


def test_the_terminal_may_still_not_know(counter):
    take_unknown_card(counter)

    counter.presenter.checkout.ask_terminal()

    assert counter.pay.terminal.mode is TerminalMode.UNKNOWN


def test_an_approval_of_another_amount_is_not_believed(counter):
    counter.connect(ToldTerminal(amount_cents=2_040))
    counter.tap_five_sixty()

    counter.presenter.checkout.take_card()

    assert counter.pay.terminal.mode is TerminalMode.UNKNOWN


def test_a_manager_says_what_an_unknown_payment_was(counter):
    take_unknown_card(counter)
    counter.permits.is_approved = True

    counter.presenter.checkout.resolve_card(was_charged=True)

    assert counter.permits.sizes == [560]
    assert counter.done.paid_with == "Card"


def test_a_cashier_alone_does_not_say_what_it_was(counter):
    take_unknown_card(counter)

    counter.presenter.checkout.resolve_card(was_charged=False)

    assert isinstance(counter.notices.refusals[-1], ApprovalNeededError)
    assert counter.pay.terminal.mode is TerminalMode.UNKNOWN


def test_a_sale_with_an_unknown_payment_is_held_and_goes_on_when_it_is_recalled(counter):
    take_unknown_card(counter)
    (sale_id,) = {each.sale_id for each in counter.shop.cards.attempts.values()}
    counter.presenter.checkout.give_up_waiting()
    between = (counter.pay, counter.cart.rows)

    counter.presenter.recall()
    counter.view.answer["then"](next(iter(counter.shop.parked_carts)))
    counter.permits.is_approved = True
    counter.presenter.checkout.resolve_card(was_charged=True)

    assert between == (None, ())
    assert (counter.done.total, counter.done.order_id) == ("\u20ac5.60", sale_id)


def lose_the_next_answer(counter) -> None:
    """Fill the disk just before what the terminal answers is written down."""
    counter.runner.held.pop(0)()
    counter.shop.cards.refuses_to_keep = DiskFullError()
    counter.runner.let_go()


def test_an_answer_that_the_full_disk_lost_is_asked_for_again(counter):
    terminal = counter.connect(ToldTerminal(AttemptState.APPROVED))
    counter.tap_five_sixty()
    counter.runner.is_holding = True
    counter.presenter.checkout.take_card()
    lose_the_next_answer(counter)
    lost = counter.pay.terminal
    terminal.remembers = Answer(state=AttemptState.APPROVED)

    counter.presenter.checkout.ask_terminal()

    assert (lost.mode, lost.is_busy) == (TerminalMode.UNKNOWN, False)
    assert counter.shop.cards.log == ["sent", "approved"]
    assert counter.done.paid_with == "Card"


def test_money_that_was_given_back_is_noted_again_when_the_disk_was_full(counter):
    counter.connect(ToldTerminal(AttemptState.APPROVED))
    counter.tap_five_sixty()
    counter.presenter.checkout.pay()
    counter.presenter.checkout.tender("card", cents=200)
    counter.shop.cards.refuses_to_keep = DiskFullError()
    counter.presenter.checkout.take_back(0)
    lost = counter.pay.terminal

    counter.presenter.checkout.card_given_back()

    assert lost.mode is TerminalMode.REVERSE
    assert (counter.pay.tenders, counter.pay.terminal) == ((), None)
