"""What people do at the tills."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from pos.domain.errors import PosError
from pos.uow import WriteTx
from sync.simulation import counter
from sync.simulation.counter import Sold
from sync.simulation.till import Till
from sync.simulation.world import World


@dataclass(frozen=True, slots=True)
class Sell:
    """A customer buys something."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)

        def job(tx: WriteTx) -> Sold | None:
            return counter.sell(tx, till.place.shop, chance, articles=world.articles)

        done = at_counter(world, till, job)
        if isinstance(done, Sold):
            # The receipt is in the customer's hand: from here on the sale is a promise.
            till.promised[done.number] = done.total_cents
            return f"{done.number} for {done.total_cents}"
        return str(done)


@dataclass(frozen=True, slots=True)
class Park:
    """A cart is put aside."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)

        def job(tx: WriteTx) -> object:
            return counter.park(tx, till.place.shop, chance, articles=world.articles)

        return str(at_counter(world, till, job))


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A cart that was put aside is gone on with, at whichever till of the store."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)
        done = at_counter(world, till, lambda tx: counter.take_up(tx, till.place.shop, chance))
        if isinstance(done, Sold):
            till.promised[done.number] = done.total_cents
            return f"{done.number} for {done.total_cents}"
        return str(done)


@dataclass(frozen=True, slots=True)
class TakeBack:
    """A customer brings something back."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)

        def job(tx: WriteTx) -> object:
            return counter.take_back(tx, till.place.shop, chance)

        return str(at_counter(world, till, job))


@dataclass(frozen=True, slots=True)
class MoveCash:
    """Cash goes into the drawer or out of it."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)

        def job(tx: WriteTx) -> object:
            return counter.move_some_cash(tx, till.place.shop, chance)

        return str(at_counter(world, till, job))


@dataclass(frozen=True, slots=True)
class TurnShift:
    """A shift ends, or the next begins."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)

        def job(tx: WriteTx) -> object:
            return counter.turn_the_shift(tx, till.place.shop, chance)

        return str(at_counter(world, till, job))


@dataclass(frozen=True, slots=True)
class CountShelf:
    """Somebody counts what lies on a shelf."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)

        def job(tx: WriteTx) -> object:
            return counter.count_shelf(tx, till.place.shop, chance, articles=world.articles)

        return str(at_counter(world, till, job))


def at_counter(world: World, till: Till, job: Callable[[WriteTx], object]) -> object:
    """Do what somebody wishes; return its result, or the name of what forbade it."""
    world.touch(till)
    try:
        return till.do(job)
    except PosError as problem:
        return type(problem).__name__
