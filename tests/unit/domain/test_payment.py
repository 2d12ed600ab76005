import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money import AmountTooLargeError, Rounding
from pos.domain.payment import (
    CashTooShortError,
    NothingDueError,
    OverpaidError,
    TenderAmountError,
    TenderEntry,
    TenderKind,
    TenderRefusedError,
    TooManyTendersError,
    settle,
    suggest_cash,
)


def cash(tendered_cents: int | None = None, *, amount_cents: int | None = None) -> TenderEntry:
    return TenderEntry(
        method_code="cash",
        kind=TenderKind.CASH,
        tendered_cents=tendered_cents,
        amount_cents=amount_cents,
    )


def card(amount_cents: int | None = None) -> TenderEntry:
    return TenderEntry(method_code="card", kind=TenderKind.CARD, amount_cents=amount_cents)


def test_the_card_pays_to_the_cent_and_only_the_cash_is_rounded() -> None:
    settled = settle(2003, [card(1000), cash(5000)], cash_step_cents=5)

    assert [each.amount_cents for each in settled.payments] == [1000, 1003]
    assert [each.rounding_cents for each in settled.payments] == [0, 2]
    assert (settled.due_cents, settled.change_cents, settled.remaining_cents) == (2005, 3995, 0)


def test_it_does_not_matter_which_tender_was_entered_first() -> None:
    settled = settle(2003, [cash(5000), card(1000)], cash_step_cents=5)

    assert [each.method_code for each in settled.payments] == ["cash", "card"]
    assert [each.amount_cents for each in settled.payments] == [1003, 1000]
    assert settled.change_cents == 3995


def test_nine_ninety_nine_in_cash_is_ten() -> None:
    settled = settle(999, [cash()], cash_step_cents=5)

    assert (settled.payments[0].tendered_cents, settled.rounding_cents) == (1000, 1)


def test_two_cents_in_cash_are_forgiven() -> None:
    settled = settle(2, [cash(0)], cash_step_cents=5)

    assert (settled.due_cents, settled.rounding_cents, settled.remaining_cents) == (0, -2, 0)


def test_a_part_in_cash_is_not_rounded_and_the_card_pays_the_rest() -> None:
    settled = settle(2003, [cash(1000), card()], cash_step_cents=5)

    assert [each.amount_cents for each in settled.payments] == [1000, 1003]
    assert settled.rounding_cents == 0


def test_change_is_given_on_a_stated_part_of_the_total() -> None:
    settled = settle(2000, [cash(5000, amount_cents=1000), card()])

    assert (settled.payments[0].change_cents, settled.payments[1].amount_cents) == (4000, 1000)


def test_too_little_leaves_something_to_pay() -> None:
    settled = settle(2000, [card(500), cash(1000)])

    assert (settled.remaining_cents, settled.change_cents) == (500, 0)


def test_nothing_is_due_without_tenders_but_the_total() -> None:
    settled = settle(2000, [])

    assert (settled.due_cents, settled.remaining_cents) == (2000, 2000)


def test_change_is_given_only_in_cash() -> None:
    with pytest.raises(OverpaidError) as refused:
        settle(2000, [card(2001)])

    assert (refused.value.index, refused.value.due_cents) == (0, 2000)


def test_two_cards_may_not_pay_more_than_the_total_together() -> None:
    with pytest.raises(OverpaidError) as refused:
        settle(2000, [card(1500), card(1000)])

    assert refused.value.index == 1


def test_a_stated_part_in_cash_may_not_be_more_than_is_due() -> None:
    with pytest.raises(OverpaidError):
        settle(2000, [cash(5000, amount_cents=2001)])


def test_nobody_pays_what_is_paid() -> None:
    with pytest.raises(NothingDueError):
        settle(2000, [card(2000), cash(100)])


def test_cash_that_covers_the_amount_but_not_the_coin_is_too_short() -> None:
    with pytest.raises(CashTooShortError) as refused:
        settle(1003, [cash(1004)], cash_step_cents=5)

    assert refused.value.due_cents == 1005


def test_less_cash_than_the_stated_part_is_too_short() -> None:
    with pytest.raises(CashTooShortError):
        settle(2000, [cash(900, amount_cents=1000)])


@pytest.mark.parametrize("entry", [card(0), card(-1), cash(-1), cash(0), cash(100, amount_cents=0)])
def test_a_tender_is_a_positive_amount(entry: TenderEntry) -> None:
    with pytest.raises(TenderAmountError):
        settle(2000, [entry])


def test_a_card_is_not_handed_over_for_more_than_it_pays() -> None:
    entry = TenderEntry(
        method_code="card", kind=TenderKind.CARD, amount_cents=500, tendered_cents=600
    )

    with pytest.raises(TenderAmountError):
        settle(2000, [entry])


def test_thirty_tenders_are_enough() -> None:
    assert settle(3100, [card(100)] * 30).remaining_cents == 100
    with pytest.raises(TooManyTendersError):
        settle(3100, [card(100)] * 31)


def test_a_mistyped_mountain_of_cash_is_refused() -> None:
    with pytest.raises(AmountTooLargeError):
        settle(2000, [cash(10**11)])


def test_the_pay_screen_offers_what_people_hand_over() -> None:
    notes = (500, 1000, 2000, 5000, 10_000)

    assert suggest_cash(1737, denominations=notes, cash_step_cents=5) == (1735, 2000, 5000, 10_000)
    assert suggest_cash(2000, denominations=notes) == (2000, 5000, 10_000)


ENTRIES = st.lists(
    st.builds(
        TenderEntry,
        method_code=st.just("tender"),
        kind=st.sampled_from([TenderKind.CASH, TenderKind.CARD]),
        amount_cents=st.none() | st.integers(min_value=1, max_value=6000),
        tendered_cents=st.none() | st.integers(min_value=0, max_value=9000),
    ),
    max_size=5,
)


@given(
    st.integers(min_value=0, max_value=9000),
    ENTRIES,
    st.sampled_from([1, 5, 10, 100]),
    st.sampled_from(Rounding),
)
def test_what_is_handed_over_less_the_change_is_the_amount_and_the_rounding(
    total: int, entries: list[TenderEntry], step: int, rounding: Rounding
) -> None:
    try:
        settled = settle(total, entries, cash_step_cents=step, rounding=rounding)
    except TenderRefusedError:
        return

    for tender in settled.payments:
        assert tender.amount_cents > 0
        given_away = tender.tendered_cents - tender.change_cents
        assert given_away == tender.amount_cents + tender.rounding_cents
        assert tender.change_cents >= 0
        if tender.kind is not TenderKind.CASH:
            assert (tender.change_cents, tender.rounding_cents) == (0, 0)
        assert abs(tender.rounding_cents) < step
    paid = sum(tender.amount_cents for tender in settled.payments)
    assert paid + settled.remaining_cents == total
    if settled.remaining_cents == 0:
        assert settled.due_cents == settled.tendered_cents - settled.change_cents
