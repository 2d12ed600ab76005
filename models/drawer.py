"""The drawer: its shifts, and money that goes in or out of it besides sales."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Fact,
    Mutable,
    central_reference,
    one_of,
    partial_index,
    reference,
    unique_on_register,
)
from models.types import (
    Cents,
    JsonValue,
    StartsNow,
    ZeroCents,
)


class ShiftRow(Mutable):
    """A cash drawer session from float to Z report.

    Sync: up. On every register: own register.
    """

    __tablename__ = "shifts"
    __table_args__ = (
        unique_on_register("register_id", "number"),
        partial_index(
            "uq_shifts_open",
            "register_id",
            where="status = 'open'",
            unique=True,
            on_register=True,
        ),
        Index(None, "store_id", "opened_at"),
    )

    register_id: Mapped[UUID] = reference("registers.id", ondelete="RESTRICT")
    store_id: Mapped[UUID] = reference("stores.id", ondelete="RESTRICT")
    number: Mapped[int]  # Z number, per register
    status: Mapped[str] = one_of("open", "closed", "reconciled", default="open")
    opened_by: Mapped[UUID] = central_reference("users.id", ondelete="RESTRICT")
    opened_at: Mapped[StartsNow]
    # The calendar day in the store that everything sold in this shift belongs to.
    business_date: Mapped[date | None]
    # The shift before it at this drawer. No reference: that one may have been lost with its life.
    previous_shift_id: Mapped[UUID | None]
    opening_float_cents: Mapped[ZeroCents]
    opening_expected_cents: Mapped[Cents | None]  # what that one left; null: nothing to compare
    opening_detail: Mapped[JsonValue | None]  # coins and notes
    opening_note: Mapped[str | None]
    closed_by: Mapped[UUID | None] = central_reference("users.id", ondelete="RESTRICT")
    closed_at: Mapped[datetime | None]
    expected_cash_cents: Mapped[Cents | None]
    counted_cash_cents: Mapped[Cents | None]
    variance_cents: Mapped[Cents | None] = mapped_column(
        Computed("counted_cash_cents - expected_cash_cents", persisted=True)
    )
    count_detail: Mapped[JsonValue | None]  # coins and notes
    # The count before that one, where it was off and they counted once more.
    first_counted_cents: Mapped[Cents | None]
    first_count_detail: Mapped[JsonValue | None]
    variance_approval: Mapped[str | None] = one_of("not_needed", "approved", "missing")
    variance_approved_by: Mapped[UUID | None] = central_reference("users.id", ondelete="RESTRICT")
    tender_counts: Mapped[JsonValue | None]  # counted sums of the other ways to pay, by code
    totals: Mapped[JsonValue | None]  # frozen Z totals by method, tax and category
    note: Mapped[str | None]


class CashMovementRow(Fact, posted=True):
    """Cash in and out of the drawer apart from sales.

    Sync: up. On every register: own register.
    """

    __tablename__ = "cash_movements"
    __table_args__ = (
        CheckConstraint("amount_cents <> 0", name="nonzero"),
        Index(None, "shift_id"),
    )

    shift_id: Mapped[UUID] = reference("shifts.id", ondelete="RESTRICT")
    register_id: Mapped[UUID] = reference("registers.id", ondelete="RESTRICT")
    kind: Mapped[str] = one_of("pay_in", "pay_out", "drop", "correction")
    amount_cents: Mapped[Cents]  # signed: + into the drawer
    reason: Mapped[str | None]
    staff_id: Mapped[UUID] = central_reference("users.id", ondelete="RESTRICT")
    approved_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    occurred_at: Mapped[StartsNow]
