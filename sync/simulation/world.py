"""The simulated world: time, tills, lines and a central, in one thread from one seed."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from models.sync import OutboxRow
from sync.simulation.business import GOODS, Place, founding, places
from sync.simulation.clock import VirtualTime
from sync.simulation.host import Host
from sync.simulation.till import FILE, GENERATION, LOG_SUFFIX, KilledError, Till

if TYPE_CHECKING:
    from uuid import UUID

    from sync.simulation.line import LateRequest

_OUTBOX = OutboxRow.__table__
_NEW_FACTS = (
    sa.select(_OUTBOX.c.seq, _OUTBOX.c.op_id, _OUTBOX.c.payload, _OUTBOX.c.chain)
    .where(_OUTBOX.c.incarnation == sa.bindparam("life"), _OUTBOX.c.seq > sa.bindparam("seen"))
    .order_by(_OUTBOX.c.seq)
)


class Step(Protocol):
    """One thing that happens. A frozen value: the same step does the same in the same world."""

    def play(self, world: "World") -> str:
        """Let it happen and say what came of it."""
        ...


@dataclass(slots=True)
class Frame:
    """A round in progress: what is to happen at its pauses.

    Attributes:
        inside: Steps by the number of the pause at which they happen.
        kill_at: The pause at which the process is killed; None: it lives.
    """

    inside: Mapping[int, Step]
    kill_at: int | None
    pauses: int = 0


@dataclass(slots=True)
class Made:
    """What tills ever committed to their tapes.

    Attributes:
        envelopes: By event id, every version there was (a file that was set back makes another).
        seen: By the file of a till and the life it leads, the last fact that was looked at.
    """

    envelopes: dict[str, set[str]] = field(default_factory=dict)
    seen: dict[tuple[Path, int], int] = field(default_factory=dict)


class World:
    """Everything there is.

    Attributes:
        host: Central, whoever plays it.
        tills: Registers, and copies of them that somebody made.
        late: Requests that their senders gave up and that may still arrive.
        articles: How many were ever made.
        images: Disks of tills as they were once, by the till's number.
        doubled: Registers of which there was once more than one disk.
        touched: Tills at which something happened in the step that is played.
    """

    def __init__(
        self, host: Host, *, time: VirtualTime, chance: Random, folder: Path, template: Path
    ) -> None:
        """Begin with a central and no tills.

        Args:
            folder: Where the tills' files are; it is the world's own.
            template: An empty register's file of the newest schema.
        """
        self.host = host
        self.time = time
        self.chance = chance
        self.tills: list[Till] = []
        self.late: list[LateRequest] = []
        self.articles = GOODS
        self.images: dict[int, Path] = {}
        self.doubled: set[UUID] = set()
        self.made = Made()
        self.touched: dict[int, Till] = {}
        self._folder = folder
        self._template = template
        self._frames: list[Frame] = []
        self._copies = 0
        self._trace = hashlib.sha256()

    def found(self, registers: int) -> None:
        """Let headquarters open the business and enrol its registers."""
        here = places(registers)
        assert self.host.change(founding(here)), "the business can be founded"
        for place in here:
            self.host.enrol(place.register, store_code=place.shop.code, code=place.code)
            self.take_in(place, self._template).enrol(self.host)
        self.host.open_business()

    def take_in(self, place: Place, file: Path) -> Till:
        """Put a till on a counter, with a copy of a register's file and of what lies beside it."""
        folder = self._new_folder(place.name)
        beside = {f"{file.name}{LOG_SUFFIX}": f"{FILE}{LOG_SUFFIX}", GENERATION: GENERATION}
        for source, target in {file.name: FILE, **beside}.items():
            if file.with_name(source).exists():
                shutil.copyfile(file.with_name(source), folder / target)
        till = Till(place, folder=folder, time=self.time, chance=self.chance, pause=self._pause)
        self.tills.append(till)
        return till

    def till(self, number: int) -> Till:
        """Return a till by a number that may be higher than there are tills."""
        return self.tills[number % len(self.tills)]

    def touch(self, till: Till) -> None:
        """Note that something happens at a till."""
        self.touched[id(till)] = till

    def play(self, step: Step, *, number: int) -> str:
        """Let a step happen, and remember it in the trace."""
        self.touched.clear()
        outcome = step.play(self)
        self._look_at_tapes()
        line = f"{number} {step} -> {outcome}"
        self._trace.update(line.encode())
        return line

    @property
    def trace(self) -> str:
        """A hash of everything that happened; the same seed gives the same."""
        return self._trace.hexdigest()

    @contextmanager
    def interrupted(self, frame: Frame) -> Iterator[None]:
        """Let things happen at the pauses of a round that is done in the block."""
        self._frames.append(frame)
        try:
            yield
        finally:
            self._frames.pop()

    def copy_of(self, till: Till) -> Till:
        """Copy a till's disk and start the copy beside it."""
        folder = self._new_folder(f"{till.name}-copy")
        till.image(folder / "image")
        for part in (folder / "image").iterdir():
            part.rename(folder / part.name)
        twin = Till(
            till.place, folder=folder, time=self.time, chance=self.chance, pause=self._pause
        )
        twin.clock.error = till.clock.error
        return twin

    def new_image_folder(self) -> Path:
        """Return a path for a copy of a disk."""
        return self._new_folder("image") / "disk"

    def let_time_pass(self, span: timedelta) -> None:
        """Let time pass everywhere."""
        self.time.pass_by(span)

    def close(self) -> None:
        """End everything."""
        for till in self.tills:
            till.close()
        self.host.close()

    def _pause(self, _where: str) -> None:
        if not self._frames:
            return
        frame = self._frames[-1]
        frame.pauses += 1
        step = frame.inside.get(frame.pauses)
        if step is not None:
            with self.interrupted(Frame(inside={}, kill_at=None)):
                outcome = step.play(self)
            self._trace.update(f"inside {step} -> {outcome}".encode())
        if frame.kill_at == frame.pauses:
            raise KilledError

    def _look_at_tapes(self) -> None:
        """Remember what was committed: nothing else may ever turn up in central."""
        for till in self.touched.values():
            life = till.life
            new = {"life": life, "seen": self.made.seen.get((till.path, life), 0)}
            with till.store.read() as tx:
                facts = tx.connection.execute(_NEW_FACTS, new).all()
            for fact in facts:
                self.made.envelopes.setdefault(str(fact.op_id), set()).add(fact.payload)
                self.made.seen[till.path, life] = fact.seq
            if facts:
                self._trace.update(facts[-1].chain)

    def _new_folder(self, name: str) -> Path:
        self._copies += 1
        folder = self._folder / f"{self._copies}-{name}"
        folder.mkdir()
        return folder
