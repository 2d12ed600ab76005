"""The tips that a shop offers, as it writes them down."""

import pytest

from pos.domain.tip import TipPercentsUnreadableError, parse_tip_percents


@pytest.mark.parametrize(
    ("text", "percents"),
    [("5; 10; 15", (5, 10, 15)), ("20;8", (8, 20)), ("10; 10", (10,)), ("100", (100,))],
)
def test_tips_are_offered_from_the_lowest_up_and_each_once(text, percents) -> None:
    assert parse_tip_percents(text) == percents


@pytest.mark.parametrize(
    "text", ["", "5;", "0; 5", "101", "7.5", "-5", "5, 10", "ten", "\u0665", "1; 2; 3; 4; 5"]
)
def test_what_is_no_list_of_whole_percents_is_refused(text: str) -> None:
    with pytest.raises(TipPercentsUnreadableError) as refused:
        parse_tip_percents(text)

    assert refused.value.facts["text"] == text
