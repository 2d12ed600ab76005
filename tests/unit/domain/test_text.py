import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.text import (
    CardDataError,
    ControlCharacterError,
    TextTooLongError,
    clean_text,
    mask_card_data,
    printable,
    refuse_card_data,
)


def test_text_is_kept_in_one_form() -> None:
    assert clean_text("  Cafe\u0301 ") == "Café"


def test_a_note_may_have_lines_and_a_name_may_not() -> None:
    assert clean_text("one\r\ntwo\rthree", multiline=True) == "one\ntwo\nthree"
    with pytest.raises(ControlCharacterError):
        clean_text("one\ntwo")


@pytest.mark.parametrize("text", ["a\0b", "a\x1b@", "a\tb", "a\x85b", "\ud800", "a\x7f"])
def test_controls_and_halves_of_characters_are_refused(text: str) -> None:
    with pytest.raises(ControlCharacterError):
        clean_text(text, multiline=True)


def test_the_limit_counts_what_is_kept() -> None:
    assert clean_text("  " + "x" * 200) == "x" * 200
    with pytest.raises(TextTooLongError):
        clean_text("x" * 201)
    with pytest.raises(TextTooLongError):
        clean_text("x" * 10_000_000)


@pytest.mark.parametrize(
    "text",
    ["\x1b@", "\x1dV0", "\x10\x14\x01", "a\n\nb", "\u202eabc", "a\u2028b", "\ue000", "\u0378"],
)
def test_no_command_reaches_the_printer(text: str) -> None:
    shown = printable(text)

    assert shown == " ".join(shown.split())
    assert all(unicodedata.category(char)[0] != "C" for char in shown)


def test_nothing_of_unicode_slips_through() -> None:
    bad = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    refused = {char for char in everything if unicodedata.category(char) in bad}

    for start in range(0, len(everything), 400):
        assert refused.isdisjoint(printable("".join(everything[start : start + 400])))


@given(st.text(max_size=600))
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    once = printable(text)

    assert printable(once) == once
    assert len(once) <= 500


@pytest.mark.parametrize(
    "text",
    [
        "card 4111 1111 1111 1111 please",
        "5500-0000-0000-0004",
        "x4111111111111111y",
        "3782 822463 10005",
        "%B4111111111111111^DOE/JOHN^2812?",
        ";4111111111111111=2812101?",
    ],
)
def test_card_numbers_are_kept_out_of_notes(text: str) -> None:
    with pytest.raises(CardDataError) as refused:
        refuse_card_data(text)

    assert "4111" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", "call 0043 660 123456", "order 1234567890123", "5 pieces", "2026-11-20 12:00"]
)
def test_other_numbers_are_none_of_its_business(text: str) -> None:
    refuse_card_data(text)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Card 4111 1111 1111 1111", "Card \u2022\u2022\u2022\u2022 1111"),
        ("4111111111111111=2912 ok", "\u2022\u2022\u2022\u2022 1111=2912 ok"),
        ("9" * 80, "\u2022\u2022\u2022\u2022 9999"),
        (";4111111111111111=29122010000", ""),
        ("16-11-2026 10:15 No. 000471", "16-11-2026 10:15 No. 000471"),
    ],
)
def test_of_a_card_in_the_words_of_a_machine_four_digits_stay(said: str, kept: str) -> None:
    assert mask_card_data(said) == kept
