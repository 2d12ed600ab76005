"""Value that is kept for later: gift cards, store credit, and saved ways to pay."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Archived,
    Fact,
    Internal,
    Side,
    central_reference,
    one_of,
    reference,
)
from models.types import (
    Cents,
    Currency,
    StartsFalse,
    StartsNow,
    ZeroCents,
)


class SavedPaymentMethodRow(Internal, side=Side.CENTRAL):
    """Cards and wallets on file (token only).

    Sync: central. On every register: no.
    """

    __tablename__ = "saved_payment_methods"
    __table_args__ = (
        CheckConstraint("expiry_month BETWEEN 1 AND 12", name="month"),
        Index(None, "user_id"),
        Index(None, "method_id"),
    )

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE")
    method_id: Mapped[UUID] = reference("payment_methods.id", ondelete="CASCADE")
    card_last4: Mapped[str | None]
    card_brand: Mapped[str | None]
    expiry_month: Mapped[int | None]
    expiry_year: Mapped[int | None]
    is_default: Mapped[StartsFalse]
    gateway_customer_id: Mapped[str | None]
    gateway_token: Mapped[str | None]  # encrypted by the application


class StoredValueAccountRow(Archived):
    """Gift cards and store credit.

    Sync: shared-delta (balance is a projection of the entries). On every register: yes (card
    hash, balance as hint; above the offline limit central must answer).
    """

    __tablename__ = "stored_value_accounts"
    __table_args__ = (Index(None, "user_id"),)

    kind: Mapped[str] = one_of("gift_card", "store_credit")
    code_hash: Mapped[str] = mapped_column(unique=True)
    code_last4: Mapped[str]
    user_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    currency: Mapped[Currency]
    balance_cents: Mapped[ZeroCents]  # projection
    status: Mapped[str] = one_of("active", "frozen", "closed", default="active")
    expires_at: Mapped[datetime | None]
    issued_order_line_id: Mapped[UUID | None] = central_reference(
        "order_lines.id", ondelete="SET NULL"
    )


class StoredValueEntryRow(Fact, posted=True):
    """Ledger of a stored value account.

    Sync: up, central. On every register: own store, recent.
    """

    __tablename__ = "stored_value_entries"
    __table_args__ = (
        CheckConstraint("amount_cents <> 0", name="nonzero"),
        Index(None, "account_id", "occurred_at"),
    )

    account_id: Mapped[UUID] = reference("stored_value_accounts.id", ondelete="RESTRICT")
    kind: Mapped[str] = one_of("issue", "reload", "redeem", "refund", "adjust", "expire")
    amount_cents: Mapped[Cents]  # signed
    order_id: Mapped[UUID | None] = central_reference("orders.id", ondelete="RESTRICT")
    payment_id: Mapped[UUID | None] = central_reference("payments.id", ondelete="RESTRICT")
    refund_id: Mapped[UUID | None] = central_reference("refunds.id", ondelete="RESTRICT")
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
    occurred_at: Mapped[StartsNow]
