"""Open baskets, before they become orders."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Mutable, central_reference, one_of, partial_index, reference
from models.types import Cents, Currency, EmptyText, JsonValue, Qty, StartsFalse, ZeroCents


class CartRow(Mutable, int_id=True):
    """Open baskets, on a register or online.

    A parked cart never changes: whoever takes it up holds it (`locked_by_register_id`) and goes on
    with a copy, whose `origin_cart_id` it is.

    Sync: register carts: local until parked, then hand-off inside the store; online carts:
    central. On every register: parked carts of the store.
    """

    __tablename__ = "carts"
    __table_args__ = (
        partial_index(
            "uq_carts_open_online",
            "user_id",
            where="channel = 'online' AND status = 'open'",
            unique=True,
        ),
        CheckConstraint(
            "total_cents = subtotal_cents - discount_cents + "
            "CASE WHEN prices_include_tax THEN 0 ELSE tax_cents END",
            name="total",
        ),
        Index(None, "user_id"),
        Index(None, "store_id", "status"),
        Index(None, "expires_at"),
    )

    user_id: Mapped[UUID | None] = reference("users.id", ondelete="CASCADE")
    channel: Mapped[str] = one_of("register", "online", default="register")
    status: Mapped[str] = one_of("open", "parked", "checked_out", "abandoned", default="open")
    store_id: Mapped[UUID | None] = reference("stores.id", ondelete="RESTRICT")
    register_id: Mapped[UUID | None] = reference("registers.id", ondelete="SET NULL")
    # Who took the parked cart up; null: nobody has.
    locked_by_register_id: Mapped[UUID | None] = reference("registers.id", ondelete="SET NULL")
    staff_id: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    label: Mapped[str | None]  # name of the parked cart
    note: Mapped[str | None]
    currency: Mapped[Currency]
    prices_include_tax: Mapped[StartsFalse]
    subtotal_cents: Mapped[ZeroCents]
    discount_cents: Mapped[ZeroCents]
    tax_cents: Mapped[ZeroCents]
    total_cents: Mapped[ZeroCents]
    # The discount on the whole cart, as it was given; at most one of the two.
    discount_percent_ppm: Mapped[int | None]
    discount_amount_cents: Mapped[Cents | None]
    discount_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    parked_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]  # the clean-up job abandons, later deletes
    # The parked cart that this one goes on from. No reference: that one may be gone, or never come.
    origin_cart_id: Mapped[UUID | None]


class CartLineRow(Mutable, int_id=True):
    """Cart contents.

    Sync: with its cart. On every register: with its cart.
    """

    __tablename__ = "cart_lines"
    __table_args__ = (
        UniqueConstraint("cart_id", "variant_id", "line_key"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index(None, "cart_id"),
        Index(None, "variant_id"),
    )

    cart_id: Mapped[UUID] = reference("carts.id", ondelete="CASCADE")
    line_no: Mapped[int]
    variant_id: Mapped[UUID] = reference("variants.id", ondelete="RESTRICT")
    # Tells apart equal variants with another customisation, price or serial number.
    line_key: Mapped[EmptyText]
    quantity: Mapped[Qty]
    unit_price_cents: Mapped[Cents]
    gross_cents: Mapped[ZeroCents]  # as in order_lines
    discount_cents: Mapped[ZeroCents]
    tax_cents: Mapped[ZeroCents]
    total_cents: Mapped[ZeroCents]
    barcode: Mapped[str | None]  # as scanned
    list_price_cents: Mapped[Cents | None]  # before override; null: the unit price
    # Prices of price lists that were seen when it was added, also those of other customers' groups.
    special_prices: Mapped[JsonValue | None]
    fixed_gross_cents: Mapped[Cents | None]  # printed on a priced scale label
    # The line's own discount, as it was given; at most one of the two.
    discount_percent_ppm: Mapped[int | None]
    discount_amount_cents: Mapped[Cents | None]
    discount_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    price_override_reason: Mapped[str | None]
    price_override_by: Mapped[UUID | None] = central_reference("users.id", ondelete="SET NULL")
    customization: Mapped[JsonValue | None]
    note: Mapped[str | None]
    registry_item_id: Mapped[UUID | None] = central_reference(
        "registry_items.id", ondelete="SET NULL"
    )


class CartPromotionRow(Mutable):
    """Promotions applied to a cart.

    Sync: with its cart. On every register: with its cart.
    """

    __tablename__ = "cart_promotions"
    __table_args__ = (UniqueConstraint("cart_id", "promotion_id"),)

    cart_id: Mapped[UUID] = reference("carts.id", ondelete="CASCADE")
    promotion_id: Mapped[UUID] = reference("promotions.id", ondelete="CASCADE")
    code: Mapped[str | None]
    discount_cents: Mapped[ZeroCents]
