"""How goods reach the customer when they are not handed over at the counter."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Mutable, one_of, reference
from models.types import Cents, Qty


class ShipmentRow(Mutable, int_id=True):
    """Parcels, local deliveries and pick-ups of an order.

    Sync: down (central-owned; a register sends commands). On every register: own store's open
    orders.
    """

    __tablename__ = "shipments"
    __table_args__ = (
        Index(None, "order_id"),
        Index(None, "status", "scheduled_for"),
    )

    order_id: Mapped[UUID] = reference("orders.id", ondelete="CASCADE")
    from_location_id: Mapped[UUID | None] = reference("locations.id", ondelete="SET NULL")
    method: Mapped[str] = one_of("carrier", "local_delivery", "pickup", default="carrier")
    status: Mapped[str] = one_of(
        "pending",
        "scheduled",
        "packed",
        "shipped",
        "out_for_delivery",
        "delivered",
        "failed",
        "returned",
        "cancelled",
        default="pending",
    )
    carrier: Mapped[str | None]
    service: Mapped[str | None]
    tracking_number: Mapped[str | None] = mapped_column(unique=True)
    tracking_url: Mapped[str | None]
    label_blob_id: Mapped[UUID | None] = reference("blobs.id", ondelete="SET NULL")
    cost_cents: Mapped[Cents | None]
    scheduled_for: Mapped[datetime | None]  # delivery or pick-up slot
    shipped_at: Mapped[datetime | None]
    estimated_delivery_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    notes: Mapped[str | None]


class ShipmentLineRow(Mutable, int_id=True):
    """What is in a shipment.

    Sync: with its shipment. On every register: with its shipment.
    """

    __tablename__ = "shipment_lines"
    __table_args__ = (
        UniqueConstraint("shipment_id", "order_line_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index(None, "order_line_id"),
    )

    shipment_id: Mapped[UUID] = reference("shipments.id", ondelete="CASCADE")
    order_line_id: Mapped[UUID] = reference("order_lines.id", ondelete="CASCADE")
    quantity: Mapped[Qty]
