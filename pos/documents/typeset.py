"""Sets blocks in rows for a paper of known width: what stands at which edge.

Fixed-width text, PDF and picture differ only in how they measure and draw; where a name is broken
and where an amount stands is decided here for all of them (trust.md O-10).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pos.documents.blocks import Align, Table, TextLine
from pos.documents.wrapping import Measure, wrap

RIGHT_TEXT_ROOM = 3
"""A right-hand text that leaves less than one in so many of the width goes below the left one."""

FIRST_COLUMN_ROOM = 4
"""A table whose first column gets less than one in so many of the width is set without columns."""


class Edge(Enum):
    """Which part of a text stands at its position."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text and where its edge stands, in the units of the measure."""

    text: str
    at: int
    edge: Edge = Edge.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands on one baseline."""

    cells: tuple[Cell, ...]
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The paper in the units of its measure.

    Attributes:
        gap: The least room between two texts of a row.
        indent: How far an indented line is set in.
        measure: Width of a text in the font of the block that is being set.
    """

    width: int
    gap: int
    indent: int
    measure: Measure


def set_text_line(block: TextLine, sheet: Sheet) -> tuple[Row, ...]:
    """Wrap the left text; the right one stays whole beside its last row."""
    if block.align is Align.CENTER:
        lines = wrap(block.left, width=sheet.width, measure=sheet.measure)
        return tuple(
            Row(cells=(Cell(text=line, at=sheet.width // 2, edge=Edge.CENTER),)) for line in lines
        )
    start = sheet.indent if block.is_indented else 0
    return tuple(_beside(block.left, block.right, start=start, sheet=sheet))


def set_table(block: Table, sheet: Sheet) -> tuple[Row, ...]:
    """Set a table in columns, or row by row where its figures are too wide for that.

    The sheet measures in bold, the widest that a cell may be.
    """
    ends = _column_ends(block, sheet)
    rows: list[Row] = []
    for index, cells in enumerate(block.all_rows):
        is_bold = bool(block.head) and index == 0
        if ends is None:
            rows.extend(_beside(cells[0], " ".join(cells[1:]), start=0, sheet=sheet))
        else:
            rows.extend(_table_row(cells, ends, sheet=sheet, is_bold=is_bold))
    return tuple(rows)


def _beside(left: str, right: str, *, start: int, sheet: Sheet) -> Iterator[Row]:
    room = sheet.width - start
    beside = room - sheet.measure(right) - sheet.gap if right else room
    goes_below = beside < room // RIGHT_TEXT_ROOM and sheet.measure(left) > beside
    lines = wrap(left, width=room if goes_below else beside, measure=sheet.measure)
    for line in lines[:-1]:
        yield _left_row(line, start)
    last = Cell(text=lines[-1], at=start)
    if not right:
        yield Row(cells=(last,))
    elif not goes_below:
        yield Row(cells=(last, Cell(text=right, at=sheet.width, edge=Edge.RIGHT)))
    else:
        yield Row(cells=(last,))
        yield from _right_rows(right, sheet)


def _column_ends(block: Table, sheet: Sheet) -> tuple[int, ...] | None:
    columns = zip(*block.all_rows, strict=True)
    needed = [max(sheet.measure(cell) for cell in column) for column in columns]
    ends = [sheet.width]
    for part in needed[:0:-1]:
        ends.append(ends[-1] - part - sheet.gap)
    return tuple(reversed(ends)) if ends[-1] >= sheet.width // FIRST_COLUMN_ROOM else None


def _table_row(
    cells: tuple[str, ...], ends: tuple[int, ...], *, sheet: Sheet, is_bold: bool
) -> Iterator[Row]:
    lines = wrap(cells[0], width=ends[0], measure=sheet.measure)
    for line in lines[:-1]:
        yield _left_row(line, 0)
    figures = (
        Cell(text=cell, at=end, edge=Edge.RIGHT)
        for cell, end in zip(cells[1:], ends[1:], strict=True)
    )
    yield Row(cells=(Cell(text=lines[-1], at=0), *figures), is_bold=is_bold)


def _left_row(text: str, start: int) -> Row:
    return Row(cells=(Cell(text=text, at=start),))


def _right_rows(text: str, sheet: Sheet) -> Iterator[Row]:
    for line in wrap(text, width=sheet.width, measure=sheet.measure):
        yield Row(cells=(Cell(text=line, at=sheet.width, edge=Edge.RIGHT),))
