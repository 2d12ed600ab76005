"""What customers say, wish and look at, and what they are told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Fact, Mutable, Side, reference
from models.types import EmptyObject, Score, StartsFalse, StartsNow, Zero


class ReviewRow(Mutable, side=Side.CENTRAL, int_id=True):
    """Product reviews.

    Sync: central. On every register: no.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("rating >= 1 AND rating <= 5", name="rating"),
        Index(None, "product_id"),
        Index(None, "user_id"),
        Index(None, "rating"),
        Index(None, "is_approved"),
    )

    product_id: Mapped[UUID] = reference("products.id", ondelete="CASCADE")
    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE")
    # Proof of purchase.
    order_line_id: Mapped[UUID | None] = reference("order_lines.id", ondelete="SET NULL")
    rating: Mapped[Score]  # 1 to 5; halves allowed
    title: Mapped[str | None]
    comment: Mapped[str | None]
    is_verified_purchase: Mapped[StartsFalse]
    is_approved: Mapped[StartsFalse]  # setting reviews.auto_approve decides for new rows
    helpful_count: Mapped[Zero]


class WishlistRow(Mutable, side=Side.CENTRAL, int_id=True):
    """One per user.

    Sync: central. On every register: no.
    """

    __tablename__ = "wishlists"

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE", unique=True)


class WishlistItemRow(Mutable, side=Side.CENTRAL, int_id=True):
    """Wished products.

    Sync: central. On every register: no.
    """

    __tablename__ = "wishlist_items"
    __table_args__ = (
        UniqueConstraint("wishlist_id", "product_id"),
        Index(None, "wishlist_id"),
        Index(None, "product_id"),
    )

    wishlist_id: Mapped[UUID] = reference("wishlists.id", ondelete="CASCADE")
    product_id: Mapped[UUID] = reference("products.id", ondelete="CASCADE")
    variant_id: Mapped[UUID | None] = reference("variants.id", ondelete="SET NULL")
    added_at: Mapped[StartsNow]


class NotificationRow(Mutable):
    """Messages to a person, a store or a register.

    Sync: down; read marks go up (lww). On every register: own staff, store, register.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        CheckConstraint(
            "user_id IS NOT NULL OR store_id IS NOT NULL OR register_id IS NOT NULL",
            name="audience",
        ),
        Index(None, "user_id", "is_read"),
        Index(None, "is_read"),
        Index(None, "created_at"),
    )

    user_id: Mapped[UUID | None] = reference("users.id", ondelete="CASCADE")
    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="CASCADE")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="CASCADE")
    type: Mapped[str]  # inventory_alert, price_drop, discontinued, sync_conflict, ...
    title: Mapped[str]
    message: Mapped[str]
    action_url: Mapped[str | None]
    is_read: Mapped[StartsFalse]
    read_at: Mapped[datetime | None]


class BehaviorEventRow(Fact, side=Side.CENTRAL, partition_by="RANGE (id)"):
    """What visitors do, for recommendations; partitioned by month in PostgreSQL.

    Sync: central. On every register: no.
    """

    __tablename__ = "behavior_events"
    __table_args__ = (
        Index(None, "user_id"),
        Index(None, "event_type"),
        Index(None, "created_at"),
    )

    user_id: Mapped[UUID | None] = reference("users.id", ondelete="SET NULL")
    event_type: Mapped[str]
    event_data: Mapped[EmptyObject]
    session_id: Mapped[str | None]
    ip_address: Mapped[str | None]
    user_agent: Mapped[str | None]


class RecommendationLogRow(Mutable, side=Side.CENTRAL, partition_by="RANGE (id)"):
    """What was recommended and what came of it; partitioned by month in PostgreSQL.

    Sync: central. On every register: no.
    """

    __tablename__ = "recommendation_log"
    __table_args__ = (
        Index(None, "user_id"),
        Index(None, "model"),
        Index(None, "created_at"),
    )

    user_id: Mapped[UUID | None] = reference("users.id", ondelete="SET NULL")
    model: Mapped[str]
    version: Mapped[str]
    input_data: Mapped[EmptyObject]
    output_data: Mapped[EmptyObject]
    confidence: Mapped[Score | None]
    clicked: Mapped[StartsFalse]
    purchased: Mapped[StartsFalse]
