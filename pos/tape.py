"""The register's tape: facts in order, hash-chained, kept until central has them for good.

The tape is the table `outbox`. A fact is appended in the transaction of the rows it tells of, so
that there is never one without the other (sync.md 2.1).
"""

import hashlib
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from models.sync import CounterRow, OutboxRow

from pos.domain.fact import Fact
from pos.domain.journal import canonical_json
from pos.runtime.identity import RegisterIdentity

CHAIN_START = bytes(32)

_COUNTERS = CounterRow.__table__
_FIND_HEAD = sa.select(_COUNTERS.c.value, _COUNTERS.c.last_hash).where(
    _COUNTERS.c.name == sa.bindparam("counter")
)
_MOVE_HEAD = (
    sa.update(_COUNTERS)
    .where(_COUNTERS.c.name == sa.bindparam("counter"))
    .values(
        value=sa.bindparam("seq"),
        last_hash=sa.bindparam("chain"),
        updated_at=sa.bindparam("moment"),
    )
)
_START_HEAD = sa.insert(_COUNTERS)
_APPEND = sa.insert(OutboxRow.__table__)


def append(
    connection: sa.Connection,
    fact: Fact,
    *,
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
    head = connection.execute(_FIND_HEAD, {"counter": counter}).first()
    last_seq, last_chain = (head.value, bytes.fromhex(head.last_hash)) if head else (0, CHAIN_START)
    seq = last_seq + 1
    envelope = canonical_json(
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
    chain = link(last_chain, envelope)
    connection.execute(
        _APPEND,
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
    _move_head(connection, counter, seq=seq, chain=chain, moment=made_at)
    return seq


def link(previous: bytes, envelope: str) -> bytes:
    """Return the chain value of an envelope that follows `previous` on the tape."""
    return hashlib.sha256(previous + envelope.encode()).digest()


def _move_head(
    connection: sa.Connection, counter: str, *, seq: int, chain: bytes, moment: datetime
) -> None:
    values = {"seq": seq, "chain": chain.hex(), "moment": moment, "counter": counter}
    if seq > 1:
        connection.execute(_MOVE_HEAD, values)
        return
    connection.execute(
        _START_HEAD,
        {"name": counter, "value": seq, "last_hash": chain.hex(), "updated_at": moment},
    )
