"""A drawer is counted in the notes and coins that its currency really has."""

import pytest

from pos.domain.denominations import cash_kinds

CURRENCIES = ("AUD", "CHF", "CZK", "EUR", "GBP", "HUF", "INR", "JPY", "KWD", "SEK", "USD", "XTS")


def test_the_euro_has_seven_notes_and_eight_coins() -> None:
    kinds = cash_kinds("EUR")

    assert kinds.notes == (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500)
    assert kinds.coins == (200, 100, 50, 20, 10, 5, 2, 1)


def test_a_yen_is_no_hundredth_of_anything() -> None:
    assert cash_kinds("JPY").coins == (500, 100, 50, 10, 5, 1)


def test_quarters_are_american() -> None:
    assert 25 in cash_kinds("USD").coins
    assert 20 not in cash_kinds("USD").coins


def test_an_unlisted_currency_gets_the_usual_steps() -> None:
    assert cash_kinds("XTS").all == (
        *(10_000, 5_000, 2_000, 1_000, 500),
        *(200, 100, 50, 20, 10, 5, 2, 1),
    )


@pytest.mark.parametrize("currency", CURRENCIES)
def test_no_worth_stands_twice_and_the_largest_comes_first(currency: str) -> None:
    kinds = cash_kinds(currency)

    assert list(kinds.all) == sorted(set(kinds.all), reverse=True)
