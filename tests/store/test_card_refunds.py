"""What a terminal can give back by itself when goods come back: a payment, in whole, once."""

from uuid import UUID

import pytest

from pos.domain.attempt import Answer, Attempt, AttemptMovedOnError, AttemptState
from pos.queries.attempts import (
    find_receipt_before,
    find_spent_attempt,
    list_doubtful_refunds,
)
from pos.queries.card_refunds import CardRefund, list_card_refunds
from pos.services.attempts import note_refund
from pos.services.card_refunds import leave_refund
from pos.services.checkout import complete_sale
from tests.card_sales import RECEIPT, bring_back, sell_by_card
from tests.shop import SHIRT, Shop, card, cash


@pytest.fixture
def counter(shop: Shop) -> Shop:
    """The shop, with an open shift."""
    shop.open_shift()
    return shop


def refunds_of(shop: Shop, number: str, *, quantity: int) -> tuple[CardRefund, ...]:
    return_id = bring_back(shop, number, quantity=quantity)
    with shop.store.read() as tx:
        return list_card_refunds(tx, return_id)


def note(shop: Shop, attempt: Attempt) -> None:
    with shop.store.write() as tx:
        note_refund(tx, attempt, staff_id=shop.ada)


def test_a_payment_that_goes_back_in_whole_is_undone_by_its_receipt(counter: Shop) -> None:
    number = sell_by_card(counter)

    (refund,) = refunds_of(counter, number, quantity=2)

    assert (refund.amount_cents, refund.card_brand, refund.card_last4) == (
        3_980,
        "Mastercard",
        "4771",
    )
    assert refund.attempt is not None
    assert refund.attempt.receipt == RECEIPT


def doubtful(shop: Shop) -> list[tuple[int, AttemptState]]:
    with shop.store.read() as tx:
        return [(each.charge_cents, each.state) for each in list_doubtful_refunds(tx)]


def test_what_the_terminal_is_to_give_back_is_written_down_with_the_return(counter: Shop) -> None:
    number = sell_by_card(counter)
    before = doubtful(counter)

    (refund,) = refunds_of(counter, number, quantity=2)

    assert (before, doubtful(counter)) == ([], [(3_980, AttemptState.APPROVED)])
    assert refund.attempt is not None
    note(counter, refund.attempt)
    assert doubtful(counter) == []


def test_what_the_terminal_did_not_give_back_is_no_doubt(counter: Shop) -> None:
    (refund,) = refunds_of(counter, sell_by_card(counter), quantity=2)
    assert refund.attempt is not None

    with counter.store.write() as tx:
        leave_refund(tx, refund.attempt)

    assert doubtful(counter) == []
    assert refunds_of(counter, sell_by_card(counter), quantity=1)[0].attempt is None
    assert doubtful(counter) == []


@pytest.mark.parametrize("quantities", [(1,), (1, 1)], ids=["once", "one after the other"])
def test_a_part_of_a_payment_is_not_undone(counter: Shop, quantities: tuple[int, ...]) -> None:
    number = sell_by_card(counter)

    refunds = [refunds_of(counter, number, quantity=each)[0] for each in quantities]

    assert [(each.amount_cents, each.attempt) for each in refunds] == [(1_990, None)] * len(refunds)


def test_a_tip_stays_with_the_staff(counter: Shop) -> None:
    number = sell_by_card(counter, tip_cents=200)

    (refund,) = refunds_of(counter, number, quantity=2)

    assert (refund.amount_cents, refund.attempt) == (3_980, None)


def test_a_payment_whose_receipt_nobody_knows_is_not_undone(counter: Shop) -> None:
    number = sell_by_card(counter, answer=Answer(state=AttemptState.APPROVED))

    (refund,) = refunds_of(counter, number, quantity=2)

    assert (refund.attempt, refund.card_last4) == (None, None)


def test_what_a_cashier_read_on_a_terminal_is_given_back_there(counter: Shop) -> None:
    wish = counter.sale_of(counter.cart_of(SHIRT), card())
    with counter.store.write() as tx:
        number = complete_sale(tx, wish).number

    (refund,) = refunds_of(counter, number, quantity=1)

    assert refund.attempt is None


def test_cash_is_no_card(counter: Shop) -> None:
    number = sell_by_card(counter, cash(1_990), cents=1_990)

    first = refunds_of(counter, number, quantity=1)

    assert first == ()


def test_money_goes_back_to_a_card_once(counter: Shop) -> None:
    number = sell_by_card(counter)
    (refund,) = refunds_of(counter, number, quantity=2)
    assert refund.attempt is not None
    note(counter, refund.attempt)

    with pytest.raises(AttemptMovedOnError):
        note(counter, refund.attempt)

    with counter.store.read() as tx:
        found = find_spent_attempt(tx, str(refund.attempt.attempt_id))
        assert found is not None
        assert found.state is AttemptState.REVERSED
        assert find_receipt_before(tx, "zvt") is None


@pytest.mark.parametrize("reference", ["", "831000", str(UUID(int=7))])
def test_a_reference_of_somebody_else_is_no_attempt(counter: Shop, reference: str) -> None:
    with counter.store.read() as tx:
        assert find_spent_attempt(tx, reference) is None
