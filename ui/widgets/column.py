"""A column of a table over frozen rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ui.shell.theme.tokens import Tone

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[RowT]):
    """How one column is made from a row.

    Attributes:
        value: The text of a cell; only looks at the row.
        width_px: Fixed width; 0 takes the room that is left.
        is_figure: Right aligned, as amounts are.
        is_strong: Drawn in a heavier weight.
        tone: The colour of a cell; None means plain text.
        icon: Name of an icon before the text, in the tone of the cell; "" for no icon. A cell of
            only an icon still has a text: it is shown as a tool tip and said by screen readers.
        is_icon_only: The text of the cell is not drawn.
    """

    title: str
    value: Callable[[RowT], str]
    width_px: int = 0
    is_figure: bool = False
    is_strong: bool = False
    tone: Callable[[RowT], Tone] | None = None
    icon: Callable[[RowT], str] | None = None
    is_icon_only: bool = False
