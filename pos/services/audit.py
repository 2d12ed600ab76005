"""Writes the audit log: who did what, and who approved it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.operations import AuditLogRow
from pos.domain.fact import Fact, RowsWritten
from pos.uow import WriteTx

_INSERT = sa.insert(AuditLogRow.__table__)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing that was done.

    Attributes:
        action: What, as `subject.verb`.
        actor_id: Who; None when it was the register itself or nobody known.
        metadata: Further facts, without secrets and without personal data.
    """

    action: str
    actor_id: UUID | None = None
    target_type: str | None = None
    target_id: str | None = None
    metadata: dict[str, Any] | None = None


def write_audit(tx: WriteTx, entry: AuditEntry) -> UUID:
    """Write an entry, put it on the tape, and return its id."""
    row = insert_audit(tx, entry)
    entry_id: UUID = row["id"]
    tx.record(
        Fact(
            kind="audit.written",
            version=1,
            table="audit_log",
            row_id=entry_id,
            rows=(RowsWritten(table="audit_log", rows=(row,)),),
        )
    )
    return entry_id


def insert_audit(tx: WriteTx, entry: AuditEntry) -> dict[str, Any]:
    """Write an entry and return its row, for the fact of what was done to carry it."""
    row = {
        "id": tx.new_id(),
        "created_at": tx.now,
        "actor_id": entry.actor_id,
        "actor_type": "user" if entry.actor_id else "register",
        "action": entry.action,
        "target_type": entry.target_type,
        "target_id": entry.target_id,
        "metadata": entry.metadata,
        "store_id": tx.register.store_id,
        "register_id": tx.register.register_id,
    }
    tx.connection.execute(_INSERT, row)
    return row
