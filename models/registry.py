"""Gift registries, and the children they are for."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Mutable, Side, central_reference, partial_index, reference
from models.types import EmptyList, JsonValue, Score, StartsNow, StartsTrue, Zero


class ChildRow(Mutable, side=Side.CENTRAL):
    """Children of a customer.

    Sync: central. On every register: no (asked from central when online). A till that asks hears
    the age band of those whose parent agreed, never a name or a birth date.
    """

    __tablename__ = "children"
    __table_args__ = (
        Index(None, "user_id"),
        partial_index("ix_children_keep_until", "keep_until", where="keep_until IS NOT NULL"),
    )

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE")
    name: Mapped[str | None]
    birth_date: Mapped[date | None]
    gender: Mapped[str | None]
    note: Mapped[str | None]
    consented_at: Mapped[datetime | None]  # null: no till hears of it
    purpose: Mapped[str | None]  # what the parent agreed to: size_advice, birthday
    keep_until: Mapped[date | None]  # the row is deleted the day after


class RegistryRow(Mutable):
    """Gift registry of a customer.

    Sync: down. On every register: yes (open ones: found by name or link at the till).
    """

    __tablename__ = "registries"
    __table_args__ = (
        partial_index("uq_registries_open", "user_id", where="closed_at IS NULL", unique=True),
        Index(None, "user_id"),
        Index(None, "due_date"),
    )

    user_id: Mapped[UUID] = reference("users.id", ondelete="CASCADE")
    child_id: Mapped[UUID | None] = central_reference("children.id", ondelete="SET NULL")
    name: Mapped[str]
    due_date: Mapped[date]
    baby_name: Mapped[str | None]
    baby_gender: Mapped[str | None]
    share_url: Mapped[str] = mapped_column(unique=True)
    is_public: Mapped[StartsTrue]
    predicted_sizes: Mapped[JsonValue | None]
    recommended_product_ids: Mapped[EmptyList]
    closed_at: Mapped[datetime | None]


class RegistryItemRow(Mutable):
    """Wishes of a registry.

    Sync: shared-delta for purchased (projection of sold minus returned order lines), else
    central-owned. On every register: with its registry.
    """

    __tablename__ = "registry_items"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND purchased >= 0", name="quantity"),
        Index(None, "registry_id"),
        Index(None, "product_id"),
        Index(None, "variant_id"),
    )

    registry_id: Mapped[UUID] = reference("registries.id", ondelete="CASCADE")
    product_id: Mapped[UUID] = reference("products.id", ondelete="RESTRICT")
    product_name: Mapped[str]  # snapshot
    product_slug: Mapped[str]  # snapshot
    variant_id: Mapped[UUID | None] = reference("variants.id", ondelete="RESTRICT")
    variant_name: Mapped[str | None]
    quantity: Mapped[int]
    purchased: Mapped[Zero]  # projection
    priority: Mapped[Zero]
    notes: Mapped[str | None]


class GrowthEntryRow(Mutable, side=Side.CENTRAL):
    """Growth measurements of the baby.

    Sync: central. On every register: no.
    """

    __tablename__ = "growth_entries"
    __table_args__ = (
        Index(None, "registry_id"),
        Index(None, "measured_at"),
    )

    registry_id: Mapped[UUID] = reference("registries.id", ondelete="CASCADE")
    child_id: Mapped[UUID | None] = reference("children.id", ondelete="SET NULL")
    measured_at: Mapped[StartsNow]
    weight_kg: Mapped[Score]
    length_cm: Mapped[Score]
    head_circumference_cm: Mapped[Score | None]
    notes: Mapped[str | None]
