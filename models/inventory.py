"""Stock: where it lies, how it moves, who holds it, and the papers that move it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Archived,
    Fact,
    Mutable,
    central_reference,
    default,
    one_of,
    partial_index,
    reference,
)
from models.types import Cents, JsonValue, Qty, StartsNow, StartsTrue, ZeroQty


class LocationRow(Archived):
    """Places that hold stock: shop floor, warehouse, goods in transit.

    Sync: down. On every register: yes.
    """

    __tablename__ = "locations"
    __table_args__ = (Index(None, "store_id"),)

    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="RESTRICT")
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str] = one_of("store", "warehouse", "transit", default="store")
    is_sellable: Mapped[StartsTrue]
    is_active: Mapped[StartsTrue]


class InventoryLevelRow(Mutable):
    """Stock of one variant at one location.

    Sync: shared-delta (projection of stock_movements and stock_reservations; only thresholds
    and bin are edited, central-owned). On every register: yes (own store; others as read-only
    info).
    """

    __tablename__ = "inventory_levels"
    __table_args__ = (
        UniqueConstraint("variant_id", "location_id"),
        CheckConstraint("reserved >= 0", name="reserved"),
        Index(None, "location_id"),
        Index(None, "available"),
    )

    variant_id: Mapped[UUID] = reference("variants.id", ondelete="CASCADE")
    location_id: Mapped[UUID] = reference("locations.id", ondelete="RESTRICT")
    on_hand: Mapped[ZeroQty]  # may be negative: two registers sold the last one offline
    reserved: Mapped[ZeroQty]
    available: Mapped[Qty] = mapped_column(Computed("on_hand - reserved", persisted=True))
    low_stock_threshold: Mapped[int] = default(10)
    reorder_point: Mapped[int] = default(20)
    reorder_quantity: Mapped[int] = default(50)
    bin: Mapped[str | None]  # shelf or aisle
    last_restocked_at: Mapped[datetime | None]
    next_restock_at: Mapped[datetime | None]


class StockMovementRow(Fact, int_id=True, posted=True):
    """Ledger: each change of on_hand, never altered.

    Sync: up, store-wide down. On every register: own store, recent.
    """

    __tablename__ = "stock_movements"
    __table_args__ = (
        CheckConstraint("quantity_delta <> 0", name="nonzero"),
        Index(None, "variant_id", "location_id", "occurred_at"),
        Index(None, "reference_id"),
        Index(None, "occurred_at"),
    )

    variant_id: Mapped[UUID] = reference("variants.id", ondelete="RESTRICT")
    location_id: Mapped[UUID] = reference("locations.id", ondelete="RESTRICT")
    kind: Mapped[str] = one_of(
        "opening",
        "sale",
        "return",
        "receipt",
        "transfer_out",
        "transfer_in",
        "count",
        "adjustment",
        "write_off",
    )
    quantity_delta: Mapped[Qty]
    # Filled by central when it applies the row (central order is the order).
    quantity_after: Mapped[Qty | None]
    unit_cost_cents: Mapped[Cents | None]
    reference_type: Mapped[str | None] = one_of(
        "order", "return", "stock_document", "shipment", "manual"
    )
    reference_id: Mapped[UUID | None]
    reason: Mapped[str | None]
    notes: Mapped[str | None]
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
    occurred_at: Mapped[StartsNow]


class StockReservationRow(Mutable):
    """Stock held for a cart or an open order.

    Sync: shared (written by the node that owns the cart or order). On every register: own
    store.
    """

    __tablename__ = "stock_reservations"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("cart_id IS NOT NULL OR order_id IS NOT NULL", name="holder"),
        partial_index(
            "ix_stock_reservations_active", "variant_id", "location_id", where="status = 'active'"
        ),
        Index(None, "cart_id"),
        Index(None, "order_id"),
        partial_index("ix_stock_reservations_expiring", "expires_at", where="status = 'active'"),
    )

    variant_id: Mapped[UUID] = reference("variants.id", ondelete="CASCADE")
    location_id: Mapped[UUID] = reference("locations.id", ondelete="RESTRICT")
    quantity: Mapped[Qty]
    cart_id: Mapped[UUID | None] = reference("carts.id", ondelete="CASCADE")
    order_id: Mapped[UUID | None] = reference("orders.id", ondelete="CASCADE")
    status: Mapped[str] = one_of("active", "consumed", "released", "expired", default="active")
    expires_at: Mapped[datetime | None]
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="SET NULL")


class SupplierRow(Archived):
    """Vendors.

    Sync: down. On every register: yes.
    """

    __tablename__ = "suppliers"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    contact_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[JsonValue | None]
    lead_time_days: Mapped[int | None]
    payment_terms: Mapped[str | None]
    note: Mapped[str | None]
    is_active: Mapped[StartsTrue]


class StockDocumentRow(Mutable):
    """One header for purchase orders, receipts, transfers, counts, adjustments, vendor returns.

    Sync: hand-off (one writer: the register that opened it, or central). On every register: own
    store's locations.
    """

    __tablename__ = "stock_documents"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'transfer' AND from_location_id IS NOT NULL "
            "AND to_location_id IS NOT NULL AND from_location_id <> to_location_id) "
            "OR (kind = 'vendor_return' AND from_location_id IS NOT NULL) "
            "OR (kind IN ('purchase_order','receipt','count','adjustment') "
            "AND to_location_id IS NOT NULL)",
            name="places",
        ),
        CheckConstraint(
            "kind NOT IN ('purchase_order','vendor_return') OR supplier_id IS NOT NULL",
            name="vendor",
        ),
        Index(None, "status", "kind"),
        Index(None, "supplier_id"),
        Index(None, "to_location_id"),
    )

    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = one_of(
        "purchase_order", "receipt", "transfer", "count", "adjustment", "vendor_return"
    )
    status: Mapped[str] = one_of(
        "draft", "open", "in_transit", "completed", "cancelled", default="draft"
    )
    supplier_id: Mapped[UUID | None] = reference("suppliers.id", ondelete="RESTRICT")
    from_location_id: Mapped[UUID | None] = reference("locations.id", ondelete="RESTRICT")
    # Counts and adjustments use this one.
    to_location_id: Mapped[UUID | None] = reference("locations.id", ondelete="RESTRICT")
    # Receipt of a purchase order or transfer.
    source_document_id: Mapped[UUID | None] = central_reference(
        "stock_documents.id", ondelete="SET NULL"
    )
    external_ref: Mapped[str | None]  # supplier's delivery or invoice number
    expected_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    completed_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="SET NULL")
    note: Mapped[str | None]


class StockDocumentLineRow(Mutable):
    """Lines of a stock document.

    Sync: with its document. On every register: with its document.
    """

    __tablename__ = "stock_document_lines"
    __table_args__ = (
        UniqueConstraint("document_id", "line_no"),
        Index(None, "variant_id"),
    )

    document_id: Mapped[UUID] = reference("stock_documents.id", ondelete="CASCADE")
    line_no: Mapped[int]
    variant_id: Mapped[UUID] = reference("variants.id", ondelete="RESTRICT")
    expected_qty: Mapped[Qty | None]  # ordered, announced, or on hand when the count began
    actual_qty: Mapped[Qty | None]  # received, sent or counted
    unit_cost_cents: Mapped[Cents | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]
