import pytest

from pos.domain.quantity import (
    QuantityOutOfRangeError,
    QuantityUnreadableError,
    Unit,
    check_quantity,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "unit", "quantity"),
    [
        ("3", Unit.EACH, 3),
        ("1.5", Unit.GRAM, 1500),
        ("0,25", Unit.MILLILITRE, 250),
        ("2", Unit.MILLIMETRE, 2000),
        ("0.001", Unit.GRAM, 1),
    ],
)
def test_pieces_are_typed_whole_and_measures_in_thousands(
    text: str, unit: Unit, quantity: int
) -> None:
    assert parse_quantity(text, unit) == quantity


@pytest.mark.parametrize("text", ["1.5", "-1", "", "1e9", "٣", "1 000", "9" * 5000])
def test_no_fraction_of_a_piece_and_no_other_writing(text: str) -> None:
    with pytest.raises(QuantityUnreadableError):
        parse_quantity(text, Unit.EACH)


def test_four_decimals_of_a_kilogram_are_refused() -> None:
    with pytest.raises(QuantityUnreadableError):
        parse_quantity("1.2345", Unit.GRAM)


@pytest.mark.parametrize(
    ("quantity", "unit"), [(0, "each"), (-1, "each"), (10_000, "each"), (9_999_001, "g")]
)
def test_a_line_holds_at_least_one_and_has_a_limit(quantity: int, unit: str) -> None:
    with pytest.raises(QuantityOutOfRangeError):
        check_quantity(quantity, Unit(unit))


def test_the_limits_themselves_are_allowed() -> None:
    check_quantity(9_999, Unit.EACH)
    check_quantity(9_999_000, Unit.GRAM)


def test_zero_kilograms_are_refused() -> None:
    with pytest.raises(QuantityOutOfRangeError):
        parse_quantity("0", Unit.GRAM)
