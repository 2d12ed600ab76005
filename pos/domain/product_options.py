"""What is chosen for goods that are made to order, beside their size: the filling, the border.

A product lists its options in order. They are typed in one form, and shown in it again:

    Filling: Vanilla, Chocolate; Border: Red, White, Blue

An option has no price; what costs more is a variant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pos.domain.errors import RefusedError
from pos.domain.text import clean_text, refuse_card_data

OPTIONS_MAX = 8
CHOICES_MAX = 24
WORDS_CHARS_MAX = 40
"""Of the name of an option, and of a choice."""

OPTIONS_CHARS_MAX = OPTIONS_MAX * (CHOICES_MAX + 1) * (WORDS_CHARS_MAX + 2)
"""Of the longest list, as it is typed."""


class OptionUnreadableError(RefusedError):
    """It is no option: it lacks its name, or what can be chosen. Facts: option."""


class TooManyOptionsError(RefusedError):
    """A product has more options than a panel can ask. Facts: limit."""


class TooManyChoicesError(RefusedError):
    """An option has more choices than anybody reads. Facts: option, limit."""


class OptionWordsTooLongError(RefusedError):
    """A name or a choice is longer than a line on paper. Facts: words, limit."""


class OptionTwiceError(RefusedError):
    """Two options of a product, or two choices of an option, are called the same. Facts: words."""


class OptionNotChosenError(RefusedError):
    """An option was left open. Facts: option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductOption:
    """One thing that the customer chooses.

    Attributes:
        choices: At least one, in the order in which they are shown.
    """

    name: str
    choices: tuple[str, ...]

    def __str__(self) -> str:
        """Return it as it is typed."""
        return f"{self.name}: {', '.join(self.choices)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenOption:
    """What the customer chose of one option, in the words of that day."""

    name: str
    choice: str

    def __str__(self) -> str:
        """Return it as it stands on paper."""
        return f"{self.name}: {self.choice}"


def parse_options(text: str) -> tuple[ProductOption, ...]:
    """Return the options that somebody typed; an empty text has none.

    Raises:
        OptionUnreadableError: A part of it has no name or nothing to choose.
        TooManyOptionsError: There are more than `OPTIONS_MAX`.
        TooManyChoicesError: One has more than `CHOICES_MAX` choices.
        OptionWordsTooLongError: A name or a choice has more than `WORDS_CHARS_MAX` characters.
        OptionTwiceError: Something is there twice.
        TextRefusedError: It holds characters that no text may have.
        CardDataError: It looks like the number of a payment card.
    """
    written = [part for part in text.split(";") if part.strip()]
    if len(written) > OPTIONS_MAX:
        raise TooManyOptionsError(limit=OPTIONS_MAX)
    options = tuple(_parse(part) for part in written)
    _refuse_twice(option.name for option in options)
    return options


def type_options(options: Iterable[ProductOption]) -> str:
    """Return options as they are typed."""
    return "; ".join(map(str, options))


def options_document(options: Iterable[ProductOption]) -> list[dict[str, Any]] | None:
    """Return options as a product keeps them (`products.options`); None: it has none."""
    return [{"name": each.name, "choices": list(each.choices)} for each in options] or None


def read_options(document: Iterable[dict[str, Any]] | None) -> tuple[ProductOption, ...]:
    """Return the options that a product keeps; None: it has none."""
    return tuple(
        ProductOption(name=each["name"], choices=tuple(each["choices"])) for each in document or ()
    )


def find_open_option(
    options: Iterable[ProductOption], chosen: Sequence[ChosenOption]
) -> ProductOption | None:
    """Return the first option of which none of its choices was chosen; None: all were."""
    said = {each.name: each.choice for each in chosen}
    return next((each for each in options if said.get(each.name) not in each.choices), None)


def check_chosen(options: Iterable[ProductOption], chosen: Sequence[ChosenOption]) -> None:
    """Refuse a wish that leaves an option open.

    Raises:
        OptionNotChosenError: One is.
    """
    left = find_open_option(options, chosen)
    if left is not None:
        raise OptionNotChosenError(option=left.name)


def _parse(written: str) -> ProductOption:
    head, _, rest = written.partition(":")
    name = _words(head)
    choices = tuple(_words(part) for part in rest.split(",") if part.strip())
    if not name or not choices:
        raise OptionUnreadableError(option=_words(written[:WORDS_CHARS_MAX]))
    if len(choices) > CHOICES_MAX:
        raise TooManyChoicesError(option=name, limit=CHOICES_MAX)
    _refuse_twice(choices)
    return ProductOption(name=name, choices=choices)


def _words(typed: str) -> str:
    words = clean_text(" ".join(typed.split()), chars_max=OPTIONS_CHARS_MAX)
    refuse_card_data(words)
    if len(words) > WORDS_CHARS_MAX:
        raise OptionWordsTooLongError(words=words[:WORDS_CHARS_MAX], limit=WORDS_CHARS_MAX)
    return words


def _refuse_twice(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise OptionTwiceError(words=name)
        seen.add(name.casefold())
