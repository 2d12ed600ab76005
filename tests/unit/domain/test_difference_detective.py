"""One mistake in a shift is found in its documents, whatever the mistake was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from pos.domain.denominations import cash_kinds
from pos.domain.difference_detective import CAUSES_MAX, all_causes, find_causes
from pos.domain.drawer_evidence import (
    CashPile,
    Cause,
    CauseKind,
    Evidence,
    HeldSale,
    Movement,
    PaidRefund,
    Payment,
    SubjectKind,
)

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
EURO = cash_kinds("EUR").all


def cash(number: str, cents: int, *, given: int | None = None) -> Payment:
    tendered = cents if given is None else given
    return Payment(
        number=number,
        at=MORNING + timedelta(minutes=int(number)),
        is_cash=True,
        stayed_cents=cents,
        tendered_cents=tendered,
        change_cents=tendered - cents,
    )


def card(number: str, cents: int) -> Payment:
    return replace(cash(number, cents), is_cash=False)


def moved(kind: str, cents: int, reason: str = "Window cleaner", *, shift: int = 7) -> Movement:
    return Movement(kind=kind, amount_cents=cents, reason=reason, at=MORNING, shift_number=shift)


def shift(**known) -> Evidence:
    pile = CashPile(total_cents=10_000, pieces=((5_000, 1), (1_000, 5)))
    return Evidence(**{"opening": pile, "counted": pile, "worths_cents": EURO, **known})


def only(difference_cents: int, evidence: Evidence) -> Cause:
    (cause,) = find_causes(difference_cents, evidence)
    return cause


def test_a_drawer_that_is_right_has_no_cause() -> None:
    assert find_causes(0, shift(payments=(cash("1", 1_800),))) == ()


def test_a_card_sale_rung_as_cash_is_missing_in_the_drawer() -> None:
    cause = only(-1_890, shift(payments=(cash("1", 1_890), card("2", 1_890), cash("3", 700))))

    assert (cause.kind, cause.name) == (CauseKind.CARD_RUNG_AS_CASH, "1")
    assert not cause.is_confirmed


def test_the_count_of_the_terminal_confirms_that_a_card_was_rung_as_cash() -> None:
    known = shift(
        payments=(cash("1", 1_890),),
        earlier=(moved("pay_out", -1_890),),
        others_over_cents=1_890,
    )

    best = find_causes(-1_890, known)[0]

    assert (best.kind, best.is_confirmed) == (CauseKind.CARD_RUNG_AS_CASH, True)


def test_cash_rung_as_card_is_over_by_the_coins_that_were_taken() -> None:
    known = shift(payments=(card("1", 999),), cash_step_cents=5)

    assert only(1_000, known).kind is CauseKind.CASH_RUNG_AS_CARD


def test_swapped_digits_of_a_pay_out_are_found() -> None:
    cause = only(2_700, shift(movements=(moved("pay_out", -5_200),)))

    assert (cause.kind, cause.subject) == (CauseKind.DIGITS_SWAPPED, SubjectKind.MOVEMENT)
    assert (cause.entered, cause.actual, cause.name) == (-5_200, -2_500, "Window cleaner")


def test_a_note_of_twenty_typed_as_two_hundred_costs_the_change() -> None:
    best = find_causes(-18_000, shift(payments=(cash("1", 1_990, given=20_000),)))[0]

    assert (best.kind, best.entered, best.actual) == (CauseKind.TENFOLD, 20_000, 2_000)


def test_a_pay_out_of_last_week_that_is_missing_today_is_named_with_its_shift() -> None:
    cause = only(-1_800, shift(earlier=(moved("pay_out", -1_800, shift=4),)))

    assert (cause.kind, cause.shift_number) == (CauseKind.MOVEMENT_MISSED, 4)


def test_a_pay_out_that_was_booked_today_was_not_missed() -> None:
    known = shift(
        movements=(moved("pay_out", -1_800),), earlier=(moved("pay_out", -1_800, shift=4),)
    )

    assert find_causes(-1_800, known) == ()


def test_a_pay_out_booked_twice_leaves_too_much() -> None:
    twice = (moved("pay_out", -1_800), moved("pay_out", -1_800))

    assert only(1_800, shift(movements=twice)).kind is CauseKind.MOVEMENT_DOUBLED


def test_a_pay_in_booked_as_a_pay_out_counts_double() -> None:
    known = shift(movements=(moved("pay_out", -1_800),))

    assert only(3_600, known).kind is CauseKind.MOVEMENT_REVERSED


def test_twenty_given_as_two_is_found_at_the_sale_whose_change_had_a_two() -> None:
    known = shift(payments=(cash("1", 800, given=1_000), cash("2", 700, given=700)))

    cause = only(-1_800, known)

    assert (cause.kind, cause.name) == (CauseKind.WRONG_NOTE_GIVEN, "1")
    assert (cause.entered, cause.actual) == (200, 2_000)


def test_a_ten_taken_for_a_twenty_is_found() -> None:
    found = find_causes(-1_000, shift(payments=(cash("1", 995, given=2_000),)))

    assert CauseKind.WRONG_NOTE_TAKEN in {each.kind for each in found}


def test_a_sale_put_aside_after_it_was_paid_is_over() -> None:
    held = HeldSale(label="Blue pram", at=MORNING, total_cents=24_900)

    cause = only(24_900, shift(held=(held,)))

    assert (cause.kind, cause.name) == (CauseKind.PARKED_AFTER_PAYMENT, "Blue pram")


def test_a_refund_that_stayed_in_the_drawer_is_over() -> None:
    refund = PaidRefund(number="9", at=MORNING, is_cash=True, amount_cents=1_150)

    assert only(1_150, shift(refunds=(refund,))).kind is CauseKind.REFUND_NOT_PAID_OUT


def test_a_card_refund_paid_out_in_cash_too_is_short() -> None:
    refund = PaidRefund(number="9", at=MORNING, is_cash=False, amount_cents=1_150)

    assert only(-1_150, shift(refunds=(refund,))).kind is CauseKind.REFUND_PAID_TWICE


def test_twelve_fives_counted_as_twenty_one_are_over() -> None:
    counted = CashPile(total_cents=10_500, pieces=((500, 21),))

    cause = only(4_500, shift(counted=counted))

    assert (cause.kind, cause.worth_cents) == (CauseKind.PIECES_MISCOUNTED, 500)
    assert (cause.entered, cause.actual) == (21, 12)


def test_coins_of_the_float_that_nobody_counted_are_named() -> None:
    known = shift(
        opening=CashPile(total_cents=1_000, pieces=((200, 5),)),
        counted=CashPile(total_cents=500, pieces=((500, 1),)),
    )

    cause = only(-1_000, known)

    assert (cause.kind, cause.worth_cents) == (CauseKind.KIND_NOT_COUNTED, 200)


def test_a_busy_day_is_told_in_few_words() -> None:
    many = tuple(cash(str(number), 1_800) for number in range(40))

    found = find_causes(-1_800, shift(payments=many))

    assert len(found) <= CAUSES_MAX
    assert [each.name for each in found] == ["39", "38"]


cents = st.integers(5, 40_000)
numbers = st.integers(0, 500).map(str)
cash_sales = st.builds(
    lambda number, amount, more: cash(number, amount, given=amount + more),
    numbers,
    cents,
    st.sampled_from((0, 1, 110, 2_000, 4_321)),
)
card_sales = st.builds(card, numbers, cents)
pay_outs = st.builds(lambda amount: moved("pay_out", -amount), cents)
busy_shifts = st.builds(
    lambda sales, movements: shift(payments=tuple(sales), movements=tuple(movements)),
    st.lists(cash_sales | card_sales, min_size=1, max_size=12),
    st.lists(pay_outs, min_size=1, max_size=4),
)


def really(kind: CauseKind, evidence: Evidence) -> tuple[str, int]:
    """Make one mistake in a shift; return where, and what the drawer is off by then."""
    sale = evidence.payments[0]
    movement = evidence.movements[0]
    counted = {
        CauseKind.CARD_RUNG_AS_CASH: (sale.number, -sale.stayed_cents),
        CauseKind.CASH_RUNG_AS_CARD: (sale.number, sale.stayed_cents),
        CauseKind.CHANGE_NOT_GIVEN: (sale.number, sale.tendered_cents - sale.stayed_cents),
        CauseKind.TENFOLD: (movement.reason, movement.amount_cents * 9),
        CauseKind.MOVEMENT_REVERSED: (movement.reason, movement.amount_cents * -2),
    }
    return counted[kind]


@given(
    kind=st.sampled_from(
        (
            CauseKind.CARD_RUNG_AS_CASH,
            CauseKind.CASH_RUNG_AS_CARD,
            CauseKind.CHANGE_NOT_GIVEN,
            CauseKind.TENFOLD,
            CauseKind.MOVEMENT_REVERSED,
        )
    ),
    evidence=busy_shifts,
)
def test_the_mistake_that_was_made_is_among_the_causes(kind: CauseKind, evidence: Evidence) -> None:
    where, difference = really(kind, evidence)
    is_cash = evidence.payments[0].is_cash
    if is_cash == (kind is CauseKind.CASH_RUNG_AS_CARD):
        first = replace(evidence.payments[0], is_cash=not is_cash)
        evidence = replace(evidence, payments=(first, *evidence.payments[1:]))

    found = all_causes(difference, evidence)

    assert difference == 0 or (kind, where) in {(each.kind, each.name) for each in found}


@given(evidence=busy_shifts, difference=st.integers(-40_000, 40_000))
def test_each_cause_explains_the_whole_difference_and_names_what_is_in_the_shift(
    evidence: Evidence, difference: int
) -> None:
    known = {each.number for each in evidence.payments} | {"Window cleaner", ""}

    for cause in all_causes(difference, evidence):
        assert cause.effect_cents == difference
        assert cause.name in known


@given(evidence=busy_shifts, place=st.integers(0, 3))
def test_two_digits_that_changed_places_in_a_pay_out_are_found(
    evidence: Evidence, place: int
) -> None:
    typed = evidence.movements[0].amount_cents
    digits = list(str(-typed))
    place %= max(len(digits) - 1, 1)
    digits[place : place + 2] = reversed(digits[place : place + 2])
    assume(digits[0] != "0")
    meant = -int("".join(digits))

    found = all_causes(meant - typed, evidence)

    assert meant == typed or meant in {
        each.actual for each in found if each.kind is CauseKind.DIGITS_SWAPPED
    }
