"""Finds the rows and measures them: value and limit take turns, round after round."""

import pkgutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from pos.runtime.rubbish import collect_what_is_due, put_off
from ui.bench import rows
from ui.bench.kit import Kit
from ui.bench.row import Round, Row

_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What came out of a row.

    Attributes:
        value: Median of all samples, in the row's unit.
        p99: Of the value; None where nobody waits for it.
        limit: Median of the limit's samples; None where there is no limit.
        ratio: Value by limit.
        met: The goal is reached.
        stretch_met: So is the goal to be proud of.
        samples: How many single measurements the value was taken from.
    """

    row: Row
    value: float
    p99: float | None
    limit: float | None
    ratio: float | None
    met: bool
    stretch_met: bool
    samples: int


def find_rows() -> tuple[Row, ...]:
    """Return the rows of all modules in `ui.bench.rows`, by name."""
    found = (
        import_module(f"{rows.__name__}.{module.name}").ROW
        for module in pkgutil.iter_modules(rows.__path__)
    )
    return tuple(sorted(found, key=lambda row: row.name))


def measure(row: Row, kit: Kit) -> Figure:
    """Set a row up, measure it, and judge it."""
    with put_off(), row.open(kit) as trial:  # as in the open till, which collects by hand
        values, limits = take_turns(trial.value, trial.limit, rounds=kit.sizes.rounds)
    return judge(row, values, limits)


def take_turns(
    value: Round, limit: Round | float | None, *, rounds: int
) -> tuple[Sequence[float], Sequence[float]]:
    """Return the samples of both, taken A B A B: a slow moment of the machine meets both."""
    values: list[float] = []
    limits: list[float] = []
    for _ in range(rounds):
        collect_what_is_due()
        values += value()
        collect_what_is_due()
        if callable(limit):
            limits += limit()
        elif limit is not None:
            limits.append(limit)
    return values, limits


def judge(row: Row, values: Sequence[float], limits: Sequence[float]) -> Figure:
    """Return the figures of a row from its samples."""
    value = statistics.median(values)
    limit = statistics.median(limits) if limits else None
    ratio = value / limit if limit else None
    return Figure(
        row=row,
        value=value,
        p99=slowest_hundredth(values) if row.people_wait else None,
        limit=limit,
        ratio=ratio,
        met=row.goal.reached(row.goal.must, value=value, ratio=ratio),
        stretch_met=row.goal.reached(row.goal.stretch, value=value, ratio=ratio),
        samples=len(values),
    )


def slowest_hundredth(values: Sequence[float]) -> float:
    """Return the sample that 99 of 100 do not exceed; of few samples the slowest."""
    ordered = sorted(values)
    return ordered[-1 - len(ordered) // _PERCENT]
