"""One simulated register: a real database file, the real services, the real exchange."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import TypeVar

from pos.domain.errors import PosError
from pos.life import settle
from pos.services.installation import claim_register
from pos.uow import ReadTx, Store, WriteTx
from sync.contact import exchange_once, note_failure
from sync.enrolment import get_enrolment
from sync.errors import IncarnationOverError, TapeForkedError
from sync.exchange import Round
from sync.simulation.business import Place
from sync.simulation.clock import ChanceIds, VirtualClock, VirtualTime
from sync.simulation.host import Host
from sync.simulation.inline_lanes import InlineLanes
from sync.simulation.line import LateRequest, Line, LineToCentral, Trouble
from sync.state import Enrolment, keep_enrolment, read_held

FILE = "till.db"
LOG_SUFFIX = "-wal"
PARTS = (FILE, f"{FILE}{LOG_SUFFIX}")
"""What a power cut leaves: the file and its log, as far as they were written."""

GENERATION = "generation.json"
"""Lies beside the database, and stays where it is when an image of that is put back."""

NO_NAME = ""
"""Machines are cloned with their names, so a name tells nothing here."""

ResultT = TypeVar("ResultT")


class KilledError(BaseException):
    """The process ends here, without a word to anybody."""


class Till:
    """A register and its database.

    Attributes:
        place: Which register it is.
        promised: Receipts that customers hold: the totals by number.
        pause: What the world does between two steps of an exchange.
        problem: How its last round with central ended; None: it went through.
    """

    def __init__(
        self,
        place: Place,
        *,
        folder: Path,
        time: VirtualTime,
        chance: Random,
        pause: Callable[[str], None],
    ) -> None:
        self.place = place
        self.clock = VirtualClock(time)
        self.promised: dict[str, int] = {}
        self.problem: PosError | None = None
        self.pause = pause
        self._ids = ChanceIds(self.clock, chance)
        self._folder = folder
        self._starts = 0
        self._open()

    @property
    def name(self) -> str:
        """What people call it."""
        return self.place.name

    @property
    def path(self) -> Path:
        """Its database file now."""
        return self._home / FILE

    @property
    def generation(self) -> Path:
        """Where its starts are counted, beside its database."""
        return self._folder / GENERATION

    @property
    def life(self) -> int:
        """Which life its database leads."""
        return self.ask(lambda tx: get_enrolment(tx.connection)).incarnation

    @property
    def is_fenced(self) -> bool:
        """Whether central has told it that another one goes on in its place."""
        return isinstance(self.problem, TapeForkedError | IncarnationOverError)

    def enrol(self, host: Host) -> None:
        """Become the register that it is, and load what its store needs."""
        enrolment = Enrolment(
            url="",
            role="",
            register_id=self.place.register,
            store_code=self.place.shop.code,
            register_code=self.place.code,
            incarnation=1,
        )
        self.do(lambda tx: keep_enrolment(tx.connection, enrolment, now=tx.now))
        self.exchange(Line(host, self.place.register, {}, [], self.pause))
        self.do(lambda tx: claim_register(tx, self.place.register))
        self.die_and_start()  # the first start as a register, which is counted

    def do(self, job: Callable[[WriteTx], ResultT]) -> ResultT:
        """Do what a person at the till wishes.

        Raises:
            PosError: It was refused, or the file could not take it.
        """
        with self.store.write() as tx:
            return job(tx)

    def ask(self, job: Callable[[ReadTx], ResultT]) -> ResultT:
        """Look something up."""
        with self.store.read() as tx:
            return job(tx)

    def line(self, host: Host, *, troubles: Mapping[int, Trouble], late: list[LateRequest]) -> Line:
        """Connect to a central."""
        return Line(host, self.place.register, troubles, late, self.pause)

    def exchange(self, line: Line) -> Round | PosError:
        """Do one round with central, as the window's loop does it, and return how it went."""
        central = LineToCentral(line, incarnation=self.life, clock=self.clock)
        try:
            done = exchange_once(self.lanes, central)
        except PosError as problem:
            note_failure(self.lanes, problem)
            self.problem = problem
            return problem
        self.problem = None
        return done

    def believed_held(self) -> int:
        """Return the last fact that it believes central to have."""
        return self.ask(lambda tx: read_held(tx.connection)).last_seq

    def die_and_start(self) -> None:
        """Be killed now, and started again on what the disk holds."""
        old, home = self.store, self._home
        self._open(image=home)
        old.close()
        shutil.rmtree(home)

    def image(self, to: Path) -> None:
        """Copy the disk as it is now, as somebody who clones it does."""
        to.mkdir()
        _copy(self._home, to)
        shutil.copyfile(self.generation, to / GENERATION)

    def start_on(self, image: Path) -> None:
        """Be started on another disk than before."""
        old, home = self.store, self._home
        self._open(image=image)
        old.close()
        shutil.rmtree(home)

    def close(self) -> None:
        """End for good."""
        self.lanes.close()
        self.store.close()

    def _open(self, *, image: Path | None = None) -> None:
        self._starts += 1
        self._home = self._folder / f"life-{self._starts}"
        self._home.mkdir(parents=True)
        _copy(image or self._folder, self._home)
        self.store = Store(self.path, clock=self.clock, ids=self._ids)
        self.lanes = InlineLanes(self.store, pause=self.pause)
        settle(self.store, file=self.generation, machine=NO_NAME)


def _copy(source: Path, target: Path) -> None:
    for part in PARTS:
        if (source / part).exists():
            shutil.copyfile(source / part, target / part)
