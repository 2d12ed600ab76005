"""What may be sold: categories, products, variants, barcodes and their pictures."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Archived, Mutable, default, one_of, partial_index, reference
from models.types import (
    BigInt,
    Cents,
    EmptyList,
    EmptyText,
    JsonValue,
    StartsFalse,
    StartsTrue,
    Zero,
    ZeroBigInt,
    ZeroScore,
)


class BlobRow(Mutable, int_id=True):
    """Stored files: images, labels, feeds.

    Sync: down (row); file content is fetched on demand. On every register: images used at the
    till.
    """

    __tablename__ = "blobs"

    # Path in the store; for provider external the URL itself.
    storage_key: Mapped[str] = mapped_column(unique=True)
    filename: Mapped[str]
    content_type: Mapped[str]
    size_bytes: Mapped[ZeroBigInt]
    checksum: Mapped[str | None]  # sha-256
    storage_provider: Mapped[str] = one_of("local", "s3", "external", default="local")
    public_url: Mapped[str | None]  # filled when a web address exists


class CategoryRow(Archived, int_id=True):
    """Product tree.

    Sync: down. On every register: yes.
    """

    __tablename__ = "categories"
    __table_args__ = (
        Index(
            "uq_categories_siblings",
            text("coalesce(parent_id, '00000000-0000-0000-0000-000000000000')"),
            text("lower(name)"),
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
        ),
        CheckConstraint("parent_id <> id", name="not_self"),
        Index(None, "parent_id"),
        Index(None, "is_active"),
    )

    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str | None]
    parent_id: Mapped[UUID | None] = reference("categories.id", ondelete="SET NULL")
    image_blob_id: Mapped[UUID | None] = reference("blobs.id", ondelete="SET NULL")
    position: Mapped[Zero]
    is_active: Mapped[StartsTrue]
    # Default for its products.
    tax_category_id: Mapped[UUID | None] = reference("tax_categories.id", ondelete="SET NULL")


class ProductRow(Archived, int_id=True):
    """The article as customers know it (style), sold and stocked through its variants.

    There is always at least one variant.

    Sync: down. On every register: yes.
    """

    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint(
            "base_price_cents >= 0 AND coalesce(compare_at_price_cents, 0) >= 0 "
            "AND coalesce(cost_cents, 0) >= 0",
            name="prices",
        ),
        Index(None, "category_id"),
        Index(None, "name"),
        Index(None, "brand"),
        Index(None, "is_active"),
        Index(None, "is_featured"),
        Index(None, "is_on_sale"),
        Index(None, "popularity_score"),
        Index(None, "created_at"),
    )

    # Root category uncategorised is seeded.
    category_id: Mapped[UUID] = reference("categories.id", ondelete="RESTRICT")
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)
    # Product-level SKU of the seeds; equals the variant's SKU while there is only one variant.
    style_code: Mapped[str] = mapped_column(unique=True)
    brand: Mapped[str | None]
    kind: Mapped[str] = one_of("goods", "service", "gift_card", default="goods")
    description: Mapped[str | None]
    short_description: Mapped[str | None]
    # List price: default for new variants and what product-level seeds see; the till never reads
    # it.
    base_price_cents: Mapped[Cents]
    compare_at_price_cents: Mapped[Cents | None]
    cost_cents: Mapped[Cents | None]
    # Null: the category's.
    tax_category_id: Mapped[UUID | None] = reference("tax_categories.id", ondelete="RESTRICT")
    tags: Mapped[EmptyList]
    ai_tags: Mapped[EmptyList]
    is_active: Mapped[StartsTrue]
    is_featured: Mapped[StartsFalse]
    is_new: Mapped[StartsFalse]
    is_on_sale: Mapped[StartsFalse]
    is_customizable: Mapped[StartsFalse]
    # Of what is made to order, in order: [{name, choices}]. They have no price, and no stock.
    options: Mapped[JsonValue | None]
    is_discountable: Mapped[StartsTrue]
    is_returnable: Mapped[StartsTrue]
    min_age: Mapped[int | None]
    meta_title: Mapped[str | None]
    meta_description: Mapped[str | None]
    meta_keywords: Mapped[str | None]
    # Written by the popularity job, without a change-feed entry.
    popularity_score: Mapped[ZeroScore]
    recommendation_score: Mapped[ZeroScore]  # as above
    published_at: Mapped[datetime | None]


class VariantRow(Archived, int_id=True):
    """The stock keeping unit: what is scanned, priced, stocked and sold.

    Sync: down. On every register: yes.
    """

    __tablename__ = "variants"
    __table_args__ = (
        partial_index("uq_variants_default", "product_id", where="is_default", unique=True),
        CheckConstraint(
            "price_cents >= 0 AND coalesce(compare_at_price_cents, 0) >= 0 "
            "AND coalesce(cost_cents, 0) >= 0 AND price_unit_qty > 0 AND lead_time_days >= 0",
            name="prices",
        ),
        Index(None, "product_id"),
        Index(None, "option1_value"),
        Index(None, "option2_value"),
        Index(None, "option3_value"),
        Index(None, "is_active"),
        Index(None, "supplier_id"),
    )

    product_id: Mapped[UUID] = reference("products.id", ondelete="CASCADE")
    name: Mapped[EmptyText]
    sku: Mapped[str] = mapped_column(unique=True)
    # The variant that stands for the product in product-level seeds.
    is_default: Mapped[StartsFalse]
    position: Mapped[Zero]
    option1_name: Mapped[str | None]
    option1_value: Mapped[str | None]
    option2_name: Mapped[str | None]
    option2_value: Mapped[str | None]
    option3_name: Mapped[str | None]
    option3_value: Mapped[str | None]
    color_code: Mapped[str | None]  # hex swatch of the colour option
    price_cents: Mapped[Cents]  # the selling price; the only price the till reads
    compare_at_price_cents: Mapped[Cents | None]
    cost_cents: Mapped[Cents | None]
    # Quantities everywhere are whole numbers of this unit.
    unit: Mapped[str] = one_of("each", "g", "ml", "mm", default="each")
    # What price_cents buys: this many units (1000 with unit g: price per kilogram).
    price_unit_qty: Mapped[int] = default(1)
    # Shipping weight in milligrams (exact for g floats and kg decimals).
    weight_mg: Mapped[BigInt | None]
    dimensions: Mapped[JsonValue | None]  # {length, width, height, unit}
    track_stock: Mapped[StartsTrue]
    # Who keeps the stock: countertop, external name, none.
    inventory_management: Mapped[str] = default("countertop")
    backorder_policy: Mapped[str] = one_of("deny", "continue", default="deny")
    lead_time_days: Mapped[Zero]
    is_active: Mapped[StartsTrue]  # not retired
    is_available: Mapped[StartsTrue]  # may be sold today (sold-out switch)
    supplier_id: Mapped[UUID | None] = reference("suppliers.id", ondelete="SET NULL")
    supplier_sku: Mapped[str | None]


class BarcodeRow(Mutable):
    """Every code that may be scanned for a variant.

    Sync: down. On every register: yes.
    """

    __tablename__ = "barcodes"
    __table_args__ = (
        partial_index("uq_barcodes_primary", "variant_id", where="is_primary", unique=True),
        CheckConstraint("pack_qty > 0", name="pack"),
        Index(None, "variant_id"),
    )

    variant_id: Mapped[UUID] = reference("variants.id", ondelete="CASCADE")
    code: Mapped[str] = mapped_column(unique=True)
    symbology: Mapped[str] = default("ean13")  # ean13, ean8, upca, code128, plu, internal
    pack_qty: Mapped[int] = default(1)  # units per scan
    is_primary: Mapped[StartsFalse]


class ProductImageRow(Mutable, int_id=True):
    """Pictures of a product.

    Sync: down. On every register: yes (thumbnails).
    """

    __tablename__ = "product_images"
    __table_args__ = (
        partial_index("uq_product_images_primary", "product_id", where="is_primary", unique=True),
        Index(None, "product_id", "is_primary"),
        Index(None, "blob_id"),
    )

    product_id: Mapped[UUID] = reference("products.id", ondelete="CASCADE")
    variant_id: Mapped[UUID | None] = reference("variants.id", ondelete="SET NULL")
    blob_id: Mapped[UUID] = reference("blobs.id", ondelete="RESTRICT")
    alt_text: Mapped[str | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    position: Mapped[Zero]
    is_primary: Mapped[StartsFalse]
