"""The pieces that a paper is made of, before anybody knows its width or its fonts.

A block cannot hold a control byte: text is cleaned when the block is made (trust.md O-01), so no
printer and no PDF ever sees what was not.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pos.domain.text import printable


class Size(StrEnum):
    """How large a line is printed."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


class Align(StrEnum):
    """Where a line stands that has no right-hand part."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A text, wrapped where it is too long, with an optional one at the right edge.

    Attributes:
        right: Stays whole and stands beside the last line of `left`.
        is_indented: Sets the left part in, as a line under its parent.
    """

    left: str
    right: str = ""
    align: Align = Align.LEFT
    size: Size = Size.NORMAL
    is_bold: bool = False
    is_indented: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "left", printable(self.left))
        object.__setattr__(self, "right", printable(self.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table: the first column at the left, the others right-aligned.

    Attributes:
        head: The words above the columns, in bold; empty when they speak for themselves.
        rows: As many cells each as the head has.
    """

    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "head", tuple(printable(cell) for cell in self.head))
        rows = tuple(tuple(printable(cell) for cell in row) for row in self.rows)
        object.__setattr__(self, "rows", rows)

    @property
    def all_rows(self) -> tuple[tuple[str, ...], ...]:
        """The head, where there is one, and the rows."""
        return (self.head, *self.rows) if self.head else self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Empty paper as high as half a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode:
    """A Code 128 with words below.

    Attributes:
        text: What the code says.
        caption: What a person reads below it; empty: the same.
    """

    text: str
    caption: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        object.__setattr__(self, "caption", printable(self.caption) or self.text)


Block: TypeAlias = TextLine | Table | Rule | Gap | Barcode
Blocks: TypeAlias = tuple[Block, ...]
