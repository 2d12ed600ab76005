"""What a row of the benchmark declares: what it measures, against which limit, and the goal."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum

from ui.bench.kit import Kit

Round = Callable[[], Sequence[float]]
"""Measures once more; returns one or more samples in the unit of the row."""


class Judged(StrEnum):
    """Which figure a goal is about."""

    VALUE = "value"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a row shall reach.

    Attributes:
        must: The figure that is good enough.
        stretch: The figure to be proud of.
        at_least: More is better; otherwise less is.
    """

    judged: Judged
    must: float
    stretch: float
    at_least: bool = False

    def reached(self, target: float, *, value: float, ratio: float | None) -> bool:
        """Say whether a measured row comes up to one of the two targets."""
        figure = value if self.judged is Judged.VALUE else ratio
        if figure is None:
            return False
        return figure >= target if self.at_least else figure <= target


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A row that is set up and can be measured, round after round.

    Attributes:
        value: What the product does.
        limit: The same work by the rawest means on the same data; a number where the limit is no
            measurement (a frame); None where there is none.
    """

    value: Round
    limit: Round | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """How many single measurements one round takes."""

    quick: int
    full: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table, declared as `ROW` by a module of `ui.bench.rows`.

    Attributes:
        name: As typed after `countertop bench`.
        value: What is measured, in words.
        limit: What it is compared with, in words; empty for nothing.
        unit: Of value and limit.
        open: Sets the measurement up and cleans up behind it.
        people_wait: The slowest hundredth matters too; it is shown as p99.
    """

    name: str
    value: str
    limit: str
    unit: str
    goal: Goal
    open: Callable[[Kit], AbstractContextManager[Trial]]
    samples: Samples = field(default_factory=lambda: Samples(quick=1, full=1))
    people_wait: bool = False
