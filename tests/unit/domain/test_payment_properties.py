"""However a total is split, with whatever tips and coins: the parts add up."""

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.payment import TenderEntry, TenderKind, TenderRefusedError, settle
from pos.domain.returns import PaidTender, plan_refund

TOTALS = st.integers(1, 500_000)
STEPS = st.sampled_from((1, 5, 10, 100))
KINDS = st.sampled_from(
    (TenderKind.CASH, TenderKind.CARD, TenderKind.GIFT_CARD, TenderKind.WALLET, TenderKind.OTHER)
)


@st.composite
def tenders(draw) -> list[TenderEntry]:
    """Draw what customers and cashiers may come up with."""
    entries = []
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(KINDS)
        cents = draw(st.none() | st.integers(1, 200_000))
        given_cents = {"tendered_cents" if kind is TenderKind.CASH else "amount_cents": cents}
        tip = draw(st.sampled_from((0, 0, 0, 150)))
        entries.append(TenderEntry(method_code=str(kind), kind=kind, tip_cents=tip, **given_cents))
    return entries


@given(total=TOTALS, entries=tenders(), step=STEPS)
def test_a_split_that_is_taken_always_adds_up(total, entries, step) -> None:
    try:
        settled = settle(total, entries, cash_step_cents=step)
    except TenderRefusedError:
        return

    paid = sum(payment.amount_cents for payment in settled.payments)
    assert paid + settled.remaining_cents == total
    for payment in settled.payments:
        kept = payment.tendered_cents - payment.change_cents
        assert kept == payment.amount_cents + payment.tip_cents + payment.rounding_cents
        assert payment.amount_cents > 0
        if payment.kind is not TenderKind.CASH:
            assert (payment.change_cents, payment.rounding_cents) == (0, 0)
    assert settled.due_cents - settled.tip_cents - settled.rounding_cents == total


@given(total=TOTALS, entries=tenders(), step=STEPS)
def test_the_order_of_entry_does_not_change_what_cards_pay(total, entries, step) -> None:
    stated = [each for each in entries if each.amount_cents or each.tendered_cents]
    try:
        one_way = settle(total, stated, cash_step_cents=step)
        other_way = settle(total, stated[::-1], cash_step_cents=step)
    except TenderRefusedError:
        return

    def by_card(settlement) -> int:
        return sum(
            each.amount_cents for each in settlement.payments if each.kind is TenderKind.CARD
        )

    assert by_card(one_way) == by_card(other_way)
    assert one_way.remaining_cents == other_way.remaining_cents


@given(
    paid=st.lists(st.integers(1, 50_000), min_size=1, max_size=5),
    shares=st.lists(st.integers(1, 40), min_size=1, max_size=6),
    step=STEPS,
)
def test_refunds_in_parts_give_every_tender_back_what_it_paid(paid, shares, step) -> None:
    kinds = [TenderKind.GIFT_CARD, TenderKind.CARD, TenderKind.CASH, TenderKind.WALLET]
    tenders_left = [
        PaidTender(
            payment_id=place,
            method_code=str(kinds[place % 4]),
            kind=kinds[place % 4],
            amount_cents=cents,
        )
        for place, cents in enumerate(paid)
    ]
    total, weight = sum(paid), sum(shares)
    back = dict.fromkeys(range(len(paid)), 0)
    refunded = 0
    for done in range(1, len(shares) + 1):
        goal = total * sum(shares[:done]) // weight
        plan = plan_refund(goal - refunded, tenders_left, cash_step_cents=step)
        refunded = goal
        for part in plan.parts:
            back[part.payment_id] += part.amount_cents
        tenders_left = [
            PaidTender(
                payment_id=each.payment_id,
                method_code=each.method_code,
                kind=each.kind,
                amount_cents=each.amount_cents,
                refunded_cents=back[each.payment_id],
            )
            for each in tenders_left
        ]
        assert plan.unplaced_cents == 0
        assert all(back[place] <= cents for place, cents in enumerate(paid))

    assert list(back.values()) == paid
