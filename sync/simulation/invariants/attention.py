"""What people are shown: nothing waits, is set aside or refused that the status does not tell."""

from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa

from models.sync import OutboxRow, QuarantineRow
from pos.uow import ReadTx
from sync.feed import feed_tables
from sync.simulation.invariants.board import set_aside
from sync.simulation.invariants.invariant import Invariant, Memory
from sync.simulation.world import World
from sync.status import read_status

_LAST = sa.select(sa.func.coalesce(sa.func.max(OutboxRow.seq), 0)).where(
    OutboxRow.incarnation == sa.bindparam("life")
)
_ASIDE = sa.select(sa.func.count()).select_from(QuarantineRow.__table__)


def everything_went_through(world: World, _memory: Memory) -> Iterator[str]:
    """Look for a till that stopped for another reason than that it was replaced."""
    for till in world.tills:
        if till.problem is not None and not till.is_fenced:
            yield f"{till.name} still says {type(till.problem).__name__}: {till.problem}"
        if till.is_fenced and till.place.register not in world.doubled:
            yield f"{till.name} was shut out, though there was never a second one"


def status_tells_all(world: World, _memory: Memory) -> Iterator[str]:
    """Compare each till's status with its tape, its rows set aside, and central's dead letters."""
    books = world.host.books()
    review = Counter(letter.device for letter in books.dead() if letter.state == "open")
    deferred = Counter(line.device for line in books.inbox() if line.status == "deferred")
    for till in world.tills:
        status = till.ask(lambda tx, till=till: read_status(tx, now=till.clock.now()))  # type: ignore[misc]
        if status.set_aside != till.ask(_count_aside):
            yield f"{till.name}: {status.set_aside} rows set aside are shown"
        if till.is_fenced:
            if not status.problem:
                yield f"{till.name} was replaced and does not say so"
            continue
        register = str(till.place.register)
        life = till.life
        waiting = till.ask(lambda tx, life=life: _last(tx, life)) - books.marks()[register, life][0]  # type: ignore[misc]
        told = (status.waiting, status.in_review, status.deferred)
        true = (waiting, review[register], deferred[register])
        if told != true:
            yield f"{till.name}: (waiting, in review, deferred) = {true}, told are {told}"


def nothing_stays_aside(world: World, _memory: Memory) -> Iterator[str]:
    """Look for rows that a till could not store.

    A row that is gone in central may stay aside: the till's own sales still point at it. And where
    a register was doubled and central lost what one of the two had sent, a number stands twice.
    """
    books = world.host.books()
    for till in world.tills:
        if not till.is_fenced:
            for table, key in till.ask(set_aside):
                is_document = feed_tables()[table].feed.is_kept
                if str(key) in books.rows(table) and not (is_document and world.doubled):
                    yield f"{till.name}: {table} {key} is set aside"


def _last(tx: ReadTx, life: int) -> int:
    return int(tx.connection.execute(_LAST, {"life": life}).scalar_one())


def _count_aside(tx: ReadTx) -> int:
    return int(tx.connection.execute(_ASIDE).scalar_one())


AT_REST = (
    Invariant(
        code="I14",
        says="with the faults gone, every till catches up within a bounded number of rounds",
        check=everything_went_through,
    ),
    Invariant(
        code="I15", says="the status tells of all that waits or was refused", check=status_tells_all
    ),
    Invariant(
        code="Q",
        says="no row that central has stays set aside on a till",
        check=nothing_stays_aside,
    ),
)
