"""Writes the script of a run: a list of steps that a seed decides, and nothing else does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from sync.simulation.faults import Fault
from sync.simulation.line import Trouble
from sync.simulation.steps.central import AskOldPrimary, BackUp, FailOver, Restore, Update
from sync.simulation.steps.counter import (
    CountShelf,
    MoveCash,
    Park,
    Sell,
    TakeBack,
    TakeUp,
    TurnShift,
)
from sync.simulation.steps.exchange import DeliverLate, Exchange
from sync.simulation.steps.headquarters import (
    AddArticle,
    BeginLong,
    DeleteArticle,
    EndLong,
    MovePerson,
    Receive,
    RemoveCode,
    Reprice,
)
from sync.simulation.steps.machines import (
    Clone,
    FailPrinter,
    FillDisk,
    JumpClock,
    KeepImage,
    Kill,
    RecordNewer,
    RecordPoison,
    SetBack,
)
from sync.simulation.world import Step, World

SALT_BITS = 32
CALLS = 6
"""Most rounds make so many calls; troubles are aimed at them."""

PAUSES = 24
"""Most rounds pause so often."""

SECONDS_MAX = 240
"""Between two steps."""

TROUBLES = {
    Fault.REQUEST_LOST: Trouble.REQUEST_LOST,
    Fault.REPLY_LOST: Trouble.REPLY_LOST,
    Fault.DELAYED: Trouble.DELAYED,
    Fault.DUPLICATED: Trouble.DUPLICATED,
}


@dataclass(frozen=True, slots=True)
class Wait:
    """Time passes."""

    seconds: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        world.let_time_pass(timedelta(seconds=self.seconds))
        return "later"


class Writer:
    """Writes one script."""

    def __init__(self, seed: int, *, registers: int, faults: frozenset[Fault]) -> None:
        self._chance = Random(seed)
        self._registers = registers
        self._faults = faults
        self._makers = [(weight, make) for weight, fault, make in self._all() if self._has(fault)]

    def write(self, steps: int) -> tuple[Step, ...]:
        """Write so many steps; each register opens its drawer first."""
        opening: list[Step] = [TurnShift(till, self._salt()) for till in range(self._registers)]
        return tuple((opening + [self._step() for _ in range(steps)])[:steps])

    def _all(self) -> list[tuple[int, Fault | None, Callable[[], Step]]]:
        return [
            (300, None, lambda: Sell(self._till(), self._salt())),
            (60, None, lambda: TakeBack(self._till(), self._salt())),
            (40, None, lambda: Park(self._till(), self._salt())),
            (40, None, lambda: TakeUp(self._till(), self._salt())),
            (25, None, lambda: MoveCash(self._till(), self._salt())),
            (25, None, lambda: TurnShift(self._till(), self._salt())),
            (25, None, lambda: CountShelf(self._till(), self._salt())),
            (250, None, self._exchange),
            (60, None, lambda: Wait(self._chance.randint(1, SECONDS_MAX))),
            (50, None, lambda: Reprice(self._salt())),
            (12, None, lambda: AddArticle(self._salt())),
            (40, None, lambda: Receive(self._salt())),
            (12, None, lambda: MovePerson(self._salt())),
            (15, None, lambda: RemoveCode(self._salt())),
            (15, Fault.DELETION, lambda: DeleteArticle(self._salt())),
            (20, Fault.DELAYED, lambda: DeliverLate(self._salt())),
            (20, Fault.CRASH, lambda: Kill(self._till())),
            (2, Fault.CLONE, lambda: Clone(self._till())),
            (4, Fault.SET_BACK, lambda: KeepImage(self._till())),
            (3, Fault.SET_BACK, lambda: SetBack(self._till())),
            (15, Fault.CLOCK, lambda: JumpClock(self._till(), self._salt())),
            (8, Fault.DISK_FULL, self._fill_disk),
            (8, Fault.PRINTER, lambda: FailPrinter(self._till())),
            (8, Fault.POISON, lambda: RecordPoison(self._till(), self._salt())),
            (8, Fault.VERSION_SKEW, lambda: RecordNewer(self._till())),
            (2, Fault.VERSION_SKEW, Update),
            (12, Fault.LONG_TRANSACTION, lambda: BeginLong(self._salt())),
            (20, Fault.LONG_TRANSACTION, lambda: EndLong(self._salt())),
            (4, Fault.RESTORE, BackUp),
            (2, Fault.RESTORE, Restore),
            (8, Fault.FAILOVER, lambda: FailOver(self._salt())),
            (6, Fault.OLD_PRIMARY, lambda: AskOldPrimary(self._till())),
        ]

    def _has(self, fault: Fault | None) -> bool:
        return fault is None or fault in self._faults

    def _step(self) -> Step:
        (make,) = self._chance.choices(
            [make for _weight, make in self._makers], [weight for weight, _make in self._makers]
        )
        return make()

    def _exchange(self) -> Step:
        is_killed = self._has(Fault.CRASH) and self._chance.randrange(8) == 0
        return Exchange(
            self._till(),
            troubles=self._troubles(),
            inside=self._inside() if self._has(Fault.INTERLEAVED) else {},
            kill_at=self._chance.randint(1, PAUSES) if is_killed else None,
        )

    def _troubles(self) -> dict[int, Trouble]:
        known = [trouble for fault, trouble in TROUBLES.items() if fault in self._faults]
        if not known or self._chance.randrange(4) > 0:
            return {}
        return {self._chance.randrange(CALLS): self._chance.choice(known)}

    def _inside(self) -> dict[int, Step]:
        if self._chance.randrange(3) > 0:
            return {}
        return {
            self._chance.randint(1, PAUSES): self._step_inside()
            for _ in range(self._chance.randint(1, 3))
        }

    def _step_inside(self) -> Step:
        """Return something that leaves the tills' processes alone: a round is in progress."""
        choice: list[tuple[int, Fault | None, Callable[[], Step]]] = [
            (6, None, lambda: Sell(self._till(), self._salt())),
            (2, None, lambda: TakeBack(self._till(), self._salt())),
            (2, None, lambda: TakeUp(self._till(), self._salt())),
            (6, None, lambda: Exchange(self._till(), troubles=self._troubles())),
            (4, None, lambda: Reprice(self._salt())),
            (3, None, lambda: Receive(self._salt())),
            (2, None, lambda: RemoveCode(self._salt())),
            (1, None, lambda: MovePerson(self._salt())),
            (2, Fault.DELAYED, lambda: DeliverLate(self._salt())),
            (2, Fault.LONG_TRANSACTION, lambda: EndLong(self._salt())),
            (2, Fault.FAILOVER, lambda: FailOver(self._salt())),
            (1, Fault.RESTORE, Restore),
        ]
        known = [(weight, make) for weight, fault, make in choice if self._has(fault)]
        (make,) = self._chance.choices(
            [make for _weight, make in known], [weight for weight, _make in known]
        )
        return make()

    def _fill_disk(self) -> Step:
        till = self._till()
        meanwhile = [
            self._chance.choice((Sell(till, self._salt()), Exchange(till)))
            for _ in range(self._chance.randint(1, 4))
        ]
        return FillDisk(till, self._chance.randint(0, 30), tuple(meanwhile))

    def _till(self) -> int:
        return self._chance.randrange(self._registers + 1)

    def _salt(self) -> int:
        return self._chance.getrandbits(SALT_BITS)


def write_script(
    seed: int, *, registers: int, steps: int, faults: frozenset[Fault]
) -> tuple[Step, ...]:
    """Return what happens in a run."""
    return Writer(seed, registers=registers, faults=faults).write(steps)
