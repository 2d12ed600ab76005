"""Real processes that sell, are killed at any moment, and lose their lines; then the books.

The registers' files as the last kill left them become the tills of a simulated world around the
same real central. There everything comes to rest, and the rules of any simulation are checked.
"""

import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

from psycopg.conninfo import make_conninfo

from models.migrations.runner import upgrade_register
from pos.runtime.clock import Clock, SystemClock
from pos.uow import WriteTx
from sync.enrolment import get_enrolment
from sync.secrets import FileSecrets
from sync.simulation.clock import VirtualTime
from sync.simulation.invariants.all import ALWAYS, AT_REST
from sync.simulation.invariants.invariant import Breach, Memory
from sync.simulation.postgres import PostgresCentral, Server
from sync.simulation.processes import register
from sync.simulation.processes.proxy import HOST, Proxy, choose_ailment
from sync.simulation.run import come_to_rest, first_breach
from sync.simulation.till import FILE, GENERATION, Till
from sync.simulation.world import World
from sync.state import keep_enrolment

LIFE_MS_MIN, LIFE_MS_MAX = 30, 400
"""How long all processes live between two kills."""

SERVER_PORT = 5432
"""Part of the name of the server's socket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPlan:
    """What is to be played.

    Attributes:
        minutes_max: It ends then, however many kills are left.
    """

    seed: int
    registers: int = 3
    kills: int = 300
    minutes_max: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How it ended.

    Attributes:
        promised: Sales that a process had acknowledged.
        facts: Facts that central holds in the end.
        lines: How many connections had which ailment.
    """

    plan: ProcessPlan
    kills: int
    promised: int
    facts: int
    lines: dict[str, int]
    breach: Breach | None


def play_processes(plan: ProcessPlan, server: Server, server_url: str) -> Verdict:
    """Play it, and check the books.

    Args:
        server_url: Where the server's socket is.
    """
    clock = SystemClock()
    folder = Path(tempfile.mkdtemp(prefix="countertop-processes-"))
    central = server.make_central(clock.now, plan.seed)
    chance = Random(plan.seed)
    socket = Path(parse_qs(urlsplit(server_url).query)["host"][0]) / f".s.PGSQL.{SERVER_PORT}"
    proxy = Proxy(socket, lambda: choose_ailment(chance))
    try:
        world = _found(plan, central, folder=folder, clock=clock)
        proxy.start()
        homes = _move_out(world, central, folder=folder)
        kills = _kill_again_and_again(plan, homes, world, proxy=proxy, clock=clock)
        _move_in(world, homes, clock)
        return _judge(plan, world, kills=kills, lines=dict(proxy.carried))
    finally:
        proxy.close()
        central.close()
        shutil.rmtree(folder)


def _found(plan: ProcessPlan, central: PostgresCentral, *, folder: Path, clock: Clock) -> World:
    template = folder / "template.db"
    upgrade_register(template)
    time = VirtualTime()
    time.moment = clock.now()
    world = World(central, time=time, chance=Random(plan.seed), folder=folder, template=template)
    world.found(plan.registers)
    return world


def _move_out(world: World, central: PostgresCentral, *, folder: Path) -> list[Path]:
    """Give each till a data folder of its own, for a process to work in."""
    homes = []
    for till in world.tills:
        role, secret = central.login(till.place.register)
        till.do(lambda tx, role=role: _sign_in_as(tx, role))  # type: ignore[misc]
        till.close()
        home = folder / f"home-{till.name}"
        home.mkdir(mode=0o700)
        shutil.copyfile(till.path, home / FILE)
        shutil.copyfile(till.generation, home / GENERATION)
        FileSecrets(path=home / "secrets.json").keep(role, secret)
        homes.append(home)
    return homes


def _sign_in_as(tx: WriteTx, role: str) -> None:
    enrolment = get_enrolment(tx.connection)
    keep_enrolment(tx.connection, replace(enrolment, role=role), now=tx.now)


def _kill_again_and_again(
    plan: ProcessPlan, homes: Sequence[Path], world: World, *, proxy: Proxy, clock: Clock
) -> int:
    chance = Random(f"kills {plan.seed}")
    central = world.host
    assert isinstance(central, PostgresCentral), "processes need a real server"
    address = make_conninfo(host=HOST, port=proxy.port, dbname=central.name, sslmode="disable")
    ends_at_ms = clock.monotonic_ms() + plan.minutes_max * 60_000
    kills = 0
    with _hatchery() as start:
        alive = [
            start(home, address, till, chance)
            for home, till in zip(homes, world.tills, strict=True)
        ]
        try:
            while kills < plan.kills and clock.monotonic_ms() < ends_at_ms:
                number = chance.randrange(len(alive))
                alive[number].join(chance.randint(LIFE_MS_MIN, LIFE_MS_MAX) / 1000)
                assert alive[number].exitcode is None, "a register ended by itself"
                _kill(alive[number])
                kills += 1
                alive[number] = start(homes[number], address, world.tills[number], chance)
        finally:
            for process in alive:
                _kill(process)
    return kills


@contextmanager
def _hatchery() -> Iterator[Callable[[Path, str, Till, Random], BaseProcess]]:
    """Start processes out of one that has everything loaded, so that a start takes no time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([register.__name__])

    def start(home: Path, address: str, till: Till, chance: Random) -> BaseProcess:
        arguments = (str(home), address, till.place.shop, chance.getrandbits(32))
        process = context.Process(target=register.work, args=arguments, daemon=True)
        process.start()
        return process

    yield start


def _kill(process: BaseProcess) -> None:
    process.kill()
    process.join()


def _move_in(world: World, homes: Sequence[Path], clock: Clock) -> None:
    """Make tills of the files as the last kill left them."""
    places = [till.place for till in world.tills]
    world.tills.clear()
    world.time.moment = clock.now()
    for place, home in zip(places, homes, strict=True):
        till = world.take_in(place, home / FILE)
        till.promised.update(_promises(home / register.LOG))


def _promises(log: Path) -> Iterator[tuple[str, int]]:
    if not log.exists():
        return
    for line in log.read_text(encoding="ascii").splitlines():
        number, total_cents = line.split()
        yield number, int(total_cents)


def _judge(plan: ProcessPlan, world: World, *, kills: int, lines: dict[str, int]) -> Verdict:
    promised = sum(len(till.promised) for till in world.tills)
    for _story in come_to_rest(world):
        pass
    breach = first_breach((*ALWAYS, *AT_REST), world, Memory())
    return Verdict(
        plan=plan,
        kills=kills,
        promised=promised,
        facts=len(world.host.books().inbox()),
        lines=lines,
        breach=breach,
    )
