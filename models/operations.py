"""The business itself: stores, registers, settings, and the work in the background."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Archived,
    Fact,
    Internal,
    Mutable,
    Row,
    Side,
    central_reference,
    default,
    one_of,
    partial_index,
    reference,
)
from models.types import (
    BigInt,
    Currency,
    EmptyList,
    EmptyObject,
    JsonValue,
    StartsFalse,
    StartsTrue,
    Zero,
    ZeroCents,
)


class StoreRow(Archived):
    """Shops.

    Sync: down. On every register: yes.
    """

    __tablename__ = "stores"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    legal_name: Mapped[str | None]
    tax_id: Mapped[str | None]
    # Stands in where a seed demands an order address and the sale was over the counter.
    address_id: Mapped[UUID] = central_reference("addresses.id", ondelete="RESTRICT")
    phone: Mapped[str | None]
    email: Mapped[str | None]
    timezone: Mapped[str] = default("UTC")  # IANA name; business day and coupon dates use it
    currency: Mapped[Currency]
    prices_include_tax: Mapped[StartsFalse]
    # Where the tax authority wants taxes rounded; copied to each order.
    tax_rounding: Mapped[str] = one_of("line", "document", default="line")
    rounding: Mapped[str] = one_of(
        "half_up", "half_even", "half_down", "up", "down", default="half_up"
    )
    cash_step_cents: Mapped[ZeroCents]  # smallest coin; 0: cash is not rounded
    receipt_header: Mapped[str | None]
    receipt_footer: Mapped[str | None]
    logo_blob_id: Mapped[UUID | None] = reference("blobs.id", ondelete="SET NULL")
    is_active: Mapped[StartsTrue]


class RegisterRow(Archived):
    """Tills (devices).

    Sync: down. On every register: yes (own store).
    """

    __tablename__ = "registers"
    __table_args__ = (UniqueConstraint("store_id", "code"),)

    store_id: Mapped[UUID] = reference("stores.id", ondelete="RESTRICT")
    # Stock it sells from.
    location_id: Mapped[UUID] = reference("locations.id", ondelete="RESTRICT")
    code: Mapped[str]
    name: Mapped[str]
    # First part of order, receipt, payment, refund and return numbers.
    number_prefix: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str] = one_of("active", "suspended", "retired", default="active")


class SettingRow(Mutable):
    """Typed key-value settings.

    Sync: down. On every register: yes (global, own store, own register).
    """

    __tablename__ = "settings"
    __table_args__ = (
        partial_index("uq_settings_global", "key", where="scope = 'global'", unique=True),
        partial_index("uq_settings_store", "store_id", "key", where="scope = 'store'", unique=True),
        partial_index(
            "uq_settings_register", "register_id", "key", where="scope = 'register'", unique=True
        ),
        CheckConstraint(
            "(scope = 'global' AND store_id IS NULL AND register_id IS NULL) "
            "OR (scope = 'store' AND store_id IS NOT NULL AND register_id IS NULL) "
            "OR (scope = 'register' AND register_id IS NOT NULL AND store_id IS NULL)",
            name="scope",
        ),
    )

    scope: Mapped[str] = one_of("global", "store", "register", default="global")
    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="CASCADE")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="CASCADE")
    key: Mapped[str]
    value: Mapped[JsonValue]


class AuditLogRow(Fact, int_id=True):
    """Who did what.

    Sync: up. On every register: own entries until acknowledged.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index(None, "actor_id"),
        Index(None, "target_type", "target_id"),
        Index(None, "action"),
        Index(None, "created_at"),
    )

    actor_id: Mapped[UUID | None]  # no FK: outlives the person
    actor_type: Mapped[str] = one_of("user", "api_key", "system", "register", default="user")
    actor_email: Mapped[str | None]
    action: Mapped[str]
    target_type: Mapped[str | None]
    target_id: Mapped[str | None]
    details: Mapped[JsonValue | None] = mapped_column("metadata")
    ip_address: Mapped[str | None]
    user_agent: Mapped[str | None]
    store_id: Mapped[UUID | None]
    register_id: Mapped[UUID | None]


class JobRow(Internal, int_id=True):
    """Background work queue.

    Sync: node-local: each node has its own, never synced. On every register: own jobs.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "status", "retry_at"),)

    job_type: Mapped[str]
    idempotency_key: Mapped[str | None] = mapped_column(unique=True)
    payload: Mapped[EmptyObject]
    result: Mapped[JsonValue | None]
    error: Mapped[JsonValue | None]
    status: Mapped[str] = one_of(
        "pending", "running", "completed", "failed", "cancelled", default="pending"
    )
    worker_id: Mapped[str | None]
    attempts: Mapped[Zero]
    max_attempts: Mapped[int] = default(5)
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]


class ProductFeedRow(Internal, side=Side.CENTRAL, int_id=True):
    """Catalogue imports and exports.

    Sync: central. On every register: no.
    """

    __tablename__ = "product_feeds"

    blob_id: Mapped[UUID | None] = reference("blobs.id", ondelete="SET NULL")
    filename: Mapped[str]
    feed_type: Mapped[str]
    format: Mapped[str]
    status: Mapped[str] = one_of("pending", "processing", "completed", "failed", default="pending")
    total_rows: Mapped[Zero]
    processed_rows: Mapped[Zero]
    success_rows: Mapped[Zero]
    error_rows: Mapped[Zero]
    errors: Mapped[EmptyList]
    job_id: Mapped[UUID | None] = reference("jobs.id", ondelete="SET NULL", unique=True)
    created_by: Mapped[UUID | None] = reference("users.id", ondelete="SET NULL")
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]


class NumberSeriesRow(Row, side=Side.CENTRAL):
    """Numbers that central gives out itself, such as those of web orders: gapless in each series.

    Sync: central. On every register: no (a register has its counters).
    """

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(primary_key=True)  # as in S1-W
    last_value: Mapped[BigInt]
