"""JSON from outside, read field by field: every refusal names the place where it went wrong.

The reader takes whole numbers only. What the standard parser would let through (NaN, fractions,
keys named twice, numbers of any length) is kept as a mark and refused where it is read, so that the
refusal can say which field it was.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from pos.domain.errors import RefusedError
from pos.domain.text import NAME_CHARS_MAX, TextRefusedError, clean_text

INTEGER_DIGITS_MAX = 19
"""Digits of the largest 64-bit integer; a longer number is not even computed."""


class Fault(StrEnum):
    """What is wrong with a document or a field."""

    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    MISSING = "missing"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NOT_OBJECT = "not_object"
    NOT_LIST = "not_list"
    NOT_TEXT = "not_text"
    NOT_SWITCH = "not_switch"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_CHOICE = "not_choice"
    TOO_MANY = "too_many"
    NOT_ONE_OF = "not_one_of"
    NOT_CURRENCY = "not_currency"
    NOT_ALLOWED = "not_allowed"


class FieldRefusedError(RefusedError):
    """A field cannot be taken.

    Facts: path ("lines[0].quantity"; empty for the whole document), fault, and what the fault
    needs: lowest and highest, choices, limit; refusal, where a rule of the shop says no.
    """


@dataclass(frozen=True, slots=True)
class _NotWhole:
    """A number with a fraction or an exponent, or one that is none."""


@dataclass(frozen=True, slots=True)
class _TooLong:
    """A whole number of more digits than 64 bits hold."""


@dataclass(frozen=True, slots=True)
class _Twice:
    """An object that names this key twice."""

    key: str


class Node:
    """One object of the document.

    Args:
        path: Where it is.
        value: What was parsed there.
        known: The fields that it may have; None: any.
    """

    def __init__(self, path: str, value: object, *, known: Sequence[str] | None = None) -> None:
        self.path = path
        if isinstance(value, _Twice):
            refuse(self.path_of(value.key), Fault.TWICE)
        if not isinstance(value, dict):
            refuse(path, Fault.NOT_OBJECT)
        self.fields: dict[str, object] = value
        for name in self.fields if known is not None else ():
            if known is not None and name not in known:
                refuse(self.path_of(name), Fault.UNKNOWN, choices=tuple(known))

    def path_of(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Say whether the field is there and not null."""
        return self.fields.get(name) is not None

    def value(self, name: str) -> object:
        """Return what is in a field.

        Raises:
            FieldRefusedError: It is missing or null.
        """
        if not self.has(name):
            refuse(self.path_of(name), Fault.MISSING)
        return self.fields[name]

    def whole(self, name: str, *, lowest: int, highest: int, default: int | None = None) -> int:
        """Return a whole number.

        Raises:
            FieldRefusedError: It is missing and has no default, no whole number, or out of range.
        """
        if default is not None and not self.has(name):
            return default
        value, path = self.value(name), self.path_of(name)
        if isinstance(value, _TooLong):
            refuse(path, Fault.OUT_OF_RANGE, lowest=lowest, highest=highest)
        if type(value) is not int:
            refuse(path, Fault.NOT_WHOLE)
        if not lowest <= value <= highest:
            refuse(path, Fault.OUT_OF_RANGE, lowest=lowest, highest=highest)
        return value

    def switch(self, name: str, *, default: bool | None = None) -> bool:
        """Return true or false.

        Raises:
            FieldRefusedError: It is missing and has no default, or something else.
        """
        if default is not None and not self.has(name):
            return default
        value = self.value(name)
        if not isinstance(value, bool):
            refuse(self.path_of(name), Fault.NOT_SWITCH)
        return value

    def text(self, name: str, *, chars_max: int = NAME_CHARS_MAX) -> str:
        """Return a text that may be kept.

        Raises:
            FieldRefusedError: It is missing, no text, too long, or holds control characters.
        """
        return read_text(self.path_of(name), self.value(name), chars_max=chars_max)

    def choice(self, name: str, choices: Sequence[str], *, default: str | None = None) -> str:
        """Return one of some words.

        Raises:
            FieldRefusedError: It is missing and has no default, or another word.
        """
        if default is not None and not self.has(name):
            return default
        text = self.text(name)
        if text not in choices:
            refuse(self.path_of(name), Fault.NOT_CHOICE, choices=tuple(choices))
        return text

    def items(self, name: str, *, items_max: int) -> Iterator[tuple[str, object]]:
        """Yield path and value of each item of a list.

        Raises:
            FieldRefusedError: It is missing, no list, or too long.
        """
        value, path = self.value(name), self.path_of(name)
        if not isinstance(value, list):
            refuse(path, Fault.NOT_LIST)
        if len(value) > items_max:
            refuse(path, Fault.TOO_MANY, limit=items_max)
        for index, item in enumerate(value):
            yield f"{path}[{index}]", item


def parse_strict(text: str) -> object:
    """Return the parsed document, to be read through `Node`.

    Raises:
        FieldRefusedError: It is not JSON, or nested too deep to be one of ours.
    """
    try:
        parsed: object = json.loads(
            text,
            parse_int=_parse_int,
            parse_float=lambda _: _NotWhole(),
            parse_constant=lambda _: _NotWhole(),
            object_pairs_hook=_parse_object,
        )
    except json.JSONDecodeError as error:
        raise FieldRefusedError(
            path="", fault=Fault.NOT_JSON, line=error.lineno, column=error.colno
        ) from error
    except RecursionError as error:
        raise FieldRefusedError(path="", fault=Fault.TOO_DEEP) from error
    return parsed


def read_text(path: str, value: object, *, chars_max: int = NAME_CHARS_MAX) -> str:
    """Return a value that is a text and may be kept.

    Raises:
        FieldRefusedError: It is no text, too long, or holds control characters.
    """
    if not isinstance(value, str):
        refuse(path, Fault.NOT_TEXT)
    try:
        return clean_text(value, chars_max=chars_max)
    except TextRefusedError as error:
        raise FieldRefusedError(path=path, fault=Fault.NOT_ALLOWED, refusal=error) from error


def refuse(path: str, fault: Fault, **facts: object) -> NoReturn:
    """Refuse a field.

    Raises:
        FieldRefusedError: Always.
    """
    raise FieldRefusedError(path=path, fault=fault, **facts)


def _parse_int(digits: str) -> int | _TooLong:
    return _TooLong() if len(digits.lstrip("-")) > INTEGER_DIGITS_MAX else int(digits)


def _parse_object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Twice:
    fields: dict[str, object] = {}
    for key, value in pairs:
        if key in fields:
            return _Twice(key)
        fields[key] = value
    return fields
