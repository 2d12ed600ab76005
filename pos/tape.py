"""The register's tape: facts in order, hash-chained, kept until central has them for good.

The tape is the table `outbox`. A fact is appended in the transaction of the rows it tells of, so
that there is never one without the other (sync.md 2.1).
"""

import hashlib
import json
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from models.sync import OutboxRow
from pos.counters import Counters
from pos.domain.fact import Fact
from pos.domain.journal import canonical_json, canonical_text
from pos.prepared import PreparedChange
from pos.runtime.identity import RegisterIdentity

CHAIN_START = bytes(32)

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
    # A fact's body is made of JSON's types only: `to_json` refused everything else.
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
        }
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
    acked_after: int | None = None,
    at: datetime,
) -> int:
    """Move facts of former lives that central does not have to the end of this life's tape.

    Each keeps its event id and its body: one that did arrive before is known again and dropped.

    Args:
        acked_after: Facts after this one count as not sent, whatever is noted; None: as noted.

    Returns:
        How many were moved.
    """
    lacking: list[sa.ColumnElement[bool]] = [_OUTBOX.c.acked_at.is_(None)]
    if acked_after is not None:
        lacking.append(_OUTBOX.c.seq > acked_after)
    rows = connection.execute(
        sa.select(_OUTBOX.c.op_id, _OUTBOX.c.payload)
        .where(_OUTBOX.c.incarnation != register.incarnation, sa.or_(*lacking))
        .order_by(_OUTBOX.c.incarnation, _OUTBOX.c.seq)
    ).all()
    counter = f"outbox:{register.incarnation}"
    for row in rows:
        last_hash = counters.get(counter).last_hash
        seq = counters.add(counter, 1, at=at)
        words = {**json.loads(row.payload), "incarnation": register.incarnation, "seq": seq}
        envelope = canonical_json(words)
        chain = link(bytes.fromhex(last_hash) if last_hash else CHAIN_START, envelope)
        moved = {
            "incarnation": register.incarnation,
            "seq": seq,
            "payload": envelope,
            "chain": chain,
            "acked_at": None,
        }
        connection.execute(sa.update(_OUTBOX).where(_OUTBOX.c.op_id == row.op_id).values(moved))
        counters.link(counter, chain.hex(), at=at)
    return len(rows)


def link(previous: bytes, envelope: str) -> bytes:
    """Return the chain value of an envelope that follows `previous` on the tape."""
    return hashlib.sha256(previous + envelope.encode()).digest()
