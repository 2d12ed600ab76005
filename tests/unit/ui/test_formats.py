from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from ui.text.formats import Formats

BERLIN = ZoneInfo("Europe/Berlin")


def _formats(locale="en_GB", currency="EUR") -> Formats:
    return Formats(locale=locale, currency=currency, timezone=BERLIN)


@pytest.mark.parametrize(
    ("locale", "currency", "cents", "written"),
    [
        ("en_GB", "EUR", 3_233, "\u20ac32.33"),
        ("en_GB", "EUR", -112, "\u2212\u20ac1.12"),
        ("en_GB", "EUR", 123_456_789, "\u20ac1,234,567.89"),
        ("de_DE", "EUR", 3_233, "32,33\u00a0\u20ac"),
        ("en_GB", "JPY", 1_200, "JP\u00a51,200"),
        ("en_GB", "KWD", 1_500, "KWD1.500"),
    ],
)
def test_money_is_written_with_the_decimals_of_its_currency(locale, currency, cents, written):
    assert _formats(locale, currency).money(cents) == written


def test_amounts_beyond_what_a_float_can_hold_keep_their_last_cent():
    assert _formats().money(900_719_925_474_099_301) == "\u20ac9,007,199,254,740,993.01"


def test_pieces_are_written_as_they_are_and_measures_in_the_bigger_unit():
    formats = _formats()

    assert formats.quantity(3, "each") == "3"
    assert formats.quantity(1_500, "g") == "1.5\u00a0kg"
    assert formats.quantity(750, "ml") == "0.75\u00a0l"


def test_a_price_per_kilogram_says_kg_and_not_1_kg():
    assert _formats().measure(1_000, "g") == "kg"
    assert _formats().measure(100, "g") == "0.1\u00a0kg"


def test_a_tile_writes_a_weight_to_the_nearest_tenth():
    assert _formats().about(9_088, "g") == "9.1\u00a0kg"
    assert _formats().about(12, "each") == "12"


def test_a_rate_is_written_in_percent():
    assert _formats().percent(200_000) == "20\u00a0%"
    assert _formats("de_DE").percent(55_000) == "5,5\u00a0%"


def test_times_are_those_of_the_shops_wall_clock():
    moment = datetime(2026, 11, 19, 13, 7, tzinfo=UTC)

    assert _formats().clock(moment) == "14:07"
    assert _formats().weekday_clock(moment) == "Thu 14:07"
    assert _formats().moment(moment) == "19 Nov 2026, 14:07"


def test_the_birthday_for_an_age_limit_on_a_leap_day_is_the_28th():
    leap_day = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)

    assert _formats().years_ago(leap_day, 18) == "28 Feb 2010"


def test_a_number_in_a_name_stays_with_its_unit():
    keep = _formats().keep_units

    assert keep("Sourdough loaf, 800 g") == "Sourdough loaf, 800\u00a0g"
    assert keep("Water, 6 \u00d7 1.5 l") == "Water, 6\u00a0\u00d7\u00a01.5\u00a0l"
    assert keep("Dark chocolate 70 %, 100 g") == "Dark chocolate 70\u00a0%, 100\u00a0g"
    assert keep("Nappies, 12 pieces") == "Nappies, 12\u00a0pieces"
    assert keep("Bodysuit, 50 / Apricot") == "Bodysuit, 50\u00a0/\u00a0Apricot"
    assert keep("Flat white") == "Flat white"


def test_an_unknown_language_falls_back_to_british_english():
    assert _formats("xx_YY").money(100) == "\u20ac1.00"
