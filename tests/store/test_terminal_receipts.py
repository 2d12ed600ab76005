"""What the till remembers of a card terminal, so that no receipt is taken for another's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pos.domain.attempt import Answer, Attempt, AttemptState, TerminalReceipt
from pos.queries.attempts import find_receipt_before, list_open_attempts
from pos.services.attempts import (
    BeginAttempt,
    begin_attempt,
    lose_unanswered,
    note_reversal,
    resolve_attempt,
    settle_attempt,
)
from pos.services.carts import save_cart
from pos.services.permissions import Actor
from tests.fakes.set_clock import SetClock
from tests.shop import SHIRT, Shop

FIRST = TerminalReceipt(terminal_id="60012345", number=471)
SECOND = replace(FIRST, number=472)
PAID = Answer(state=AttemptState.APPROVED, receipt=FIRST)
UNKNOWN = Answer(state=AttemptState.UNKNOWN)


def ask(shop: Shop, *, driver: str = "zvt") -> Attempt:
    cart = shop.cart_of(SHIRT)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
        return begin_attempt(
            tx,
            BeginAttempt(
                attempt_id=tx.new_id(),
                cart_id=cart.cart_id,
                sale_id=tx.new_id(),
                method_code="card",
                driver=driver,
                amount_cents=1_990,
                staff_id=shop.ada,
            ),
        )


def settle(shop: Shop, attempt: Attempt, answer: Answer) -> Attempt:
    with shop.store.write() as tx:
        return settle_attempt(tx, attempt.attempt_id, answer)


def look_again(shop: Shop, attempt: Attempt) -> Attempt:
    with shop.store.read() as tx:
        (found,) = list_open_attempts(tx, attempt.cart_id)
    return found


def test_the_receipt_of_the_last_payment_is_remembered_before_the_next(shop: Shop) -> None:
    first = ask(shop)
    settle(shop, first, PAID)

    assert (first.before, ask(shop).before) == (None, FIRST)


def test_when_it_was_asked_is_told_by_the_clock_of_the_store(shop: Shop) -> None:
    asked = ask(shop)

    with shop.store.read() as tx:
        zone = tx.register.timezone
    assert asked.asked_at is not None
    assert asked.asked_at.tzinfo is zone


@pytest.mark.parametrize(
    "answer",
    [
        Answer(state=AttemptState.DECLINED),
        Answer(state=AttemptState.CANCELLED),
        Answer(state=AttemptState.NOT_STARTED),
    ],
    ids=lambda answer: answer.state,
)
def test_what_the_terminal_refused_changes_nothing(shop: Shop, answer: Answer) -> None:
    settle(shop, ask(shop), PAID)
    settle(shop, ask(shop), answer)

    assert ask(shop).before == FIRST


def test_after_an_unanswered_payment_nobody_knows_the_terminals_number(shop: Shop) -> None:
    settle(shop, ask(shop), PAID)
    settle(shop, ask(shop), UNKNOWN)

    assert ask(shop).before is None


def test_after_a_till_that_died_nobody_knows_the_terminals_number(shop: Shop) -> None:
    settle(shop, ask(shop), PAID)
    ask(shop)
    with shop.store.write() as tx:
        lose_unanswered(tx)

    assert ask(shop).before is None


@pytest.mark.parametrize("was_charged", [True, False])
def test_what_a_person_said_of_the_terminal_is_no_number(shop: Shop, was_charged: bool) -> None:
    settle(shop, ask(shop), PAID)
    doubtful = settle(shop, ask(shop), UNKNOWN)
    with shop.store.write() as tx:
        actor = Actor(staff_id=shop.grace)
        resolve_attempt(tx, actor, doubtful.attempt_id, was_charged=was_charged)

    assert ask(shop).before is None


def test_money_that_was_given_back_moved_the_terminals_number(shop: Shop, clock: SetClock) -> None:
    earlier = settle(shop, ask(shop), PAID)
    settle(shop, ask(shop), replace(PAID, receipt=SECOND))
    clock.advance(timedelta(minutes=1))
    with shop.store.write() as tx:
        note_reversal(tx, Actor(staff_id=shop.ada), earlier.attempt_id)

    assert ask(shop).before is None


def test_the_next_answered_payment_makes_the_number_known_again(shop: Shop) -> None:
    settle(shop, ask(shop), UNKNOWN)
    settle(shop, ask(shop), PAID)

    assert ask(shop).before == FIRST


def test_each_make_of_terminal_counts_for_itself(shop: Shop) -> None:
    settle(shop, ask(shop), PAID)

    with shop.store.read() as tx:
        assert find_receipt_before(tx, "other") is None
    assert ask(shop, driver="other").before is None


def test_a_terminal_is_asked_for_its_last_payment_only(shop: Shop) -> None:
    settle(shop, ask(shop), PAID)
    doubtful = settle(shop, ask(shop), UNKNOWN)
    before = doubtful.before
    settle(shop, ask(shop), Answer(state=AttemptState.DECLINED))

    assert (before, look_again(shop, doubtful).before) == (FIRST, None)


def test_one_receipt_answers_for_one_payment(shop: Shop) -> None:
    settle(shop, ask(shop), PAID)
    doubtful = settle(shop, ask(shop), UNKNOWN)

    found = settle(shop, doubtful, PAID)

    assert found.state is AttemptState.UNKNOWN


def test_what_the_terminal_found_later_is_kept_with_its_receipt(shop: Shop) -> None:
    settle(shop, ask(shop), PAID)
    doubtful = settle(shop, ask(shop), UNKNOWN)

    found = settle(shop, doubtful, replace(PAID, receipt=SECOND, customer_text=("Thank you",)))

    assert (found.state, found.receipt) == (AttemptState.APPROVED, SECOND)
    assert found.customer_text == ("Thank you",)


def test_a_number_that_comes_again_on_another_day_is_a_new_receipt(
    shop: Shop, clock: SetClock
) -> None:
    settle(shop, ask(shop), PAID)
    clock.advance(timedelta(days=2))
    doubtful = settle(shop, ask(shop), UNKNOWN)

    assert settle(shop, doubtful, PAID).state is AttemptState.APPROVED
