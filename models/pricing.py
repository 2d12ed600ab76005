"""What a price is made of besides the shelf price: taxes, promotions, price changes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Archived, Fact, Mutable, Side, central_reference, one_of, reference
from models.types import Cents, StartsFalse, StartsTrue, Zero


class TaxCategoryRow(Archived):
    """Kinds of goods for tax.

    Sync: down. On every register: yes.
    """

    __tablename__ = "tax_categories"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    is_default: Mapped[StartsFalse]


class TaxRateRow(Archived):
    """Rate per tax category and store, with validity.

    Sync: down. On every register: yes (own store and general).
    """

    __tablename__ = "tax_rates"
    __table_args__ = (
        CheckConstraint("rate_ppm BETWEEN 0 AND 1000000", name="rate"),
        Index(None, "tax_category_id", "store_id", "valid_from"),
    )

    tax_category_id: Mapped[UUID] = reference("tax_categories.id", ondelete="CASCADE")
    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="CASCADE")  # null: every store
    name: Mapped[str]  # as printed
    rate_ppm: Mapped[int]  # parts per million: 8.875 % is 88750
    is_inclusive: Mapped[StartsFalse]  # already inside the shelf price
    is_compound: Mapped[StartsFalse]  # charged on price plus earlier taxes
    position: Mapped[Zero]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # last day


class PriceHistoryRow(Fact, side=Side.CENTRAL):
    """Every change of a variant's price.

    Sync: central. On every register: no.
    """

    __tablename__ = "price_history"
    __table_args__ = (
        Index(None, "variant_id"),
        Index(None, "created_at"),
    )

    variant_id: Mapped[UUID] = reference("variants.id", ondelete="CASCADE")
    old_price_cents: Mapped[Cents]
    new_price_cents: Mapped[Cents]
    reason: Mapped[str | None]
    changed_by: Mapped[UUID | None] = reference("users.id", ondelete="SET NULL")


class PromotionRow(Archived, int_id=True):
    """Coupons (with code) and automatic discounts (without).

    Sync: down. On every register: yes.
    """

    __tablename__ = "promotions"
    __table_args__ = (
        CheckConstraint(
            "(discount_type = 'percent' AND percent_ppm BETWEEN 1 AND 1000000 "
            "AND amount_off_cents IS NULL) OR (discount_type = 'amount' "
            "AND amount_off_cents > 0 AND percent_ppm IS NULL)",
            name="value",
        ),
        CheckConstraint("expires_at > starts_at", name="period"),
    )

    # Kept upper-case by the app; null: applies by itself.
    code: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str | None]
    discount_type: Mapped[str] = one_of("percent", "amount")
    percent_ppm: Mapped[int | None]  # 12.5 % is 125000
    amount_off_cents: Mapped[Cents | None]
    # Of each buy_qty + get_qty pieces the cheapest get_qty are reduced; null: all goods are.
    buy_qty: Mapped[int | None]
    get_qty: Mapped[int | None]
    min_purchase_cents: Mapped[Cents | None]
    max_discount_cents: Mapped[Cents | None]
    usage_limit: Mapped[int | None]
    usage_count: Mapped[Zero]  # central projection of promotion_redemptions; offline it is a hint
    per_user_limit: Mapped[int | None]
    is_active: Mapped[StartsTrue]
    is_stackable: Mapped[StartsFalse]
    priority: Mapped[Zero]
    starts_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]  # exclusive end


class PromotionTargetRow(Mutable):
    """Where a promotion applies (none: everywhere).

    Sync: down. On every register: yes.
    """

    __tablename__ = "promotion_targets"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN product_id IS NULL THEN 0 "
            "ELSE 1 END) + (CASE WHEN category_id IS NULL THEN 0 "
            "ELSE 1 END) + (CASE WHEN store_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one",
        ),
        Index(None, "promotion_id"),
    )

    promotion_id: Mapped[UUID] = reference("promotions.id", ondelete="CASCADE")
    product_id: Mapped[UUID | None] = reference("products.id", ondelete="CASCADE")
    category_id: Mapped[UUID | None] = reference("categories.id", ondelete="CASCADE")
    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="CASCADE")
    is_excluded: Mapped[StartsFalse]


class PromotionRedemptionRow(Fact):
    """One use of a promotion by an order.

    Sync: up, store-wide down. On every register: recent, own store.
    """

    __tablename__ = "promotion_redemptions"
    __table_args__ = (
        UniqueConstraint("promotion_id", "order_id"),
        Index(None, "user_id"),
        Index(None, "order_id"),
    )

    promotion_id: Mapped[UUID] = reference("promotions.id", ondelete="RESTRICT")
    order_id: Mapped[UUID] = reference("orders.id", ondelete="CASCADE")
    user_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    code: Mapped[str | None]  # as typed
    discount_cents: Mapped[Cents]
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="RESTRICT")
