"""Goods that come back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Mutable, central_reference, one_of, reference
from models.types import EmptyList, Qty, StartsNow, ZeroCents


class ReturnRow(Mutable, int_id=True):
    """Goods coming back, with or without exchange.

    Sync: up (register), central (online request); hand-off by status. On every register: own
    store, recent.
    """

    __tablename__ = "returns"
    __table_args__ = (
        CheckConstraint("kind = 'exchange' OR exchange_order_id IS NULL", name="exchange"),
        Index(None, "order_id"),
        Index(None, "status"),
        Index(None, "shift_id"),
    )

    number: Mapped[str] = mapped_column(unique=True)
    # Null: no receipt shown.
    order_id: Mapped[UUID | None] = central_reference("orders.id", ondelete="RESTRICT")
    kind: Mapped[str] = one_of("return", "exchange", default="return")
    status: Mapped[str] = one_of(
        "requested",
        "approved",
        "rejected",
        "received",
        "completed",
        "cancelled",
        default="requested",
    )
    reason: Mapped[str | None]
    internal_notes: Mapped[str | None]
    # The new sale of an exchange.
    exchange_order_id: Mapped[UUID | None] = central_reference("orders.id", ondelete="SET NULL")
    user_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="RESTRICT")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
    shift_id: Mapped[UUID | None] = central_reference("shifts.id", ondelete="RESTRICT")
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    approved_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    requested_at: Mapped[StartsNow]
    approved_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]


class ReturnLineRow(Mutable):
    """Articles of a return.

    Sync: with its return. On every register: with its return.
    """

    __tablename__ = "return_lines"
    __table_args__ = (
        UniqueConstraint("return_id", "line_no"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("refund_cents >= 0", name="refund"),
        Index(None, "order_line_id"),
    )

    return_id: Mapped[UUID] = reference("returns.id", ondelete="CASCADE")
    line_no: Mapped[int]
    order_line_id: Mapped[UUID | None] = reference("order_lines.id", ondelete="RESTRICT")
    variant_id: Mapped[UUID] = reference("variants.id", ondelete="RESTRICT")
    quantity: Mapped[Qty]
    reason_code: Mapped[str] = one_of(
        "changed_mind",
        "wrong_size",
        "wrong_item",
        "damaged",
        "defective",
        "not_as_described",
        "late",
        "other",
        default="other",
    )
    condition: Mapped[str] = one_of("new", "opened", "damaged", "defective", default="new")
    disposition: Mapped[str] = one_of(
        "restock", "quarantine", "scrap", "vendor_return", default="restock"
    )
    # Where it is put back.
    location_id: Mapped[UUID | None] = reference("locations.id", ondelete="RESTRICT")
    refund_cents: Mapped[ZeroCents]
    tax_cents: Mapped[ZeroCents]  # all taxes inside refund_cents
    # What the shop keeps of a deposit: the line was worth this much more.
    kept_cents: Mapped[ZeroCents]
    # The share of each tax of the sold line: [{name, rate_ppm, taxable_cents, tax_cents}].
    taxes: Mapped[EmptyList]
    note: Mapped[str | None]
