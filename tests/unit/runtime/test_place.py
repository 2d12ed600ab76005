import pytest

from pos.runtime.place import (
    UnknownPlaceError,
    check_currency,
    country_currency,
    machine_timezone,
    prices_include_tax,
)


def test_a_country_has_a_currency_and_a_way_to_show_prices() -> None:
    assert (country_currency("AT"), prices_include_tax("AT")) == ("EUR", True)
    assert (country_currency("US"), prices_include_tax("US")) == ("USD", False)


def test_what_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownPlaceError) as country:
        country_currency("ZZ")
    with pytest.raises(UnknownPlaceError) as currency:
        check_currency("XX1")

    assert (country.value.what, country.value.value) == ("country", "ZZ")
    assert (currency.value.what, currency.value.value) == ("currency", "XX1")


def test_the_machine_says_its_zone_or_is_nowhere() -> None:
    assert machine_timezone({"TZ": ":Asia/Tokyo"}) == "Asia/Tokyo"
    assert machine_timezone({"TZ": "../../etc/passwd"}) != "../../etc/passwd"
