"""What happens to the machines on the counters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from models.print_jobs import PrintJobRow
from pos.domain.errors import PosError
from pos.domain.fact import Fact, RowsWritten
from pos.uow import ReadTx, WriteTx
from sync.simulation.steps.counter import at_counter
from sync.simulation.till import Till
from sync.simulation.world import Step, World

NEWER_COLUMN = "loyalty_level"
"""A column of a central that is a version ahead."""

_JOBS = PrintJobRow.__table__
_NUMBERS = sa.select(OrderRow.number)
_PRINTER_FAILS = (
    sa.update(_JOBS)
    .where(_JOBS.c.state == "queued")
    .values(state="waiting", attempts=_JOBS.c.attempts + 1, error_code="unreachable")
)


@dataclass(frozen=True, slots=True)
class Kill:
    """A till loses its power between two customers and is started again."""

    till: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till = world.till(self.till)
        world.touch(till)
        till.die_and_start()
        return "started again"


@dataclass(frozen=True, slots=True)
class Clone:
    """Somebody copies a till's disk, and both go on."""

    till: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        twin = world.copy_of(world.till(self.till))
        world.tills.append(twin)
        world.doubled.add(twin.place.register)
        world.touch(twin)
        return f"{len(world.tills)} tills"


@dataclass(frozen=True, slots=True)
class KeepImage:
    """Somebody makes an image of a till's disk."""

    till: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        number = self.till % len(world.tills)
        image = world.new_image_folder()
        world.tills[number].image(image)
        world.images[number] = image
        return "kept"


@dataclass(frozen=True, slots=True)
class SetBack:
    """The image that was made of a till's disk is put back."""

    till: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        number = self.till % len(world.tills)
        image = world.images.pop(number, None)
        if image is None:
            return "no image"
        till = world.tills[number]
        till.start_on(image)
        world.touch(till)
        world.doubled.add(till.place.register)
        known = set(till.ask(_numbers))
        # Customers hold these receipts; what central does not have of them, nobody has any more.
        lost = [receipt for receipt in till.promised if receipt not in known]
        for receipt in lost:
            del till.promised[receipt]
        return f"{len(lost)} receipts lost"


@dataclass(frozen=True, slots=True)
class JumpClock:
    """A till's clock jumps by up to a day, or begins to run fast or slow."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)
        till.clock.error = timedelta(minutes=chance.choice((-1_440, -61, 0, 0, 7, 1_440)))
        till.clock.drift_ppm = chance.choice((0, 0, 200, -5_000))
        return f"{till.clock.error}, {till.clock.drift_ppm} ppm"


@dataclass(frozen=True, slots=True)
class FillDisk:
    """A till's disk has room for so many pages more while some things happen there."""

    till: int
    pages: int
    meanwhile: Sequence[Step]

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till = world.till(self.till)
        world.touch(till)
        _leave_room(till, self.pages)
        outcomes = [_attempt(world, step) for step in self.meanwhile]
        _leave_room(till, None)
        return ", ".join(outcomes)


@dataclass(frozen=True, slots=True)
class FailPrinter:
    """The printer takes nothing: every job that waits has one failed attempt more."""

    till: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""

        def job(tx: WriteTx) -> int:
            return tx.connection.execute(_PRINTER_FAILS).rowcount

        return f"{at_counter(world, world.till(self.till), job)} jobs"


@dataclass(frozen=True, slots=True)
class RecordPoison:
    """A fault of the program writes a fact that central cannot book."""

    till: int
    salt: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""
        till, chance = world.till(self.till), Random(self.salt)
        kind = chance.choice(("no order", "another's", "no moment"))

        def job(tx: WriteTx) -> str:
            tx.record(_poison(tx, kind, chance))
            return kind

        return str(at_counter(world, till, job))


@dataclass(frozen=True, slots=True)
class RecordNewer:
    """A till of tomorrow's version writes a fact with a column that central does not know."""

    till: int

    def play(self, world: World) -> str:
        """Let it happen and say what came of it."""

        def job(tx: WriteTx) -> str:
            tx.record(_deed(tx, **{NEWER_COLUMN: 3}))
            return "recorded"

        return str(at_counter(world, world.till(self.till), job))


def _attempt(world: World, step: Step) -> str:
    try:
        return step.play(world)
    except PosError as problem:
        return type(problem).__name__


def _leave_room(till: Till, pages: int | None) -> None:
    def job(tx: WriteTx) -> None:
        run = tx.connection.exec_driver_sql
        used = run("PRAGMA page_count").scalar_one()
        free = run("PRAGMA freelist_count").scalar_one()
        most = 1 << 30 if pages is None else max(used - free + pages, used)
        run(f"PRAGMA max_page_count = {most}")

    till.do(job)


def _numbers(tx: ReadTx) -> list[str]:
    return list(tx.connection.execute(_NUMBERS).scalars())


def _deed(tx: WriteTx, **values: object) -> Fact:
    """Return a fact about a person's deed, which concerns nothing else in the shop."""
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "action": "door.opened",
        "store_id": tx.register.store_id,
        "register_id": tx.register.register_id,
        **values,
    }
    return _fact("audit_log", row)


def _no_order(tx: WriteTx, chance: Random) -> Fact:
    """Return a fact whose row points at nothing."""
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "order_id": UUID(int=chance.getrandbits(128)),
        "to_status": "completed",
        "register_id": tx.register.register_id,
    }
    return _fact("order_status_history", row)


def _fact(table: str, row: Mapping[str, Any]) -> Fact:
    written = (RowsWritten(table=table, rows=(row,)),)
    return Fact(kind="door.opened", version=1, table=table, row_id=row["id"], rows=written)


def _poison(tx: WriteTx, kind: str, chance: Random) -> Fact:
    match kind:
        case "another's":
            return _deed(tx, register_id=UUID(int=chance.getrandbits(128)))
        case "no moment":
            return _deed(tx, created_at="the day before yesterday, roughly")
        case _:
            return _no_order(tx, chance)
