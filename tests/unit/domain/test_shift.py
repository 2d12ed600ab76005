import pytest

from pos.domain.payment import TenderEntry, TenderKind, settle
from pos.domain.returns import round_cash_refund
from pos.domain.shift import (
    CashCountError,
    CashMovementError,
    CashMovementKind,
    cash_figures,
    check_cash_movement,
    count_cash,
    needs_manager,
    variance,
)


def cash(tendered_cents: int | None = None) -> TenderEntry:
    return TenderEntry(method_code="cash", kind=TenderKind.CASH, tendered_cents=tendered_cents)


def card(amount_cents: int) -> TenderEntry:
    return TenderEntry(method_code="card", kind=TenderKind.CARD, amount_cents=amount_cents)


def test_the_drawer_grows_by_the_sale_not_by_the_note() -> None:
    figures = cash_figures(50_000, settle(74_900, [cash(100_000)]).payments)

    assert figures.expected_cents == 124_900


def test_the_drawer_holds_the_rounding() -> None:
    figures = cash_figures(0, settle(2003, [card(1000), cash()], cash_step_cents=5).payments)

    assert figures.expected_cents == 1005


def test_everything_that_moves_cash_is_expected() -> None:
    figures = cash_figures(
        10_000,
        settle(5000, [cash(5000)]).payments,
        refunds=[round_cash_refund(502, cash_step_cents=5)],
        movements=[
            (CashMovementKind.PAY_IN, 2000),
            (CashMovementKind.PAY_OUT, -300),
            (CashMovementKind.DROP, -8000),
            (CashMovementKind.CORRECTION, 1),
        ],
    )

    assert (figures.sales_cents, figures.refunds_cents, figures.movements_cents) == (
        5000,
        500,
        -6299,
    )
    assert figures.expected_cents == 8201


def test_a_difference_above_the_limit_needs_a_manager() -> None:
    assert variance(4990, 5000) == -10
    assert not needs_manager(-1000, limit_cents=1000)
    assert needs_manager(-1001, limit_cents=1000)
    assert needs_manager(1001, limit_cents=1000)


@pytest.mark.parametrize(
    ("kind", "amount"),
    [("pay_in", -1), ("pay_in", 0), ("pay_out", 1), ("drop", 1), ("correction", 0)],
)
def test_cash_moves_the_way_of_its_kind(kind: str, amount: int) -> None:
    with pytest.raises(CashMovementError):
        check_cash_movement(CashMovementKind(kind), amount)


def test_nobody_pays_in_more_than_all_amounts() -> None:
    with pytest.raises(CashMovementError):
        check_cash_movement(CashMovementKind.PAY_IN, 10**11)


def test_notes_and_coins_are_counted() -> None:
    assert count_cash({5000: 2, 200: 3, 5: 1}) == 10_605


@pytest.mark.parametrize("pieces", [{0: 1}, {-5: 1}, {500: -1}, {500: 100_001}])
def test_a_count_that_cannot_be_is_refused(pieces: dict[int, int]) -> None:
    with pytest.raises(CashCountError):
        count_cash(pieces)
