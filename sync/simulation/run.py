"""One run: a script is played in a new world, the invariants are checked, and everything rests."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from models.migrations.runner import upgrade_register
from sync.simulation.books import summarise
from sync.simulation.clock import VirtualTime
from sync.simulation.faults import ALL_FAULTS, Fault
from sync.simulation.host import Host
from sync.simulation.invariants.all import ALWAYS, AT_REST
from sync.simulation.invariants.invariant import Breach, Invariant, Memory
from sync.simulation.model.central import ModelCentral
from sync.simulation.script import write_script
from sync.simulation.steps.exchange import DeliverLate, Exchange
from sync.simulation.steps.machines import SetBack
from sync.simulation.world import Step, World

ROUNDS_TO_REST_MAX = 8
"""Within so many rounds of every till nothing may be left to say."""

RAM_DISK = Path("/dev/shm")  # noqa: S108 - folders in it are made by tempfile

MakeHost = Callable[[Callable[[], datetime], int], Host]
"""Makes the central of a run, from its clock and the seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be played.

    Attributes:
        script: The steps; None: those that the seed decides.
    """

    seed: int
    registers: int = 5
    steps: int = 2_000
    faults: frozenset[Fault] = ALL_FAULTS
    script: Sequence[Step] | None = None

    def steps_to_play(self) -> Sequence[Step]:
        """Return the script."""
        if self.script is not None:
            return self.script
        return write_script(
            self.seed, registers=self.registers, steps=self.steps, faults=self.faults
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a run.

    Attributes:
        trace: A hash of everything that happened.
        breach: The first rule that did not hold; None: all held.
        played: How many steps had been played then.
        story: What happened, step by step.
        facts: Facts that central holds at the end.
        summary: What central's books say at the end, for comparing two of them.
    """

    plan: Plan
    trace: str
    breach: Breach | None
    played: int
    story: tuple[str, ...]
    facts: int
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where runs are played.

    Attributes:
        template: An empty register's file.
        make_host: Makes the central of a run.
    """

    folder: Path
    template: Path
    make_host: MakeHost


def make_model(now: Callable[[], datetime], seed: int) -> Host:
    """Make a central in memory; its ids come from a chance of its own."""
    return ModelCentral(now=now, chance=Random(f"central {seed}"))


@contextmanager
def open_stage(make_host: MakeHost = make_model) -> Iterator[Stage]:
    """Make a folder for runs, in memory where the machine has such a place, and remove it after."""
    parent = RAM_DISK if RAM_DISK.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="countertop-simulation-", dir=parent))
    try:
        template = folder / "template.db"
        upgrade_register(template)
        yield Stage(folder=folder, template=template, make_host=make_host)
    finally:
        shutil.rmtree(folder)


def play(plan: Plan, stage: Stage) -> Outcome:
    """Play a script from a new world's beginning to its rest."""
    with open_world(plan, stage) as world:
        memory, story, breach = Memory(), [], None
        for number, step in enumerate(plan.steps_to_play()):
            story.append(world.play(step, number=number))
            if isinstance(step, SetBack):
                memory.forget(world.till(step.till))
            breach = first_breach(ALWAYS, world, memory)
            if breach is not None:
                break
        if breach is None:
            story += come_to_rest(world)
            breach = first_breach((*ALWAYS, *AT_REST), world, memory)
        return _outcome(plan, world, story=tuple(story), breach=breach)


@contextmanager
def open_world(plan: Plan, stage: Stage) -> Iterator[World]:
    """Make a world with a central and tills, and end it after the block."""
    folder = Path(tempfile.mkdtemp(dir=stage.folder))
    time = VirtualTime()
    host = stage.make_host(lambda: time.moment, plan.seed)
    world = World(host, time=time, chance=Random(plan.seed), folder=folder, template=stage.template)
    try:
        world.found(plan.registers)
        yield world
    finally:
        world.close()
        shutil.rmtree(folder)


def come_to_rest(world: World) -> Iterator[str]:
    """Take all faults away, let late requests arrive, and exchange until nothing is left to say."""
    world.host.end_long()
    while world.late:
        yield world.play(DeliverLate(0), number=-1)
    for _round in range(ROUNDS_TO_REST_MAX):
        before = _state(world)
        for number in range(len(world.tills)):
            yield world.play(Exchange(number), number=-1)
        if _state(world) == before:
            break
    for till in world.tills:
        world.touch(till)


def first_breach(invariants: Iterable[Invariant], world: World, memory: Memory) -> Breach | None:
    """Return the first complaint that there is, or None when everything holds."""
    for invariant in invariants:
        for complaint in invariant.check(world, memory):
            return Breach(invariant=invariant, complaint=complaint)
    return None


def _outcome(plan: Plan, world: World, *, story: tuple[str, ...], breach: Breach | None) -> Outcome:
    books = world.host.books()
    return Outcome(
        plan=plan,
        trace=world.trace,
        breach=breach,
        played=len(story),
        story=story,
        facts=len(books.inbox()),
        summary=summarise(books),
    )


def _state(world: World) -> tuple[object, ...]:
    books = world.host.books()
    return (
        tuple(sorted(books.marks().items())),
        max(books.places().values(), default=0),
        books.unplaced(),
        books.history(),
    )
