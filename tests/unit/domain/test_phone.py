import pytest

from pos.domain.phone import (
    PhoneRefusedError,
    digits_of,
    looks_like_phone,
    read_phone,
    spell_phone,
)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("06 39 98 00 37", "FR", "+33639980037"),
        ("+33 6 39 98 00 37", "AT", "+33639980037"),
        ("+43 (0) 664 / 123 45 67", "FR", "+436641234567"),
        ("0043 664 1234567", "DE", "+436641234567"),
        ("(212) 555-0142", "US", "+12125550142"),
        ("1-212-555-0142", "US", "+12125550142"),
        ("011 43 664 1234567", "US", "+436641234567"),
        ("06 5512 3456", "IT", "+390655123456"),
        ("612 345 678", "ES", "+34612345678"),
        ("06 30 123 4567", "HU", "+36301234567"),
        ("8 912 345-67-89", "RU", "+79123456789"),
        ("020 7946 0018", "GB", "+442079460018"),
    ],
)
def test_a_number_is_kept_in_one_form(typed: str, country: str, kept: str) -> None:
    assert read_phone(typed, country=country) == kept


@pytest.mark.parametrize(
    "typed", ["", "Ida", "12", "+1", "+123456789012345678", "0664 12a4567", "٠٦٦٤١٢٣٤٥٦٧", "\x1b06"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(PhoneRefusedError):
        read_phone(typed, country="AT")


def test_a_number_without_a_country_needs_one_that_is_known() -> None:
    with pytest.raises(PhoneRefusedError):
        read_phone("0664 1234567", country="XX")


def test_a_part_of_a_number_looks_like_one() -> None:
    assert looks_like_phone("06 39")
    assert looks_like_phone("+43 (0)")
    assert not looks_like_phone("06 39 Ida")
    assert not looks_like_phone("()")
    assert not looks_like_phone("٠٦٦")


def test_digits_are_ascii_digits() -> None:
    assert digits_of("+43 (0) 664") == "430664"
    assert digits_of("٠٦") == ""


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+436641234567", "+43 664 123 4567"),
        ("+33639980037", "+33 639 980 037"),
        ("+12125550142", "+1 212 555 0142"),
        ("+9991234567", "+9991234567"),
        ("0664 1234567", "0664 1234567"),
        ("", ""),
    ],
)
def test_a_kept_number_is_shown_in_groups(kept: str, shown: str) -> None:
    assert spell_phone(kept) == shown
