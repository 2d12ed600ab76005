"""The tape: every fact arrives exactly once, in order, and none that nobody made."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

import sqlalchemy as sa

from models.orders import OrderRow
from models.sync import OutboxRow
from pos.tape import CHAIN_START, link
from pos.uow import ReadTx
from sync.simulation.host import InboxLine
from sync.simulation.invariants.invariant import Invariant, Memory
from sync.simulation.till import Till
from sync.simulation.world import World

_OUTBOX = OutboxRow.__table__
_TAPE = sa.select(_OUTBOX.c.seq, _OUTBOX.c.op_id, _OUTBOX.c.payload).order_by(
    _OUTBOX.c.incarnation, _OUTBOX.c.seq
)
_NUMBERS = sa.select(OrderRow.number)


def every_fact_arrived(world: World, _memory: Memory) -> Iterator[str]:
    """Compare the tapes with central's copies, byte by byte, whatever life they were written in."""
    held: dict[tuple[str, str], list[InboxLine]] = defaultdict(list)
    for line in world.host.books().inbox():
        held[line.device, line.event_id].append(line)
    for till in _unfenced(world):
        for fact in till.ask(_tape):
            lines = held[str(till.place.register), str(fact["op_id"])]
            if len(lines) != 1:
                yield f"{till.name}: fact {fact['seq']} is there {len(lines)} times"
            elif not _says_the_same(world, till, lines[0], fact):
                yield f"{till.name}: fact {fact['seq']} says something else"


def every_receipt_is_kept(world: World, _memory: Memory) -> Iterator[str]:
    """Look up what customers hold receipts for: at central, or where it waits to be sent."""
    books = world.host.books()
    orders = {row["number"]: row["total_cents"] for row in books.rows("orders").values()}
    waiting = [line.envelope for line in books.inbox() if line.status != "done"]
    for till in world.tills:
        # With two of a register, one's own file is the last to know.
        is_known_here = till.is_fenced or till.place.register in world.doubled
        here = till.ask(_numbers) if is_known_here else frozenset()
        for number, total_cents in till.promised.items():
            if orders.get(number) == total_cents or number in here:
                continue
            if not any(f'"{number}"' in envelope for envelope in waiting):
                yield f"{till.name}: receipt {number} over {total_cents} is nowhere"


def nothing_was_invented(world: World, _memory: Memory) -> Iterator[str]:
    """Compare what central holds with what tills ever committed."""
    for line in world.host.books().inbox():
        if line.envelope not in world.made.envelopes.get(line.event_id, ()):
            yield f"fact {line.seq} of {line.device} was made by no till"


def copies_are_dense_and_chained(world: World, _memory: Memory) -> Iterator[str]:
    """Count and chain central's copies anew."""
    books = world.host.books()
    copies: dict[tuple[str, int], list[InboxLine]] = defaultdict(list)
    for line in books.inbox():
        copies[line.device, line.incarnation].append(line)
    for whose, (last_seq, chain) in books.marks().items():
        lines = sorted(copies[whose], key=lambda line: line.seq)
        if UUID(whose[0]) in world.doubled:
            continue  # facts travelled again in another life; those that had arrived are left out
        if [line.seq for line in lines] != list(range(1, last_seq + 1)):
            yield f"{whose}: the mark is {last_seq}, the copies are not 1 to that"
            continue
        value = CHAIN_START
        for line in lines:
            value = link(value, line.envelope)
        if value != (chain or CHAIN_START):
            yield f"{whose}: the chain does not end as the mark says"


def marks_are_covered(world: World, _memory: Memory) -> Iterator[str]:
    """Compare central's marks with how much it holds."""
    books = world.host.books()
    for (register, _life), (last_seq, _chain) in books.marks().items():
        stored = books.stored(register)
        if last_seq != stored and UUID(register) not in world.doubled:
            yield f"{register}: the mark is {last_seq}, but {stored} facts are there"


def every_fact_has_one_fate(world: World, _memory: Memory) -> Iterator[str]:
    """Compare the inbox with what was set aside."""
    books = world.host.books()
    dead = {letter.event_id for letter in books.dead() if letter.state == "open"}
    for line in books.inbox():
        if line.status not in ("done", "deferred", "dead"):
            yield f"fact {line.event_id} is {line.status}"
        elif (line.status == "dead") != (line.event_id in dead):
            yield f"fact {line.event_id} is {line.status}, its dead letter says otherwise"


def _tape(tx: ReadTx) -> Sequence[sa.RowMapping]:
    return tx.connection.execute(_TAPE).mappings().all()


def _says_the_same(world: World, till: Till, line: InboxLine, fact: sa.RowMapping) -> bool:
    if till.place.register not in world.doubled:
        return (line.seq, line.envelope) == (fact["seq"], fact["payload"])
    # It may have arrived in a life before, or have been sent by the other one of two.
    told, here = json.loads(line.envelope), json.loads(fact["payload"])
    return bool((told["kind"], told["body"]) == (here["kind"], here["body"]))


def _unfenced(world: World) -> list[Till]:
    return [till for till in world.tills if not till.is_fenced]


def _numbers(tx: ReadTx) -> frozenset[str]:
    return frozenset(tx.connection.execute(_NUMBERS).scalars())


ALWAYS = (
    Invariant(
        code="I2", says="central holds no fact that no till made", check=nothing_was_invented
    ),
    Invariant(
        code="I5", says="a mark never exceeds what is stored with it", check=marks_are_covered
    ),
)
AT_REST = (
    Invariant(
        code="I1", says="every fact of a till is in central exactly once", check=every_fact_arrived
    ),
    Invariant(
        code="I1b", says="no receipt that a customer holds is lost", check=every_receipt_is_kept
    ),
    Invariant(
        code="I3",
        says="central's copy of a tape is dense and its chain is the till's",
        check=copies_are_dense_and_chained,
    ),
    Invariant(
        code="I12",
        says="every fact is booked, deferred or set aside, and nothing else",
        check=every_fact_has_one_fate,
    ),
)
