"""What card terminals are asked is written first, found again, and pays for one sale only."""

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from models.operations import AuditLogRow
from models.payments import PaymentRow
from pos.domain.attempt import (
    Answer,
    Attempt,
    AttemptMovedOnError,
    AttemptNotUsableError,
    AttemptState,
)
from pos.domain.cart import Cart
from pos.domain.payment import TenderEntry, TenderKind
from pos.domain.permission import Action
from pos.queries.attempts import list_open_attempts, list_stray_attempts
from pos.queries.waiting_at_close import read_waiting
from pos.services.attempts import (
    BeginAttempt,
    begin_attempt,
    lose_unanswered,
    note_reversal,
    resolve_attempt,
    settle_attempt,
)
from pos.services.carts import save_cart
from pos.services.checkout import complete_sale
from pos.services.permissions import Actor, ApprovalNeededError, approve
from pos.services.shifts import CloseShiftWish, close_shift
from tests.shop import GRACE_PIN, SHIRT, Shop, cash

APPROVED = Answer(state=AttemptState.APPROVED, card_last4="4771", authorisation="831000")
UNKNOWN = Answer(state=AttemptState.UNKNOWN)
DECLINED = Answer(state=AttemptState.DECLINED)


@pytest.fixture
def counter(shop: Shop) -> Shop:
    """The shop, with an open shift."""
    shop.open_shift()
    return shop


def ask(shop: Shop, cart: Cart, cents: int = 1_990, *, tip_cents: int = 0) -> Attempt:
    with shop.store.write() as tx:
        save_cart(tx, cart, staff_id=shop.ada)
        return begin_attempt(
            tx,
            BeginAttempt(
                attempt_id=tx.new_id(),
                cart_id=cart.cart_id,
                sale_id=tx.new_id(),
                method_code="card",
                driver="told",
                amount_cents=cents,
                tip_cents=tip_cents,
                staff_id=shop.ada,
            ),
        )


def settle(shop: Shop, attempt: Attempt, answer: Answer) -> Attempt:
    with shop.store.write() as tx:
        return settle_attempt(tx, attempt.attempt_id, answer)


def tender_of(attempt: Attempt) -> TenderEntry:
    return TenderEntry(
        method_code="card",
        kind=TenderKind.CARD,
        amount_cents=attempt.amount_cents,
        tip_cents=attempt.tip_cents,
        attempt_id=attempt.attempt_id,
    )


def sell(shop: Shop, cart: Cart, *tenders: TenderEntry) -> UUID:
    wish = shop.sale_of(cart, *tenders)
    with shop.store.write() as tx:
        return complete_sale(tx, wish).order_id


def payments(shop: Shop) -> list[sa.Row]:
    with shop.store.read() as tx:
        return tx.connection.execute(sa.select(PaymentRow.__table__)).all()


def audited(shop: Shop) -> list[str]:
    with shop.store.read() as tx:
        log = sa.select(AuditLogRow.action).where(AuditLogRow.action.like("payment.%"))
        return list(tx.connection.execute(log).scalars())


def test_an_approved_card_pays_and_the_tender_says_by_what(counter: Shop) -> None:
    cart = counter.cart_of(SHIRT)
    attempt = settle(counter, ask(counter, cart), APPROVED)

    sell(counter, cart, tender_of(attempt))

    (payment,) = payments(counter)
    assert (payment.provider, payment.provider_payment_id) == ("told", str(attempt.attempt_id))
    assert (payment.card_last4, payment.provider_response) == ("4771", {"reference": "831000"})


def test_one_approval_pays_for_one_sale(counter: Shop) -> None:
    cart = counter.cart_of(SHIRT)
    attempt = settle(counter, ask(counter, cart), APPROVED)
    sell(counter, cart, tender_of(attempt))

    with pytest.raises(AttemptNotUsableError):
        sell(counter, counter.cart_of(SHIRT), tender_of(attempt))

    assert len(payments(counter)) == 1


@pytest.mark.parametrize("answer", [UNKNOWN, DECLINED], ids=["unknown", "declined"])
def test_what_is_not_approved_pays_nothing(counter: Shop, answer: Answer) -> None:
    cart = counter.cart_of(SHIRT)
    attempt = settle(counter, ask(counter, cart), answer)

    with pytest.raises(AttemptNotUsableError):
        sell(counter, cart, tender_of(attempt))


def test_an_approval_pays_what_was_asked_and_nothing_else(counter: Shop) -> None:
    cart = counter.cart_of(SHIRT)
    attempt = settle(counter, ask(counter, cart, 1_000), APPROVED)

    with pytest.raises(AttemptNotUsableError):
        sell(counter, cart, replace(tender_of(attempt), amount_cents=1_990))


def test_a_till_that_died_finds_what_it_had_asked_as_unknown(counter: Shop) -> None:
    cart = counter.cart_of(SHIRT)
    asked = ask(counter, cart)

    with counter.store.write() as tx:
        lose_unanswered(tx)

    with counter.store.read() as tx:
        (found,) = list_open_attempts(tx, cart.cart_id)
    assert (found.attempt_id, found.state) == (asked.attempt_id, AttemptState.UNKNOWN)


def test_an_answer_that_comes_twice_changes_nothing(counter: Shop) -> None:
    attempt = settle(counter, ask(counter, counter.cart_of(SHIRT)), APPROVED)

    again = settle(counter, attempt, Answer(state=AttemptState.APPROVED))

    assert again == attempt


def test_what_was_approved_is_never_declined_afterwards(counter: Shop) -> None:
    attempt = settle(counter, ask(counter, counter.cart_of(SHIRT)), APPROVED)

    with pytest.raises(AttemptMovedOnError):
        settle(counter, attempt, DECLINED)


def test_a_late_approval_is_kept_marked_and_audited(counter: Shop) -> None:
    cart = counter.cart_of(SHIRT)
    attempt = settle(counter, ask(counter, cart), DECLINED)

    late = settle(counter, attempt, APPROVED)

    assert (late.state, late.is_late) == (AttemptState.APPROVED, True)
    assert audited(counter) == ["payment.late"]
    with counter.store.read() as tx:
        assert list_open_attempts(tx, cart.cart_id) == (late,)


def test_what_was_charged_after_the_sale_was_paid_otherwise_stays_visible(counter: Shop) -> None:
    cart = counter.cart_of(SHIRT)
    attempt = settle(counter, ask(counter, cart), DECLINED)
    sell(counter, cart, cash())

    late = settle(counter, attempt, APPROVED)

    with counter.store.read() as tx:
        assert list_stray_attempts(tx) == (late,)
    with counter.store.write() as tx:
        note_reversal(tx, Actor(staff_id=counter.ada), attempt.attempt_id)
        assert list_stray_attempts(tx) == ()


def test_who_may_not_say_what_an_unknown_payment_was_needs_somebody_who_may(
    counter: Shop,
) -> None:
    attempt = settle(counter, ask(counter, counter.cart_of(SHIRT)), UNKNOWN)

    with pytest.raises(ApprovalNeededError), counter.store.write() as tx:
        resolve_attempt(tx, Actor(staff_id=counter.ada), attempt.attempt_id, was_charged=True)

    with counter.store.write() as tx:
        given = approve(
            tx,
            employee_no="1",
            pin=GRACE_PIN,
            action=Action.RESOLVE_PAYMENT,
            for_staff_id=counter.ada,
        )
        actor = Actor(staff_id=counter.ada, approval_id=given.approval_id)
        resolved = resolve_attempt(tx, actor, attempt.attempt_id, was_charged=True)
    assert resolved.state is AttemptState.APPROVED
    assert audited(counter) == ["payment.resolved"]


def test_only_what_is_unknown_is_resolved(counter: Shop) -> None:
    attempt = settle(counter, ask(counter, counter.cart_of(SHIRT)), DECLINED)

    with pytest.raises(AttemptMovedOnError), counter.store.write() as tx:
        resolve_attempt(tx, Actor(staff_id=counter.grace), attempt.attempt_id, was_charged=True)


@pytest.mark.parametrize("answer", [UNKNOWN, APPROVED], ids=["unknown", "approved"])
def test_a_shift_closes_over_card_payments_that_were_said_before_and_stay(
    counter: Shop, answer: Answer
) -> None:
    cart = counter.cart_of(SHIRT)
    settle(counter, ask(counter, cart), answer)
    wish = CloseShiftWish(
        actor=Actor(staff_id=counter.ada), counted_cash_cents=10_000, count_detail={}
    )
    with counter.store.read() as tx:
        said = read_waiting(tx)

    with counter.store.write() as tx:
        report = close_shift(tx, wish).report

    with counter.store.read() as tx:
        left = list_open_attempts(tx, cart.cart_id)
    assert (said.cards, said.cards_cents) == (1, 1_990)
    assert report.number == 1
    assert [attempt.state for attempt in left] == [answer.state]


def test_a_tip_is_a_figure_of_its_own(counter: Shop) -> None:
    cart = counter.cart_of(SHIRT)
    attempt = settle(counter, ask(counter, cart, tip_cents=200), APPROVED)
    sell(counter, cart, tender_of(attempt))
    wish = CloseShiftWish(
        actor=Actor(staff_id=counter.ada), counted_cash_cents=10_000, count_detail={}
    )

    with counter.store.write() as tx:
        report = close_shift(tx, wish).report

    (payment,) = payments(counter)
    assert (payment.amount_cents, payment.tip_cents, payment.tendered_cents) == (1_990, 200, 2_190)
    assert (report.total_cents, report.tips_cents) == (1_990, 200)
    assert [(each.name, each.amount_cents) for each in report.tenders] == [("Card", 2_190)]
    assert sum(tax.base_cents + tax.tax_cents for tax in report.taxes) == 1_990


def test_a_tip_in_cash_lies_in_the_drawer(counter: Shop) -> None:
    tender = replace(cash(3_000), tip_cents=210)

    sell(counter, counter.cart_of(SHIRT), tender)

    wish = CloseShiftWish(
        actor=Actor(staff_id=counter.ada), counted_cash_cents=12_200, count_detail={}
    )
    with counter.store.write() as tx:
        report = close_shift(tx, wish).report
    assert payments(counter)[0].change_cents == 800
    assert (report.cash.expected_cents, report.cash.difference_cents) == (12_200, 0)
