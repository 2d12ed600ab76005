from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money import Rounding
from pos.domain.payment import TenderEntry, TenderKind, settle
from pos.domain.returns import (
    LineRefund,
    NotReturnableError,
    PaidTender,
    RefundTooLargeError,
    ReturnTooLateError,
    SoldLine,
    check_return_day,
    plan_refund,
    refund_line,
)

LINE = UUID(int=1)


def sold(quantity: int, paid_cents: int, *, returned: int = 0, tax_cents: int = 0) -> SoldLine:
    return SoldLine(
        line_id=LINE,
        sold_qty=quantity,
        returned_qty=returned,
        paid_cents=paid_cents,
        tax_cents=tax_cents,
    )


def paid(number: int, amount_cents: int, **other: object) -> PaidTender:
    return PaidTender(
        payment_id=UUID(int=number),
        method_code=f"tender{number}",
        kind=TenderKind.CARD,
        amount_cents=amount_cents,
        **other,  # type: ignore[arg-type]
    )


def give_back_in_turns(line: SoldLine, quantities: list[int]) -> list[LineRefund]:
    refunds = []
    returned = line.returned_qty
    for quantity in quantities:
        left = sold(line.sold_qty, line.paid_cents, returned=returned, tax_cents=line.tax_cents)
        refunds.append(refund_line(left, quantity))
        returned += quantity
    return refunds


def test_three_pieces_for_ten_euros_come_back_one_by_one() -> None:
    refunds = give_back_in_turns(sold(3, 1000), [1, 1, 1])

    assert [refund.refund_cents for refund in refunds] == [333, 334, 333]


def test_the_net_and_the_tax_of_a_refund_are_those_of_the_sale() -> None:
    refund = refund_line(sold(2, 2400, tax_cents=400), 1)

    assert (refund.refund_cents, refund.net_cents, refund.tax_cents) == (1200, 1000, 200)


@given(
    st.integers(min_value=0, max_value=10**8),
    st.lists(st.integers(min_value=1, max_value=400), min_size=1, max_size=12),
    st.data(),
)
def test_any_order_of_returns_gives_back_exactly_what_was_paid(
    paid_cents: int, quantities: list[int], data: st.DataObject
) -> None:
    tax_cents = data.draw(st.integers(min_value=0, max_value=paid_cents))
    line = sold(sum(quantities), paid_cents, tax_cents=tax_cents)

    refunds = give_back_in_turns(line, quantities)

    assert sum(refund.refund_cents for refund in refunds) == paid_cents
    assert sum(refund.tax_cents for refund in refunds) == tax_cents
    assert sum(refund.net_cents for refund in refunds) == paid_cents - tax_cents
    assert min(refund.refund_cents for refund in refunds) >= 0


@pytest.mark.parametrize("quantity", [0, -1, 3])
def test_no_more_comes_back_than_is_left(quantity: int) -> None:
    with pytest.raises(NotReturnableError) as refused:
        refund_line(sold(3, 1000, returned=1), quantity)

    assert refused.value.returnable == 2


def test_money_goes_back_to_the_last_tender_first() -> None:
    plan = plan_refund(1500, [paid(1, 1000), paid(2, 1000)])

    assert [(part.method_code, part.amount_cents) for part in plan.parts] == [
        ("tender1", 500),
        ("tender2", 1000),
    ]


def test_a_tender_that_takes_nothing_back_leaves_its_part_open() -> None:
    plan = plan_refund(1500, [paid(1, 1000), paid(2, 1000, is_refundable=False)])

    assert [part.amount_cents for part in plan.parts] == [1000]
    assert plan.unplaced_cents == 500


def test_what_went_back_before_does_not_go_back_again() -> None:
    with pytest.raises(RefundTooLargeError) as refused:
        plan_refund(701, [paid(1, 1000, refunded_cents=300)])

    assert refused.value.refundable_cents == 700


TENDERS = st.lists(
    st.tuples(
        st.integers(min_value=1, max_value=5000),
        st.integers(min_value=0, max_value=5000),
        st.booleans(),
    ).map(lambda each: (each[0], min(each[0], each[1]), each[2])),
    min_size=1,
    max_size=6,
)


@given(TENDERS, st.data())
def test_no_tender_gets_more_than_it_paid(
    figures: list[tuple[int, int, bool]], data: st.DataObject
) -> None:
    tenders = [
        paid(number, amount, refunded_cents=refunded, is_refundable=may)
        for number, (amount, refunded, may) in enumerate(figures)
    ]
    left = sum(each.amount_cents - each.refunded_cents for each in tenders)
    refund = data.draw(st.integers(min_value=0, max_value=left))

    plan = plan_refund(refund, tenders)

    room = {each.payment_id: each.refundable_cents for each in tenders}
    assert all(0 < part.amount_cents <= room[part.payment_id] for part in plan.parts)
    assert sum(part.amount_cents for part in plan.parts) + plan.unplaced_cents == refund
    assert plan.unplaced_cents == max(0, refund - sum(room.values()))


def paid_cash(amount_cents: int, **other: object) -> PaidTender:
    return replace(paid(1, amount_cents, **other), kind=TenderKind.CASH)


def test_a_refund_in_cash_is_rounded_as_a_sale_is() -> None:
    (part,) = plan_refund(502, [paid_cash(2000)], cash_step_cents=5).parts

    assert (part.payout_cents, part.rounding_cents) == (500, -2)


def test_coins_never_add_up_to_more_than_was_handed_over() -> None:
    in_parts = [
        plan_refund(
            333, [paid_cash(999, rounding_cents=1, refunded_cents=before)], cash_step_cents=5
        ).parts[0]
        for before in (0, 333, 666)
    ]

    assert [part.payout_cents for part in in_parts] == [335, 330, 335]


@given(
    st.lists(st.integers(min_value=1, max_value=99), min_size=1, max_size=9),
    st.sampled_from((1, 5, 10, 100)),
    st.sampled_from(Rounding),
)
def test_cash_that_goes_back_in_parts_sums_to_what_was_handed_over(
    shares: list[int], step_cents: int, rounding: Rounding
) -> None:
    entry = TenderEntry(method_code="cash", kind=TenderKind.CASH)
    (bought,) = settle(sum(shares), [entry], cash_step_cents=step_cents, rounding=rounding).payments
    paid_out, refunded = [], 0

    for share in shares:
        tender = paid_cash(
            bought.amount_cents, rounding_cents=bought.rounding_cents, refunded_cents=refunded
        )
        (part,) = plan_refund(share, [tender], cash_step_cents=step_cents, rounding=rounding).parts
        paid_out.append(part.payout_cents)
        refunded += share

    assert min(paid_out) >= 0
    assert sum(paid_out) == bought.tendered_cents


def test_the_last_day_of_a_return_is_inside() -> None:
    check_return_day(date(2026, 11, 1), today=date(2026, 12, 1), days=30)
    with pytest.raises(ReturnTooLateError) as refused:
        check_return_day(date(2026, 11, 1), today=date(2026, 12, 2), days=30)

    assert refused.value.last_day == date(2026, 12, 1)
