"""The receipt journal: numbered, chained, never altered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Fact,
    central_reference,
    one_of,
    reference,
    unique_on_register,
)
from models.types import (
    BigInt,
)


class JournalEntryRow(Fact, posted=True):
    """Receipt journal of a register: numbered, hash-chained, never altered.

    Sync: up. On every register: own entries only.
    """

    __tablename__ = "journal_entries"
    __table_args__ = (
        unique_on_register("register_id", "seq"),
        CheckConstraint("seq > 0", name="seq"),
        Index(None, "order_id"),
        Index(None, "return_id"),
        Index(None, "shift_id"),
    )

    register_id: Mapped[UUID] = reference("registers.id", ondelete="RESTRICT")
    seq: Mapped[BigInt]  # 1, 2, 3 ... without gaps per register
    kind: Mapped[str] = one_of(
        "sale",
        "return",
        "void",
        "reprint",
        "no_sale",
        "cash_movement",
        "shift_open",
        "shift_close",
        "price_override",
        "store_credit",
        "setup",
        "training",
    )
    receipt_number: Mapped[str | None] = mapped_column(unique=True)
    order_id: Mapped[UUID | None] = central_reference("orders.id", ondelete="RESTRICT")
    return_id: Mapped[UUID | None] = central_reference("returns.id", ondelete="RESTRICT")
    shift_id: Mapped[UUID | None] = central_reference("shifts.id", ondelete="RESTRICT")
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    occurred_at: Mapped[datetime]
    payload: Mapped[str]  # canonical JSON (RFC 8785) as text, so the hashed bytes stay as they are
    prev_hash: Mapped[str]  # hash of seq - 1; 64 zeros for seq 1
    # Sha-256 of prev_hash, register id, seq, kind, occurred_at, payload.
    hash: Mapped[str] = mapped_column(unique=True)
