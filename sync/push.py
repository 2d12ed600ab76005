"""Sends the tape: facts in order, as often as it takes, each of which central takes once.

What central says it holds is the only truth. Nothing here is believed because it was sent: after
any error the exchange begins again with a hello, and goes on after central's mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.runtime.changes import Topic
from pos.tape import CHAIN_START, DAMAGED, link_bytes
from pos.tape_check import find_damages, read_mark
from pos.uow import ReadTx, WriteTx
from sync.errors import TapeDamagedError, TapeForkedError, TapeGapError
from sync.state import Held, keep_held
from sync.wire import Hello

_OUTBOX = OutboxRow.__table__
_FIND_CHAIN = sa.select(_OUTBOX.c.chain).where(
    _OUTBOX.c.incarnation == sa.bindparam("life"), _OUTBOX.c.seq == sa.bindparam("number")
)
_FIND_LINES = (
    # As bytes: a line that a bad disk altered may be no text any more, and is sent all the same.
    sa.select(
        _OUTBOX.c.seq,
        sa.cast(_OUTBOX.c.payload, sa.LargeBinary),
        _OUTBOX.c.chain,
        _OUTBOX.c.last_error,
    )
    .where(_OUTBOX.c.incarnation == sa.bindparam("life"), _OUTBOX.c.seq > sa.bindparam("lo"))
    .order_by(_OUTBOX.c.seq)
    .limit(sa.bindparam("facts_max"))
)
_FIND_LAST = sa.select(sa.func.max(_OUTBOX.c.seq)).where(
    _OUTBOX.c.incarnation == sa.bindparam("life")
)
_ACKNOWLEDGE = (
    sa.update(_OUTBOX)
    .where(
        _OUTBOX.c.incarnation == sa.bindparam("life"),
        _OUTBOX.c.seq <= sa.bindparam("held"),
        _OUTBOX.c.acked_at.is_(None),
    )
    .values(acked_at=sa.bindparam("moment"))
)
_TAKE_BACK = (
    sa.update(_OUTBOX)
    .where(
        _OUTBOX.c.incarnation == sa.bindparam("life"),
        _OUTBOX.c.seq > sa.bindparam("held"),
        _OUTBOX.c.acked_at.is_not(None),
    )
    .values(acked_at=None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A piece of the tape.

    Attributes:
        lines: Envelopes, a line break between two.
        facts: How many.
        chain: The chain value after the last.
        opaque: The one line of this batch as it is, when it is no text or is known to be damaged;
            `lines` is empty then.
    """

    lines: str
    facts: int
    chain: bytes
    opaque: bytes | None = None


def check_tape(tx: ReadTx, hello: Hello, *, incarnation: int) -> None:
    """Compare the tape with what central holds of it.

    Raises:
        TapeDamagedError: The disk has altered the chain value at central's mark.
        TapeForkedError: Central holds something else, or more than there is here.
        TapeGapError: Central lacks facts that are no longer here.
    """
    held = hello.last_seq
    here = _chain_at(tx, held, incarnation=incarnation)
    last = _last(tx, incarnation)
    if last >= held and here is not None and here != (hello.chain or CHAIN_START):
        _refuse_damaged_value(tx, hello, incarnation=incarnation)
    if last < held or (here is not None and here != (hello.chain or CHAIN_START)):
        raise TapeForkedError(seq=held)
    batch = find_batch(tx, held, incarnation=incarnation, facts_max=1, bytes_max=0)
    if batch is None and last > held:
        raise TapeGapError(seq=held + 1)


def check_undamaged(tx: ReadTx) -> None:
    """Look for the reason why central does not take what follows its mark.

    Raises:
        TapeDamagedError: The disk has altered something behind it.
    """
    mark = read_mark(tx)
    damages = find_damages(tx, mark) if mark else []
    if damages:
        raise TapeDamagedError(seq=damages[0].seq)


def check_same_tape(tx: ReadTx, *, last_seq: int, chain: bytes | None, incarnation: int) -> None:
    """Check that what central has counted of this tape was written here.

    Args:
        chain: The chain value at `last_seq`; None: central does not say, or there is none.

    Raises:
        TapeForkedError: A copy of this database goes on meanwhile, and was first.
    """
    here = _chain_at(tx, last_seq, incarnation=incarnation)
    last = _last(tx, incarnation)
    if last < last_seq or (chain is not None and here is not None and here != chain):
        raise TapeForkedError(seq=last_seq)


def find_batch(
    tx: ReadTx, lo: int, *, incarnation: int, facts_max: int, bytes_max: int
) -> Batch | None:
    """Return the facts after `lo`, or None when there are none.

    Args:
        bytes_max: Where to stop; the first fact is taken however large it is.
    """
    wanted = {"life": incarnation, "lo": lo, "facts_max": facts_max}
    rows = tx.connection.execute(_FIND_LINES, wanted).all()
    if not rows or rows[0].seq != lo + 1:
        return None
    taken = _as_many_as_fit(rows, bytes_max)
    texts = list(_texts(taken))
    if not texts:
        return Batch(lines="", facts=1, chain=taken[0].chain, opaque=taken[0].payload)
    return Batch(lines="\n".join(texts), facts=len(texts), chain=taken[len(texts) - 1].chain)


def note_hello(tx: WriteTx, hello: Hello, *, incarnation: int) -> None:
    """Remember what central holds; facts it lost again wait once more."""
    mark = {"life": incarnation, "held": hello.last_seq}
    tx.connection.execute(_TAKE_BACK, mark)
    tx.connection.execute(_ACKNOWLEDGE, {**mark, "moment": tx.now})
    keep_held(
        tx.connection,
        Held(
            last_seq=hello.last_seq,
            dead=hello.dead,
            deferred=hello.deferred,
            clashes=hello.clashes or 0,
            clock_offset_ms=_offset_ms(tx.now, hello.server_time),
            chain=hello.chain.hex() if hello.chain else "",
        ),
        now=tx.now,
    )


def note_held(tx: WriteTx, held: Held, *, incarnation: int) -> None:
    """Remember how far the tape was copied."""
    mark = {"life": incarnation, "held": held.last_seq, "moment": tx.now}
    tx.connection.execute(_ACKNOWLEDGE, mark)
    keep_held(tx.connection, held, now=tx.now)
    tx.touched(Topic.OUTBOX)


def _refuse_damaged_value(tx: ReadTx, hello: Hello, *, incarnation: int) -> None:
    """Tell a value that was altered from another tape: the lines beside it know central's.

    Raises:
        TapeDamagedError: It was altered.
    """
    there, held = hello.chain or CHAIN_START, hello.last_seq
    before = _chain_at(tx, held - 1, incarnation=incarnation)
    wanted = {"life": incarnation, "lo": held - 1, "facts_max": 2}
    lines = {row.seq: row for row in tx.connection.execute(_FIND_LINES, wanted)}
    own, following = lines.get(held), lines.get(held + 1)
    leads_here = before is not None and own and link_bytes(before, own.payload) == there
    leads_on = following and link_bytes(there, following.payload) == following.chain
    if leads_here or leads_on:
        raise TapeDamagedError(seq=held)


def _last(tx: ReadTx, incarnation: int) -> int:
    return tx.connection.execute(_FIND_LAST, {"life": incarnation}).scalar_one() or 0


def _chain_at(tx: ReadTx, seq: int, *, incarnation: int) -> bytes | None:
    if seq == 0:
        return CHAIN_START
    found = tx.connection.execute(_FIND_CHAIN, {"life": incarnation, "number": seq})
    chain: bytes | None = found.scalar_one_or_none()
    return chain


def _texts(rows: Sequence[sa.Row[Any, Any, Any]]) -> Iterator[str]:
    """Yield lines up to the first that is no text, or not as it was written."""
    for row in rows:
        text = _text_of(row.payload) if row.last_error != DAMAGED else None
        if text is None:
            return
        yield text


def _text_of(line: bytes) -> str | None:
    """Return a line as text, or None when central's `text` could not hold it."""
    if b"\0" in line or b"\n" in line:
        return None
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _as_many_as_fit(
    rows: Sequence[sa.Row[Any, Any, Any]], bytes_max: int
) -> Sequence[sa.Row[Any, Any, Any]]:
    size = 0
    for count, row in enumerate(rows):
        size += len(row.payload) + 1
        if size > bytes_max and count > 0:
            return rows[:count]
    return rows


def _offset_ms(here: datetime, there: datetime) -> int:
    return (here - there) // timedelta(milliseconds=1)
