"""How a shop writes down what can be chosen of goods that are made to order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.product_options import (
    ChosenOption,
    OptionTwiceError,
    OptionUnreadableError,
    OptionWordsTooLongError,
    ProductOption,
    TooManyChoicesError,
    TooManyOptionsError,
    find_open_option,
    options_document,
    parse_options,
    read_options,
    type_options,
)
from pos.domain.text import CardDataError

CAKE = "Filling: Vanilla, Chocolate; Border: Red, White, Blue"
WORDS = st.text(st.sampled_from("aé Z0-&"), min_size=1, max_size=12).map(
    lambda words: " ".join(words.split()) or "a"
)
OPTIONS = st.lists(
    st.builds(
        ProductOption,
        name=WORDS,
        choices=st.lists(WORDS, min_size=1, max_size=4, unique_by=str.casefold).map(tuple),
    ),
    max_size=8,
    unique_by=lambda option: option.name.casefold(),
).map(tuple)


def test_options_are_read_in_their_order() -> None:
    assert parse_options(CAKE) == (
        ProductOption(name="Filling", choices=("Vanilla", "Chocolate")),
        ProductOption(name="Border", choices=("Red", "White", "Blue")),
    )


def test_spaces_and_a_last_semicolon_say_nothing() -> None:
    assert parse_options("  Filling :Vanilla ,  Dark   chocolate,;") == (
        ProductOption(name="Filling", choices=("Vanilla", "Dark chocolate")),
    )


def test_nothing_typed_is_no_option() -> None:
    assert parse_options("  ") == ()
    assert options_document(()) is None
    assert read_options(None) == ()


@given(options=OPTIONS)
def test_what_is_shown_can_be_typed_again_and_kept(options: tuple[ProductOption, ...]) -> None:
    assert parse_options(type_options(options)) == options
    assert read_options(options_document(options)) == options


@pytest.mark.parametrize("typed", ["Vanilla, Chocolate", "Filling:", ": Vanilla", "Filling: ,"])
def test_an_option_has_a_name_and_something_to_choose(typed: str) -> None:
    with pytest.raises(OptionUnreadableError):
        parse_options(typed)


@pytest.mark.parametrize("typed", ["Filling: Red, red", "Filling: A; filling: B"])
def test_nothing_is_there_twice(typed: str) -> None:
    with pytest.raises(OptionTwiceError):
        parse_options(typed)


def test_more_than_a_panel_can_ask_is_refused() -> None:
    nine = "; ".join(f"Option {place}: A" for place in range(9))
    many = "Filling: " + ", ".join(map(str, range(25)))

    with pytest.raises(TooManyOptionsError):
        parse_options(nine)
    with pytest.raises(TooManyChoicesError) as refused:
        parse_options(many)
    assert refused.value.facts == {"option": "Filling", "limit": 24}


@pytest.mark.parametrize("typed", [f"{'a' * 41}: B", f"A: {'b' * 41}", f"A: {'b' * 1_000}"])
def test_words_longer_than_a_line_on_paper_are_refused(typed: str) -> None:
    with pytest.raises(OptionWordsTooLongError) as refused:
        parse_options(typed)
    assert refused.value.facts["limit"] == 40


def test_the_number_of_a_card_is_no_choice() -> None:
    with pytest.raises(CardDataError):
        parse_options("Filling: 4111 1111 1111 1111")


def test_an_option_is_open_until_one_of_its_choices_is_chosen() -> None:
    options = parse_options(CAKE)
    vanilla = ChosenOption(name="Filling", choice="Vanilla")

    assert find_open_option(options, ()) == options[0]
    assert find_open_option(options, (vanilla,)) == options[1]
    assert find_open_option(options, (ChosenOption(name="Filling", choice="Tar"),)) == options[0]
    assert find_open_option(options, (vanilla, ChosenOption(name="Border", choice="Red"))) is None
