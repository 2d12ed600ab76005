"""Writes the receipt journal: numbered, hash-chained, never altered (trust.md 2.1)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.journal import JournalEntryRow
from pos.domain.journal import GENESIS_HASH, entry_hash
from pos.journal_start import COUNTER
from pos.prepared import PreparedChange
from pos.runtime.canonical_json import canonical_json
from pos.uow import WriteTx

CHAIN = COUNTER

_INSERT = PreparedChange(sa.insert(JournalEntryRow.__table__))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be journalled.

    Attributes:
        kind: A word of `journal_entries.kind`.
        payload: What happened, in JSON values without floats.
    """

    kind: str
    payload: dict[str, Any]
    receipt_number: str | None = None
    order_id: UUID | None = None
    return_id: UUID | None = None
    shift_id: UUID | None = None
    staff_id: UUID | None = None


def write_entry(tx: WriteTx, entry: Entry) -> dict[str, Any]:
    """Append an entry to the chain and return the row that was written."""
    prev_hash = tx.counters.get(CHAIN).last_hash or GENESIS_HASH
    seq = tx.next_number(CHAIN)
    payload = canonical_json({**entry.payload, **_named_rows(entry)})
    row: dict[str, Any] = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "register_id": tx.register.register_id,
        "seq": seq,
        "kind": entry.kind,
        "receipt_number": entry.receipt_number,
        "order_id": entry.order_id,
        "return_id": entry.return_id,
        "shift_id": entry.shift_id,
        "staff_id": entry.staff_id,
        "occurred_at": tx.now,
        "payload": payload,
        "prev_hash": prev_hash,
        "hash": entry_hash(
            prev_hash=prev_hash,
            register_id=tx.register.register_id,
            seq=seq,
            kind=entry.kind,
            occurred_at=tx.now,
            payload=payload,
        ),
    }
    _INSERT.run(tx.connection, row)
    tx.counters.link(CHAIN, row["hash"], at=tx.now)
    return row


def _named_rows(entry: Entry) -> dict[str, Any]:
    """Return what the columns name too, so that it is part of what is hashed."""
    named = {
        "order_id": entry.order_id,
        "return_id": entry.return_id,
        "shift_id": entry.shift_id,
        "staff_id": entry.staff_id,
    }
    return {name: str(row_id) for name, row_id in named.items() if row_id is not None}
