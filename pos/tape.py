"""The register's tape: facts in order, hash-chained, kept until central has them for good.

The tape is the table `outbox`. A fact is appended in the transaction of the rows it tells of, so
that there is never one without the other (sync.md 2.1).
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.counters import Counters
from pos.domain.fact import Fact, to_json
from pos.prepared import PreparedChange
from pos.runtime.canonical_json import canonical_json, canonical_text
from pos.runtime.identity import RegisterIdentity

CHAIN_START = bytes(32)

DAMAGED = "damaged"
"""In `last_error`: the line was altered on the disk. It travels as bytes, to be set aside."""

_OUTBOX = OutboxRow.__table__
_APPEND = PreparedChange(sa.insert(_OUTBOX))


def append(
    connection: sa.Connection,
    fact: Fact,
    *,
    counters: Counters,
    event_id: UUID,
    made_at: datetime,
    register: RegisterIdentity,
) -> int:
    """Append a fact to the tape and return its number on it.

    Args:
        event_id: Its identity; central keeps the first of each and drops repeats.
        made_at: When it happened by the register's clock, UTC.
    """
    counter = f"outbox:{register.incarnation}"
    last_hash = counters.get(counter).last_hash
    seq = counters.add(counter, 1, at=made_at)
    # What a fact's body is made of JSON knows, or `to_json` does: `body` refused everything else.
    envelope = canonical_text(
        {
            "body": fact.body(),
            "event_id": str(event_id),
            "incarnation": register.incarnation,
            "kind": fact.kind,
            "made_at": made_at.isoformat(timespec="microseconds"),
            "register_id": str(register.register_id),
            "seq": seq,
            "version": fact.version,
        },
        turn=to_json,
    )
    chain = link(bytes.fromhex(last_hash) if last_hash else CHAIN_START, envelope)
    _APPEND.run(
        connection,
        {
            "incarnation": register.incarnation,
            "seq": seq,
            "op_id": event_id,
            "kind": fact.kind,
            "version": fact.version,
            "table_name": fact.table,
            "row_id": fact.row_id,
            "op": str(fact.operation),
            "payload": envelope,
            "chain": chain,
            "created_at": made_at,
            "attempts": 0,
        },
    )
    counters.link(counter, chain.hex(), at=made_at)
    return seq


def wrap_again(
    connection: sa.Connection,
    *,
    counters: Counters,
    register: RegisterIdentity,
    lost: Sequence[UUID] = (),
    at: datetime,
) -> int:
    """Move facts of former lives that central does not have to the end of this life's tape.

    Each keeps its event id and its body: one that did arrive before is known again and dropped.

    Args:
        lost: Facts that central had and has no more, by event id; those that it never
            acknowledged are moved in any case.

    Returns:
        How many were moved.
    """
    lacking = sa.or_(_OUTBOX.c.acked_at.is_(None), _OUTBOX.c.op_id.in_(lost))
    rows = connection.execute(
        # As bytes: a line that a bad disk altered may be no text any more, and travels on.
        sa.select(_OUTBOX.c.op_id, sa.cast(_OUTBOX.c.payload, sa.LargeBinary).label("line"))
        .where(_OUTBOX.c.incarnation != register.incarnation, lacking)
        .order_by(_OUTBOX.c.incarnation, _OUTBOX.c.seq)
    ).all()
    for row in rows:
        _move_to_end(connection, row, counters=counters, register=register, at=at)
    return len(rows)


def link(previous: bytes, envelope: str) -> bytes:
    """Return the chain value of an envelope that follows `previous` on the tape."""
    return link_bytes(previous, envelope.encode())


def link_bytes(previous: bytes, line: bytes) -> bytes:
    """Return the chain value of a line that follows `previous`, even of one that is no text."""
    return hashlib.sha256(previous + line).digest()


def _move_to_end(
    connection: sa.Connection,
    row: sa.Row[Any],
    *,
    counters: Counters,
    register: RegisterIdentity,
    at: datetime,
) -> None:
    counter = f"outbox:{register.incarnation}"
    last_hash = counters.get(counter).last_hash
    seq = counters.add(counter, 1, at=at)
    envelope = _readdressed(row.line, incarnation=register.incarnation, seq=seq)
    line = row.line if envelope is None else envelope.encode()
    chain = link_bytes(bytes.fromhex(last_hash) if last_hash else CHAIN_START, line)
    moved = {"incarnation": register.incarnation, "seq": seq, "chain": chain, "acked_at": None}
    if envelope is not None:
        moved["payload"] = envelope
    connection.execute(sa.update(_OUTBOX).where(_OUTBOX.c.op_id == row.op_id).values(moved))
    counters.link(counter, chain.hex(), at=at)


def _readdressed(line: bytes, *, incarnation: int, seq: int) -> str | None:
    """Return an envelope under its new place; None: it is damaged, and goes as it is."""
    try:
        words = json.loads(line)
        return canonical_json({**words, "incarnation": incarnation, "seq": seq})
    except (ValueError, TypeError):
        return None
