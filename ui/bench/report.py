"""Writes figures down: a table for people, a document for programs."""

from collections.abc import Iterable

from ui.bench.harness import Figure
from ui.bench.row import Goal, Judged, Row

HEADS = ("row", "value", "p99", "limit", "ratio", "goal", "stretch", "")
_GAP = "  "
_FINE_BELOW = 10


def document(figure: Figure) -> dict[str, object]:
    """Return a figure as the JSON document has it."""
    row, goal = figure.row, figure.row.goal
    return {
        "name": row.name,
        "value": figure.value,
        "unit": row.unit,
        "p99": figure.p99,
        "limit": figure.limit,
        "ratio": figure.ratio,
        "goal": {
            "judged": str(goal.judged),
            "at_least": goal.at_least,
            "must": goal.must,
            "stretch": goal.stretch,
        },
        "met": figure.met,
        "stretch_met": figure.stretch_met,
        "samples": figure.samples,
        "value_is": row.value,
        "limit_is": row.limit,
    }


def table(figures: Iterable[Figure]) -> str:
    """Return the table that stands on the screen."""
    lines = [HEADS, *(_cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    return "".join(f"{_line(cells, widths)}\n" for cells in lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    row, goal = figure.row, figure.row.goal
    return (
        row.name,
        f"{_number(figure.value)} {row.unit}",
        _number(figure.p99),
        _number(figure.limit),
        "" if figure.ratio is None else f"{figure.ratio:.2f}x",
        _target(row, goal, goal.must),
        _target(row, goal, goal.stretch),
        _verdict(figure),
    )


def _target(row: Row, goal: Goal, target: float) -> str:
    sign = ">=" if goal.at_least else "<="
    return f"{sign} {target:g}{'x' if goal.judged is Judged.RATIO else f' {row.unit}'}"


def _verdict(figure: Figure) -> str:
    if figure.stretch_met:
        return "stretch"
    return "met" if figure.met else "MISSED"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.2f}" if value < _FINE_BELOW else f"{value:,.0f}"


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    name, *numbers, verdict = cells
    middle = (cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True))
    return _GAP.join((name.ljust(widths[0]), *middle, verdict)).rstrip()
