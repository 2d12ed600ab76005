"""Makes a failing script short: leaves steps out for as long as the same rule still breaks."""

from collections.abc import Sequence
from dataclasses import replace

from sync.simulation.run import Outcome, Stage, play
from sync.simulation.steps.exchange import Exchange
from sync.simulation.world import Step

PLAYS_MAX = 120
"""A script is played again at most so often."""


def minimise(outcome: Outcome, stage: Stage, *, plays_max: int = PLAYS_MAX) -> Outcome:
    """Return a run of a shorter script that breaks the same rule."""
    assert outcome.breach is not None, "a run that failed"
    search = _Search(outcome, stage, plays_max=plays_max)
    search.leave_out_chunks()
    search.calm_rounds()
    return search.best


class _Search:
    def __init__(self, outcome: Outcome, stage: Stage, *, plays_max: int) -> None:
        assert outcome.breach is not None, "a run that failed"
        steps = outcome.plan.steps_to_play()[: outcome.played]
        self.best = replace(outcome, plan=replace(outcome.plan, script=tuple(steps)))
        self._rule = outcome.breach.invariant
        self._stage = stage
        self._plays_left = plays_max

    def leave_out_chunks(self) -> None:
        """Leave out halves, then quarters, down to single steps."""
        chunk = len(self._script) // 2
        while chunk > 0:
            start = 0
            while start < len(self._script) and self._plays_left > 0:
                shorter = (*self._script[:start], *self._script[start + chunk :])
                if not self._still_breaks(shorter):
                    start += chunk
            chunk //= 2

    def calm_rounds(self) -> None:
        """Take out of each round what gets into its way."""
        for number, step in enumerate(self._script):
            if isinstance(step, Exchange) and step != Exchange(step.till):
                calmer = (*self._script[:number], Exchange(step.till), *self._script[number + 1 :])
                self._still_breaks(calmer)

    @property
    def _script(self) -> Sequence[Step]:
        return self.best.plan.steps_to_play()

    def _still_breaks(self, script: Sequence[Step]) -> bool:
        if self._plays_left == 0:
            return False
        self._plays_left -= 1
        tried = play(replace(self.best.plan, script=tuple(script)), self._stage)
        if tried.breach is None or tried.breach.invariant != self._rule:
            return False
        self.best = tried
        return True
