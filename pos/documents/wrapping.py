"""Breaks text into lines that fit: the one way, for fixed-width text, PDF and pictures."""

import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]
"""Gives the width of a text in whole units: columns, dots, or thousandths of a point."""


def columns_of(text: str) -> int:
    """Return how many columns a fixed-width font needs; wide characters need two."""
    return sum(_columns(char) for char in text)


def wrap(text: str, *, width: int, measure: Measure) -> tuple[str, ...]:
    """Break a text at spaces, and inside a word only where the word alone is too wide."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        candidate = f"{current} {word}" if current else word
        if measure(candidate) <= width:
            current = candidate
            continue
        if current:
            lines.append(current)
        *full, current = _pieces(word, width=width, measure=measure)
        lines.extend(full)
    return (*lines, current)


def _pieces(word: str, *, width: int, measure: Measure) -> list[str]:
    pieces = [""]
    for char in word:
        is_too_wide = measure(pieces[-1] + char) > width
        if pieces[-1] and is_too_wide and not _joins_the_one_before(char):
            pieces.append("")
        pieces[-1] += char
    return pieces


def _columns(char: str) -> int:
    if _joins_the_one_before(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _joins_the_one_before(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me"}
