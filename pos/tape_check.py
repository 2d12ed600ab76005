"""Finds what a bad disk did to the register's tape: a chain value, or a line itself.

Central takes nothing behind a place where the chain does not continue, so such a place stops the
tape. What its mark vouches for is the ground to stand on; from there each line is chained anew and
compared with what stands beside it (`pos.services.tape_repair` goes on from what is found here).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from models.sync import OutboxRow, SyncStateRow
from pos.identity import CENTRAL_KEY, HELD_KEY
from pos.tape import CHAIN_START, link_bytes
from pos.uow import ReadTx

_OUTBOX = OutboxRow.__table__
_STATE = SyncStateRow.__table__
_FIND_LINES = (
    sa.select(
        _OUTBOX.c.seq,
        sa.cast(_OUTBOX.c.payload, sa.LargeBinary).label("line"),
        _OUTBOX.c.chain,
        _OUTBOX.c.last_error,
    )
    .where(_OUTBOX.c.incarnation == sa.bindparam("life"), _OUTBOX.c.seq >= sa.bindparam("first"))
    .order_by(_OUTBOX.c.seq)
)
_FIND_VALUE = sa.select(_STATE.c.value).where(_STATE.c.key == sa.bindparam("name"))

Line = sa.Row[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The last fact of a tape that central holds, and the chain value there."""

    seq: int
    chain: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A place on the tape that is not as it was written.

    Attributes:
        is_line: The line itself was altered; else only the value beside it, and nothing is lost.
    """

    incarnation: int
    seq: int
    is_line: bool


def read_mark(tx: ReadTx) -> Mark | None:
    """Return what central last said of this life's tape; None: it never said."""
    held = tx.connection.execute(_FIND_VALUE, {"name": HELD_KEY}).scalar_one_or_none() or {}
    if "chain" not in held:
        return None
    chain = bytes.fromhex(held["chain"]) if held["chain"] else CHAIN_START
    return Mark(seq=held["last_seq"], chain=chain)


def find_damages(tx: ReadTx, mark: Mark) -> list[Damage]:
    """Return what is wrong from central's mark on, in order."""
    if tx.connection.execute(_FIND_VALUE, {"name": CENTRAL_KEY}).scalar_one_or_none() is None:
        return []
    life = tx.register.incarnation
    return list(_damages(tx, mark, life=life, lines=read_lines(tx, life=life, first=mark.seq)))


def count_damages(tx: ReadTx) -> int:
    """Return how many places of the whole tape, of all lives, do not fit what is before them."""
    lives = tx.connection.execute(sa.select(_OUTBOX.c.incarnation).distinct()).scalars().all()
    return sum(
        link_bytes(before.chain, line.line) != line.chain
        for life in lives
        for before, line in pairwise(read_lines(tx, life=life, first=0))
        if line.seq == before.seq + 1
    )


def read_lines(tx: ReadTx, *, life: int, first: int) -> Sequence[Line]:
    """Return the lines of a life from a number on."""
    return tx.connection.execute(_FIND_LINES, {"life": life, "first": first}).all()


def _damages(tx: ReadTx, mark: Mark, *, life: int, lines: Sequence[Line]) -> Iterator[Damage]:
    before = mark.chain
    for place, line in enumerate(lines):
        if line.seq == mark.seq:
            if line.chain != mark.chain:
                yield Damage(incarnation=life, seq=line.seq, is_line=False)
            continue
        value = link_bytes(before, line.line)
        if value == line.chain:
            before = value
        elif value == _what_follows_from(tx, lines[place + 1 :], value, life=life):
            yield Damage(incarnation=life, seq=line.seq, is_line=False)
            before = value
        else:
            # What stands beside it was worked out from the line as it was.
            if line.last_error is None:
                yield Damage(incarnation=life, seq=line.seq, is_line=True)
            before = line.chain


def _what_follows_from(
    tx: ReadTx, later: Sequence[Line], value: bytes, *, life: int
) -> bytes | None:
    """Return `value` when what comes after a line was chained to it, else None."""
    if later:
        return value if link_bytes(value, later[0].line) == later[0].chain else None
    end = tx.counters.get(f"outbox:{life}").last_hash
    return value if end == value.hex() else None
