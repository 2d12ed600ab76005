"""The power check: does the simulation find a bug that is planted on purpose?

A bug puts a wrong part in the place of a right one for as long as its block lasts.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sync.simulation.faults import ALL_FAULTS, Fault
from sync.simulation.run import Outcome, Plan, Stage, play
from sync.simulation.world import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A bug.

    Attributes:
        name: What `--planted` takes.
        says: What is wrong then.
        owner: What has the part that is replaced.
        part: The name of the part.
        make: Makes the wrong part out of the right one.
        faults: The faults that may be needed to see it.
        first: Steps that are played before those of the seed, where chance alone would hardly
            ever bring what it takes.
    """

    name: str
    says: str
    owner: Any
    part: str
    make: Callable[[Any], Any]
    faults: frozenset[Fault] = ALL_FAULTS
    first: tuple[Step, ...] = ()


@contextmanager
def planted(bug: Planted) -> Iterator[None]:
    """Have the bug in the program."""
    right = getattr(bug.owner, bug.part)
    setattr(bug.owner, bug.part, bug.make(right))
    try:
        yield
    finally:
        setattr(bug.owner, bug.part, right)


def hunt(bug: Planted, stage: Stage, plans: Sequence[Plan]) -> Outcome | None:
    """Play until the bug is found; return that run, or None when no run found it."""
    with planted(bug):
        for plan in plans:
            fit = replace(plan, faults=plan.faults & bug.faults)
            script = (*bug.first, *fit.steps_to_play())
            outcome = play(replace(fit, script=script), stage)
            if outcome.breach is not None:
                return outcome
    return None
