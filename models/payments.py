"""Money coming in and going out: tenders and refunds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Archived,
    Mutable,
    central_reference,
    default,
    one_of,
    reference,
)
from models.types import (
    Cents,
    Currency,
    JsonValue,
    StartsFalse,
    StartsNow,
    StartsTrue,
    Zero,
    ZeroCents,
)


class PaymentMethodRow(Archived, int_id=True):
    """Ways to pay.

    Sync: down. On every register: yes.
    """

    __tablename__ = "payment_methods"

    name: Mapped[str] = mapped_column(unique=True)
    # Cash, card, credit_card, debit_card, upi, net_banking, wallet, cod, gift_card, store_credit
    # are seeded.
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = one_of(
        "cash", "card", "wallet", "bank_transfer", "cod", "gift_card", "store_credit", "other"
    )
    is_active: Mapped[StartsTrue]
    position: Mapped[Zero]
    opens_drawer: Mapped[StartsFalse]
    needs_reference: Mapped[StartsFalse]
    is_refundable: Mapped[StartsTrue]


class PaymentRow(Mutable):
    """One tender or attempt to pay an order; several per order.

    Sync: up (register), central (online, terminal call-backs). On every register: own store,
    recent.
    """

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("provider", "provider_payment_id"),
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("refunded_cents BETWEEN 0 AND amount_cents", name="refunded"),
        CheckConstraint("length(card_last4) = 4", name="card"),
        Index(None, "order_id"),
        Index(None, "provider_payment_id"),
        Index(None, "status"),
        Index(None, "shift_id"),
    )

    number: Mapped[str] = mapped_column(unique=True)  # readable transaction number
    order_id: Mapped[UUID] = reference("orders.id", ondelete="RESTRICT")
    method_id: Mapped[UUID] = reference("payment_methods.id", ondelete="RESTRICT")
    amount_cents: Mapped[Cents]  # part of the order total it settles
    currency: Mapped[Currency]
    status: Mapped[str] = one_of(
        "pending",
        "processing",
        "authorized",
        "captured",
        "failed",
        "cancelled",
        "partially_refunded",
        "refunded",
        default="pending",
    )
    tendered_cents: Mapped[Cents | None]  # cash handed over
    change_cents: Mapped[ZeroCents]
    rounding_cents: Mapped[ZeroCents]  # cash rounding: tendered - change = amount + tip + rounding
    tip_cents: Mapped[ZeroCents]
    provider: Mapped[str] = default("manual")  # terminal or gateway name; manual for cash
    provider_payment_id: Mapped[str | None]
    # Raw answer; a plain text answer is kept as a JSON string.
    provider_response: Mapped[JsonValue | None]
    failure_code: Mapped[str | None]
    failure_reason: Mapped[str | None]
    authorized_at: Mapped[datetime | None]
    captured_at: Mapped[datetime | None]
    refunded_at: Mapped[datetime | None]  # projection of refunds
    refunded_cents: Mapped[ZeroCents]  # projection of refunds
    card_last4: Mapped[str | None]
    card_brand: Mapped[str | None]
    saved_method_id: Mapped[UUID | None] = central_reference(
        "saved_payment_methods.id", ondelete="SET NULL"
    )
    stored_value_account_id: Mapped[UUID | None] = central_reference(
        "stored_value_accounts.id", ondelete="RESTRICT"
    )
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
    shift_id: Mapped[UUID | None] = central_reference("shifts.id", ondelete="RESTRICT")
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    # The promise for which this money came, at whichever till; null: it was paid with the sale.
    settles_payment_id: Mapped[UUID | None] = central_reference("payments.id", ondelete="RESTRICT")


class RefundRow(Mutable, int_id=True):
    """Money given back.

    Sync: up, central. On every register: own store, recent.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount"),
        Index(None, "order_id"),
        Index(None, "payment_id"),
        Index(None, "return_id"),
        Index(None, "shift_id"),
    )

    number: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[UUID] = reference("orders.id", ondelete="RESTRICT")
    # Tender it goes back to; null: other means.
    payment_id: Mapped[UUID | None] = reference("payments.id", ondelete="RESTRICT")
    # Null: goodwill or void.
    return_id: Mapped[UUID | None] = central_reference("returns.id", ondelete="SET NULL")
    # How it is paid out.
    method_id: Mapped[UUID] = reference("payment_methods.id", ondelete="RESTRICT")
    amount_cents: Mapped[Cents]
    # Cash rounding: what left the drawer is amount_cents + rounding_cents.
    rounding_cents: Mapped[ZeroCents]
    currency: Mapped[Currency]
    status: Mapped[str] = one_of(
        "requested",
        "approved",
        "processing",
        "completed",
        "rejected",
        "failed",
        default="requested",
    )
    reason: Mapped[str | None]
    internal_notes: Mapped[str | None]
    provider_refund_id: Mapped[str | None]
    requested_at: Mapped[StartsNow]
    approved_at: Mapped[datetime | None]
    processed_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    stored_value_account_id: Mapped[UUID | None] = central_reference(
        "stored_value_accounts.id", ondelete="RESTRICT"
    )
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
    shift_id: Mapped[UUID | None] = central_reference("shifts.id", ondelete="RESTRICT")
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
