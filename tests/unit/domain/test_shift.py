import pytest

from pos.domain.shift import (
    CashCountError,
    CashFigures,
    CashMovementError,
    CashMovementKind,
    check_cash_movement,
    count_cash,
    needs_manager,
    variance,
)


def test_everything_that_moves_cash_is_expected() -> None:
    figures = CashFigures(
        opening_cents=10_000, sales_cents=5_000, refunds_cents=500, movements_cents=-6_299
    )

    assert figures.expected_cents == 8_201


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
