"""Differences in words: the one that is looked at, and those that nobody has accepted yet."""

from pos.queries.open_differences import OpenDifference
from ui.screens.cash import text
from ui.shell.theme.tokens import Tone
from ui.text.formats import Formats
from ui.widgets.key_values import KeyValue

LISTED_MAX = 3
"""Of those that wait so many are named here; the attention screen has all."""


def in_words(cents: int, formats: Formats) -> str:
    """Return how much is over or short."""
    if cents == 0:
        return text.no_difference()
    amount = formats.money(abs(cents))
    return text.over(amount) if cents > 0 else text.short(amount)


def waiting_rows(differences: tuple[OpenDifference, ...], formats: Formats) -> tuple[KeyValue, ...]:
    """Return a row for each of the newest that wait for somebody who may accept them."""
    return tuple(
        KeyValue(
            name=text.unapproved(each.number),
            value=in_words(each.difference_cents, formats),
            value_tone=Tone.WARN,
        )
        for each in differences[:LISTED_MAX]
    )
