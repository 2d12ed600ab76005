"""Rounds with central, and what gets into their way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pos.domain.errors import PosError
from sync.exchange import Round
from sync.simulation.line import Trouble
from sync.simulation.till import KilledError
from sync.simulation.world import Frame, Step, World


@dataclass(frozen=True, slots=True)
class Exchange:
    """A till speaks with central once.

    Attributes:
        troubles: What happens to which of its calls, counted from 0.
        inside: What else happens at which of its pauses.
        kill_at: The pause at which it is killed; None: it is not.
    """

    till: int
    troubles: Mapping[int, Trouble] = field(default_factory=dict)
    inside: Mapping[int, Step] = field(default_factory=dict)
    kill_at: int | None = None

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till = world.till(self.till)
        world.touch(till)
        line = till.line(world.host, troubles=self.troubles, late=world.late)
        try:
            with world.interrupted(Frame(inside=self.inside, kill_at=self.kill_at)):
                done = till.exchange(line)
        except KilledError:
            till.die_and_start()
            return "killed"
        if isinstance(done, Round):
            return (
                f"sent {done.sent}, dead {done.dead}, got {done.received}, {done.set_aside} aside"
            )
        return type(done).__name__


@dataclass(frozen=True, slots=True)
class DeliverLate:
    """A request arrives that nobody waits for any more."""

    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        if not world.late:
            return "none"
        request = world.late.pop(self.salt % len(world.late))
        try:
            world.host.call(request.register, request.function, *request.arguments)
        except PosError as problem:
            return f"{request.function}: {type(problem).__name__}"
        return f"{request.function}: arrived"
