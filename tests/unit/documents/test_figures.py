"""Amounts, quantities, rates and moments in the shop's language."""

from datetime import UTC, datetime

import pytest

from pos.documents.figures import Figures

BRITISH = Figures(locale="en-GB", currency="GBP", timezone="Europe/London")


@pytest.mark.parametrize(
    ("locale", "currency", "cents", "shown"),
    [
        ("en_GB", "GBP", -123456, "-1,234.56"),
        ("de_DE", "EUR", 123456, "1.234,56"),
        ("ja_JP", "JPY", 123456, "123,456"),
        ("ar_EG", "KWD", 123456, "123.456"),
        ("en_IN", "INR", 900719925474099301, "9,007,199,254,740,993.01"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(locale, currency, cents, shown):
    figures = Figures(locale=locale, currency=currency)

    assert figures.amount(cents) == shown


def test_an_amount_to_pay_names_its_currency():
    assert BRITISH.money(1234567) == "£12,345.67"
    assert Figures(locale="en_IN", currency="INR").money(5000) == "₹50.00"


def test_a_price_for_a_hundred_grams_keeps_its_measure():
    shown = BRITISH.unit_price(290, unit="g", price_unit_qty=100)

    assert shown == "2.90/100 g"
    assert BRITISH.quantity(300, unit="g", price_unit_qty=100) == "300 g"


def test_a_price_for_two_litres_keeps_its_measure():
    assert BRITISH.unit_price(290, unit="ml", price_unit_qty=2000) == "2.90/2 l"


def test_a_rate_keeps_the_decimals_it_has():
    assert BRITISH.rate(200_000) == "20%"
    assert BRITISH.rate(88_750) == "8.875%"


def test_a_moment_is_shown_in_the_zone_of_the_shop():
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert BRITISH.moment(summer) == "2 Jul 2026 00:30 BST"
