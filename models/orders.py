"""Sales with snapshots of what was sold."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Fact,
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
    Cents,
    Currency,
    EmptyText,
    JsonValue,
    Qty,
    StartsFalse,
    StartsNow,
    ZeroCents,
    ZeroQty,
)


class OrderRow(Mutable, int_id=True, partition_by="RANGE (id)"):
    """A sale; partitioned by year in PostgreSQL.

    Sync: up (register sales), central (online); later status changes travel as
    order_status_history rows and are applied by central. On every register: own store, recent
    (setting sync.order_days).
    """

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(
            "total_cents = subtotal_cents - discount_cents + shipping_cents + "
            "CASE WHEN prices_include_tax THEN 0 ELSE tax_cents END",
            name="total",
        ),
        CheckConstraint(
            "subtotal_cents >= 0 AND discount_cents >= 0 AND shipping_cents >= 0 "
            "AND tax_cents >= 0 AND total_cents >= 0",
            name="amounts",
        ),
        Index(None, "user_id"),
        Index(None, "status"),
        Index(None, "payment_status"),
        Index(None, "created_at"),
        Index(None, "store_id", "placed_at"),
        Index(None, "shift_id"),
    )

    # Store-register-counter; unique without asking central.
    number: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str] = one_of("register", "online", "phone", default="register")
    store_id: Mapped[UUID] = reference("stores.id", ondelete="RESTRICT")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
    shift_id: Mapped[UUID | None] = central_reference("shifts.id", ondelete="RESTRICT")
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")  # cashier
    # Customer; null: walk-in.
    user_id: Mapped[UUID | None] = central_reference("users.id", ondelete="RESTRICT")
    cart_id: Mapped[UUID | None] = central_reference("carts.id", ondelete="SET NULL")
    status: Mapped[str] = one_of(
        "pending",
        "confirmed",
        "processing",
        "ready",
        "shipped",
        "completed",
        "cancelled",
        "refunded",
        default="pending",
    )
    # Projection of payments and refunds.
    payment_status: Mapped[str] = one_of(
        "pending",
        "processing",
        "authorized",
        "partially_paid",
        "paid",
        "failed",
        "partially_refunded",
        "refunded",
        default="pending",
    )
    # Projection of shipments and returns.
    fulfilment_status: Mapped[str] = one_of(
        "unfulfilled", "partially_fulfilled", "fulfilled", "restocked", default="unfulfilled"
    )
    currency: Mapped[Currency]
    prices_include_tax: Mapped[StartsFalse]
    tax_rounding: Mapped[str] = one_of("line", "document", default="line")
    subtotal_cents: Mapped[ZeroCents]  # sum of line gross amounts
    # Sum of line discounts; order discounts are spread over the lines.
    discount_cents: Mapped[ZeroCents]
    shipping_cents: Mapped[ZeroCents]
    tax_cents: Mapped[ZeroCents]
    total_cents: Mapped[ZeroCents]
    # Cash rounding: what was settled is total_cents + rounding_cents.
    rounding_cents: Mapped[ZeroCents]
    paid_cents: Mapped[ZeroCents]  # projection
    refunded_cents: Mapped[ZeroCents]  # projection
    customer_name: Mapped[str | None]
    customer_email: Mapped[str | None]
    customer_phone: Mapped[str | None]
    customer_notes: Mapped[str | None]
    tax_exempt_no: Mapped[str | None]  # why no tax was charged: a number or a reason
    internal_notes: Mapped[str | None]
    ship_address_id: Mapped[UUID | None] = central_reference("addresses.id", ondelete="SET NULL")
    bill_address_id: Mapped[UUID | None] = central_reference("addresses.id", ondelete="SET NULL")
    ship_address: Mapped[JsonValue | None]  # snapshot
    bill_address: Mapped[JsonValue | None]  # snapshot
    placed_at: Mapped[StartsNow]
    # Fixed when the shift opened, never worked out from the clock; null: sold without a shift.
    business_date: Mapped[date | None]
    confirmed_at: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]  # also: handed over at the counter
    cancelled_at: Mapped[datetime | None]
    cancellation_reason: Mapped[str | None]


class OrderNumberRow(Row, side=Side.CENTRAL):
    """The numbers that orders have, each once: across partitions nothing but the key is unique.

    Triggers keep it (numbers.sql). Its constraints have the names that people know from orders.
    Sync: central. On every register: no.
    """

    __tablename__ = "order_numbers"
    __table_args__ = (
        UniqueConstraint("number", name="uq_orders_number"),
        UniqueConstraint("int_id", name="uq_orders_int_id"),
    )

    order_id: Mapped[UUID] = reference("orders.id", ondelete="CASCADE", primary_key=True)
    number: Mapped[str]
    int_id: Mapped[BigInt]


class OrderLineRow(Mutable, int_id=True):
    """What was sold, with snapshots.

    Sync: with its order. On every register: with its order.
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("order_id", "line_no"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price_cents >= 0", name="price"),
        Index(None, "order_id"),
        Index(None, "variant_id"),
        Index(None, "registry_item_id"),
        # Few lines keep any: what is promised for a day is counted without reading the others.
        partial_index("ix_order_lines_customized", "order_id", where="customization IS NOT NULL"),
    )

    order_id: Mapped[UUID] = reference("orders.id", ondelete="CASCADE")
    line_no: Mapped[int]
    # Free-price articles use a seeded miscellaneous variant.
    variant_id: Mapped[UUID] = reference("variants.id", ondelete="RESTRICT")
    product_name: Mapped[str]
    variant_name: Mapped[EmptyText]
    sku: Mapped[str]
    barcode: Mapped[str | None]  # as scanned
    quantity: Mapped[Qty]
    unit: Mapped[str] = default("each")
    price_unit_qty: Mapped[int] = default(1)
    list_price_cents: Mapped[Cents]  # before override
    unit_price_cents: Mapped[Cents]
    gross_cents: Mapped[Cents]  # round(quantity * unit_price_cents / price_unit_qty)
    discount_cents: Mapped[ZeroCents]
    order_discount_cents: Mapped[
        ZeroCents
    ]  # the part of it that is a share of the order's discount
    tax_cents: Mapped[ZeroCents]
    total_cents: Mapped[Cents]  # gross - discount (+ tax when prices exclude it)
    cost_cents: Mapped[Cents | None]  # cost of one price unit when sold
    customization: Mapped[JsonValue | None]
    note: Mapped[str | None]
    price_override_reason: Mapped[str | None]
    price_override_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    price_list_name: Mapped[str | None]  # whose price it was; null: the variant's own
    # Offers and coupons in discount_cents: [{promotion_id, name, code, amount_cents}]; null: none.
    offers: Mapped[JsonValue | None]
    registry_item_id: Mapped[UUID | None] = central_reference(
        "registry_items.id", ondelete="SET NULL"
    )
    fulfilled_qty: Mapped[ZeroQty]  # projection of shipments and counter hand-over
    returned_qty: Mapped[ZeroQty]  # projection of return_lines


class OrderLineTaxRow(Fact, posted=True):
    """Tax of a line by rate (receipt and tax report).

    Sync: with its order. On every register: with its order.
    """

    __tablename__ = "order_line_taxes"
    __table_args__ = (Index(None, "order_line_id"),)

    order_line_id: Mapped[UUID] = reference("order_lines.id", ondelete="CASCADE")
    tax_rate_id: Mapped[UUID | None] = central_reference("tax_rates.id", ondelete="SET NULL")
    name: Mapped[str]
    rate_ppm: Mapped[int]
    is_inclusive: Mapped[StartsFalse]
    taxable_cents: Mapped[Cents]
    tax_cents: Mapped[Cents]


class OrderStatusHistoryRow(Fact):
    """Every change of orders.status, with who and where.

    Sync: up and down. On every register: with its order.
    """

    __tablename__ = "order_status_history"
    __table_args__ = (Index(None, "order_id"),)

    order_id: Mapped[UUID] = reference("orders.id", ondelete="CASCADE")
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    notes: Mapped[str | None]
    changed_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
    # In whose figures it counts; null: it is about no money.
    shift_id: Mapped[UUID | None] = central_reference("shifts.id", ondelete="RESTRICT")
