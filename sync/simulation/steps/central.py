"""What happens to central itself."""

from dataclasses import dataclass
from datetime import timedelta

from sync.simulation.model.central import ModelCentral
from sync.simulation.steps.exchange import Exchange
from sync.simulation.steps.machines import NEWER_COLUMN
from sync.simulation.world import World

LOST_MAX = 6
"""So many transactions had not reached the standby."""

CHANGE_TAKES = timedelta(seconds=5)
"""Before another server, or another state of it, answers: histories begin seconds apart."""


@dataclass(frozen=True, slots=True)
class BackUp:
    """Central's state is kept."""

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        world.host.back_up()
        return "kept"


@dataclass(frozen=True, slots=True)
class Restore:
    """Central is set back to the state that was kept."""

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        world.time.pass_by(CHANGE_TAKES)
        return "restored" if world.host.restore() else "no backup"


@dataclass(frozen=True, slots=True)
class FailOver:
    """A standby takes over that lacks the last transactions."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        assert isinstance(world.host, ModelCentral), (
            "a real server does not lose what it is asked to"
        )
        lost = self.salt % LOST_MAX
        world.time.pass_by(CHANGE_TAKES)
        world.host.lose(lost)
        return f"{lost} transactions lost"


@dataclass(frozen=True, slots=True)
class AskOldPrimary:
    """A till reaches the server that was replaced, which does not know that it was."""

    till: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        assert isinstance(world.host, ModelCentral), "there is one real server"
        current, former = world.host, world.host.former
        if former is None:
            return "there is none"
        world.host = former
        try:
            return Exchange(self.till).play(world)
        finally:
            world.host = current


@dataclass(frozen=True, slots=True)
class Update:
    """Central is updated: it understands what waited for that."""

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        world.host.learn("audit_log", NEWER_COLUMN)
        return "updated"
