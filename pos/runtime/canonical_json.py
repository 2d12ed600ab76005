"""JSON with one spelling, so that it can be hashed: payloads of the journal, lines of the tape.

Keys are sorted, nothing is padded, text is NFC and numbers are whole (RFC 8785 of such values).
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from types import NoneType
from typing import Any

import orjson

INTEGER_MAX = 2**63 - 1
"""The largest integer in canonical JSON, in either direction."""

_PLAIN = frozenset({str, bool, NoneType})
"""Values that canonical JSON has and that need no look inside."""

_ONLY_TEXT = frozenset({str})

_SURROGATES_ON = re.compile("[\ud800-\U0010ffff]")
"""Characters among which UTF-16, by which keys are sorted, has another order than their numbers."""

_NUL = b"\\u0000"
_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME


def canonical_json(value: object) -> str:
    """Write a value in the one way in which it can be written.

    Raises:
        TypeError: The value holds a float or something that JSON does not know.
        ValueError: It holds a number beyond 64 bits, a NUL or half of a surrogate pair.
    """
    _check_types(value)
    return canonical_text(value)


def canonical_text(value: object, *, turn: Callable[[Any], object] | None = None) -> str:
    """Return what `canonical_json` does, of a value that is known to hold nothing else.

    Args:
        turn: Makes what JSON knows of moments, days and other values that it does not know; ids
            become text without it. None: there are none.

    Raises:
        ValueError: A text in it holds a NUL or half of a surrogate pair.
    """
    try:
        line = orjson.dumps(value, default=turn, option=_SORTED)
    except orjson.JSONEncodeError as error:
        raise ValueError(str(error)) from error
    text = line.decode()
    if _NUL not in line and (line.isascii() or _is_normal(text)):
        return text
    return orjson.dumps(_normal(json.loads(text))).decode()


def _is_normal(text: str) -> bool:
    """Say whether sorted JSON needs no closer look: whatever is part of a text in NFC is in NFC."""
    return _SURROGATES_ON.search(text) is None and unicodedata.is_normalized("NFC", text)


def _check_types(value: object) -> None:
    """Raise for what has no place in canonical JSON; text is looked at later, if it must be."""
    if isinstance(value, str | bool | NoneType):
        return
    if isinstance(value, int):
        if abs(value) > INTEGER_MAX:
            raise ValueError("a number beyond 64 bits")
    elif isinstance(value, dict):
        if not _ONLY_TEXT.issuperset(map(type, value)):
            raise TypeError("a key that is no text")
        _check_items(value.values())
    elif isinstance(value, list | tuple):
        _check_items(value)
    else:
        raise TypeError(f"canonical JSON has no {type(value).__name__}")


def _check_items(values: Iterable[object]) -> None:
    """Check several values; a sale has some hundred, nearly all of which need no call."""
    for value in values:
        kind = type(value)
        if kind is int and -INTEGER_MAX <= value <= INTEGER_MAX:  # type: ignore[operator]
            continue
        if kind not in _PLAIN:
            _check_types(value)


def _normal(value: object) -> object:
    """Return the value with its text in NFC and its keys in the order of RFC 8785 (UTF-16)."""
    if isinstance(value, str):
        return _normal_text(value)
    if isinstance(value, dict):
        named = {_normal_text(key): _normal(item) for key, item in value.items()}
        if len(named) < len(value):
            raise ValueError("two keys that are one in NFC")
        return dict(sorted(named.items(), key=lambda pair: pair[0].encode("utf-16-be")))
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    return value


def _normal_text(text: str) -> str:
    if "\0" in text:
        raise ValueError("a NUL in a text")
    normal = unicodedata.normalize("NFC", text)
    normal.encode()
    return normal
