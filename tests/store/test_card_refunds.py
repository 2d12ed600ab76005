"""What a terminal can give back by itself when goods come back: a payment, in whole, once."""

from dataclasses import replace
from uuid import UUID

import pytest

from pos.domain.attempt import Answer, Attempt, AttemptMovedOnError, AttemptState, TerminalReceipt
from pos.domain.payment import TenderEntry
from pos.queries.attempts import find_receipt_before, find_spent_attempt
from pos.queries.card_refunds import CardRefund, list_card_refunds
from pos.queries.returns import find_returnable
from pos.services.attempts import BeginAttempt, begin_attempt, note_refund, settle_attempt
from pos.services.carts import save_cart
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor
from pos.services.return_rows import ReturnedGoods
from pos.services.returns import AcceptReturn, accept_return
from tests.shop import SHIRT, Shop, card, cash

RECEIPT = TerminalReceipt(terminal_id="60012345", number=471)
PAID = Answer(
    state=AttemptState.APPROVED, receipt=RECEIPT, card_last4="4771", card_brand="Mastercard"
)


@pytest.fixture
def counter(shop: Shop) -> Shop:
    """The shop, with an open shift."""
    shop.open_shift()
    return shop


def sell_by_card(
    shop: Shop, *rest: TenderEntry, answer: Answer = PAID, cents: int = 3_980, tip_cents: int = 0
) -> str:
    """Sell two shirts and return the number of the sale."""
    cart = shop.cart_of(SHIRT, SHIRT)
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
        asked = begin_attempt(
            tx,
            BeginAttempt(
                attempt_id=tx.new_id(),
                cart_id=cart.cart_id,
                sale_id=tx.new_id(),
                method_code="card",
                driver="zvt",
                amount_cents=cents,
                tip_cents=tip_cents,
                staff_id=shop.ada,
            ),
        )
        settle_attempt(tx, asked.attempt_id, answer)
    tender = replace(card(cents), tip_cents=tip_cents, attempt_id=asked.attempt_id)
    wish = shop.sale_of(cart, tender, *rest)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).number


def bring_back(shop: Shop, number: str, *, quantity: int) -> tuple[CardRefund, ...]:
    with shop.store.write() as tx:
        order = find_returnable(tx, number)
        line = order.lines[0].sold.line_id
        done = accept_return(
            tx,
            AcceptReturn(
                return_id=tx.new_id(),
                number=number,
                goods=(ReturnedGoods(order_line_id=line, quantity=quantity),),
                actor=Actor(staff_id=shop.ada),
            ),
        )
        return list_card_refunds(tx, done.return_id)


def note(shop: Shop, attempt: Attempt) -> None:
    with shop.store.write() as tx:
        note_refund(tx, Actor(staff_id=shop.ada), attempt)


def test_a_payment_that_goes_back_in_whole_is_undone_by_its_receipt(counter: Shop) -> None:
    number = sell_by_card(counter)

    (refund,) = bring_back(counter, number, quantity=2)

    assert (refund.amount_cents, refund.card_brand, refund.card_last4) == (
        3_980,
        "Mastercard",
        "4771",
    )
    assert refund.attempt is not None
    assert refund.attempt.receipt == RECEIPT


@pytest.mark.parametrize("quantities", [(1,), (1, 1)], ids=["once", "one after the other"])
def test_a_part_of_a_payment_is_not_undone(counter: Shop, quantities: tuple[int, ...]) -> None:
    number = sell_by_card(counter)

    refunds = [bring_back(counter, number, quantity=each)[0] for each in quantities]

    assert [(each.amount_cents, each.attempt) for each in refunds] == [(1_990, None)] * len(refunds)


def test_a_tip_stays_with_the_staff(counter: Shop) -> None:
    number = sell_by_card(counter, tip_cents=200)

    (refund,) = bring_back(counter, number, quantity=2)

    assert (refund.amount_cents, refund.attempt) == (3_980, None)


def test_a_payment_whose_receipt_nobody_knows_is_not_undone(counter: Shop) -> None:
    number = sell_by_card(counter, answer=Answer(state=AttemptState.APPROVED))

    (refund,) = bring_back(counter, number, quantity=2)

    assert (refund.attempt, refund.card_last4) == (None, None)


def test_what_a_cashier_read_on_a_terminal_is_given_back_there(counter: Shop) -> None:
    wish = counter.sale_of(counter.cart_of(SHIRT), card())
    with counter.store.write() as tx:
        number = complete_sale(tx, wish).number

    (refund,) = bring_back(counter, number, quantity=1)

    assert refund.attempt is None


def test_cash_is_no_card(counter: Shop) -> None:
    number = sell_by_card(counter, cash(1_990), cents=1_990)

    first = bring_back(counter, number, quantity=1)

    assert first == ()


def test_money_goes_back_to_a_card_once(counter: Shop) -> None:
    number = sell_by_card(counter)
    (refund,) = bring_back(counter, number, quantity=2)
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
