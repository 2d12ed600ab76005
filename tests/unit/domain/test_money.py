from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money import (
    CENTS_MAX,
    AmountTooLargeError,
    AmountUnreadableError,
    Rounding,
    allocate,
    check_document_total,
    divide,
    parse_amount,
    plain_amount,
    round_to_step,
    rounder,
)

WHOLE = st.integers(min_value=-CENTS_MAX, max_value=CENTS_MAX)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**8), min_size=1, max_size=40)
MODES = st.sampled_from(Rounding)


@pytest.mark.parametrize(
    ("mode", "halves"),
    [
        (Rounding.HALF_UP, [1, 2, 3, 4]),
        (Rounding.HALF_EVEN, [0, 2, 2, 4]),
        (Rounding.HALF_DOWN, [0, 1, 2, 3]),
        (Rounding.UP, [1, 2, 3, 4]),
        (Rounding.DOWN, [0, 1, 2, 3]),
    ],
)
def test_half_a_cent_goes_where_the_mode_says(mode: Rounding, halves: list[int]) -> None:
    assert [divide(odd, 2, mode) for odd in (1, 3, 5, 7)] == halves


@pytest.mark.parametrize("mode", list(Rounding))
def test_a_third_and_two_thirds_of_a_cent(mode: Rounding) -> None:
    expected = {Rounding.UP: [1, 1], Rounding.DOWN: [0, 0]}.get(mode, [0, 1])

    assert [divide(1, 3, mode), divide(2, 3, mode)] == expected


@given(WHOLE, st.integers(min_value=1, max_value=10**9), MODES)
def test_minus_is_rounded_as_plus(numerator: int, denominator: int, mode: Rounding) -> None:
    assert divide(-numerator, denominator, mode) == -divide(numerator, denominator, mode)
    assert divide(numerator, -denominator, mode) == -divide(numerator, denominator, mode)


@given(WHOLE, st.integers(min_value=1, max_value=10**9), MODES)
def test_rounding_moves_by_less_than_one(numerator: int, denominator: int, mode: Rounding) -> None:
    off = abs(divide(numerator, denominator, mode) - Fraction(numerator, denominator))

    assert off < 1
    if mode not in (Rounding.UP, Rounding.DOWN):
        assert off <= Fraction(1, 2)


@given(st.integers(min_value=0, max_value=CENTS_MAX), st.integers(min_value=1), MODES)
def test_the_fast_division_is_the_same(numerator: int, denominator: int, mode: Rounding) -> None:
    assert rounder(mode)(numerator, denominator) == divide(numerator, denominator, mode)


def test_cash_goes_to_the_nearest_five_cents() -> None:
    assert [round_to_step(cents, 5) for cents in (999, 1002, 1003, -502)] == [
        1000,
        1000,
        1005,
        -500,
    ]


def test_ten_euros_over_three_equal_lines() -> None:
    assert allocate(1000, [1000, 1000, 1000]) == (334, 333, 333)


def test_fifteen_euros_over_sixty_and_twenty() -> None:
    assert allocate(1500, [6000, 2000]) == (1125, 375)


def test_the_largest_remainder_gets_the_cent_before_the_earlier_line() -> None:
    assert allocate(10, [1, 1, 4]) == (2, 2, 6)
    assert allocate(1, [3, 4]) == (0, 1)


def test_weights_of_nothing_count_as_equal() -> None:
    assert allocate(5, [0, 0]) == (3, 2)


@given(WHOLE, WEIGHTS)
def test_shares_sum_to_the_total(total: int, weights: list[int]) -> None:
    assert sum(allocate(total, weights)) == total


@given(st.data(), WEIGHTS)
def test_no_share_is_above_its_weight(data: st.DataObject, weights: list[int]) -> None:
    total = data.draw(st.integers(min_value=0, max_value=sum(weights)))

    if total:
        shares = allocate(total, weights)
        assert all(share <= weight for share, weight in zip(shares, weights, strict=True))


@given(WHOLE, WEIGHTS)
def test_no_share_is_a_whole_cent_off(total: int, weights: list[int]) -> None:
    whole = sum(weights)

    if whole:
        for share, weight in zip(allocate(total, weights), weights, strict=True):
            assert abs(share - Fraction(total * weight, whole)) < 1


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12", 1200), ("12.5", 1250), ("12,50", 1250), ("0.05", 5), ("999999999.99", 99999999999)],
)
def test_an_amount_as_people_write_it(text: str, cents: int) -> None:
    assert parse_amount(text) == cents


def test_currencies_have_the_decimals_they_have() -> None:
    assert parse_amount("1200", exponent=0) == 1200
    assert parse_amount("1.234", exponent=3) == 1234
    assert plain_amount(1200, 0) == "1200"
    assert plain_amount(-5) == "-0.05"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "-1",
        "+1",
        "1.",
        ".5",
        "1.234",
        "1_000",
        "1,000.00",
        "1e3",
        "1E+1000000",
        "NaN",
        "Infinity",
        "0x10",
        "\uff11\uff12",
        "\u0663",
        "1\n",
        "1234567890",
        "9" * 5000,
    ],
)
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(AmountUnreadableError):
        parse_amount(text)


def test_yen_have_no_decimals() -> None:
    with pytest.raises(AmountUnreadableError):
        parse_amount("1.0", exponent=0)


@given(st.integers(min_value=0, max_value=99_999_999_999), st.integers(min_value=0, max_value=3))
def test_what_is_written_is_read_again(cents: int, exponent: int) -> None:
    text = plain_amount(cents, exponent)

    if len(text) <= 12 and len(text.split(".", maxsplit=1)[0]) <= 9:
        assert parse_amount(text, exponent) == cents


def test_a_document_has_a_limit_in_both_directions() -> None:
    check_document_total(CENTS_MAX)
    check_document_total(-CENTS_MAX)
    for amount in (CENTS_MAX + 1, -CENTS_MAX - 1):
        with pytest.raises(AmountTooLargeError):
            check_document_total(amount)
