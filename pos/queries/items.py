"""What a scan or a tap resolves to: one variant, ready to be sold.

This is the path from scanner to cart line: prebuilt statements on a kept connection, flat from
a hundred to a million variants (performance.md 1).
"""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import (
    BarcodeRow,
    BlobRow,
    CategoryRow,
    ProductImageRow,
    ProductRow,
    VariantRow,
)
from models.inventory import InventoryLevelRow
from pos.domain.product import BackorderPolicy, SellableItem
from pos.domain.product_options import read_options
from pos.domain.quantity import Unit
from pos.prepared import PreparedQuery
from pos.queries.pictures import read_picture
from pos.queries.special_prices import list_special_prices
from pos.queries.taxes import find_taxes
from pos.uow import ReadTx

GIFT_CARD = "gift_card"
"""The kind of a product that is money on a card, not goods."""

VARIANTS_MAX = 400
"""A product has at most this many variants on screen."""

_V = VariantRow.__table__
_P = ProductRow.__table__
_C = CategoryRow.__table__
_B = BarcodeRow.__table__
_L = InventoryLevelRow.__table__
_BLOBS = BlobRow.__table__
_IMAGES = ProductImageRow.__table__

_FROM_VARIANTS = (
    _V.join(_P, _P.c.id == _V.c.product_id)
    .join(_C, _C.c.id == _P.c.category_id)
    .outerjoin(_L, (_L.c.variant_id == _V.c.id) & (_L.c.location_id == sa.bindparam("location_id")))
    .outerjoin(_IMAGES, (_IMAGES.c.product_id == _P.c.id) & _IMAGES.c.is_primary)
    .outerjoin(_BLOBS, _BLOBS.c.id == sa.func.coalesce(_IMAGES.c.blob_id, _C.c.image_blob_id))
)
_COLUMNS = (
    _V.c.id.label("variant_id"),
    _V.c.product_id,
    _V.c.sku,
    _V.c.name.label("variant_name"),
    _V.c.unit,
    _V.c.price_unit_qty,
    _V.c.price_cents,
    sa.func.coalesce(_V.c.cost_cents, _P.c.cost_cents).label("cost_cents"),
    _V.c.track_stock,
    _V.c.backorder_policy,
    _V.c.is_available,
    _P.c.name,
    _P.c.kind,
    _P.c.category_id,
    _P.c.is_discountable,
    _P.c.is_customizable,
    _P.c.options,
    _P.c.min_age,
    sa.func.coalesce(_P.c.tax_category_id, _C.c.tax_category_id).label("tax_category_id"),
    _L.c.available,
    _L.c.low_stock_threshold,
    _BLOBS.c.storage_key,
)
_IS_FOR_SALE = _V.c.is_active & _P.c.is_active & _V.c.deleted_at.is_(None)

_BY_BARCODE = PreparedQuery(
    sa.select(*_COLUMNS, _B.c.code, _B.c.pack_qty)
    .select_from(_FROM_VARIANTS.join(_B, _B.c.variant_id == _V.c.id))
    .where(_B.c.code == sa.bindparam("code"), _IS_FOR_SALE)
)
_NO_BARCODE = (sa.null().label("code"), sa.literal(1).label("pack_qty"))
_BY_SKU = PreparedQuery(
    sa.select(*_COLUMNS, *_NO_BARCODE)
    .select_from(_FROM_VARIANTS)
    .where(_V.c.sku == sa.bindparam("code"), _IS_FOR_SALE)
)
_BY_ID = PreparedQuery(
    sa.select(*_COLUMNS, *_NO_BARCODE)
    .select_from(_FROM_VARIANTS)
    .where(_V.c.id == sa.bindparam("variant_id"))
)
_OF_PRODUCT = PreparedQuery(
    sa.select(*_COLUMNS, *_NO_BARCODE)
    .select_from(_FROM_VARIANTS)
    .where(_V.c.product_id == sa.bindparam("product_id"), _IS_FOR_SALE)
    .order_by(_V.c.position, _V.c.sku)
    .limit(VARIANTS_MAX)
)


def find_sellable(tx: ReadTx, code: str, *, on: date) -> SellableItem | None:
    """Return what carries this barcode, else what has this SKU, else None.

    Args:
        on: The business day; tax rates and price lists are those in force on it.
    """
    place = {"code": code, "location_id": tx.register.location_id}
    row = _BY_BARCODE.first(tx.connection, place)
    if row is None:
        row = _BY_SKU.first(tx.connection, place)
    return None if row is None else _item(tx, row, on=on)


def find_variant(tx: ReadTx, variant_id: UUID, *, on: date) -> SellableItem | None:
    """Return a variant by its id, also one that is no longer for sale; None if there is none."""
    place = {"variant_id": variant_id, "location_id": tx.register.location_id}
    row = _BY_ID.first(tx.connection, place)
    return None if row is None else _item(tx, row, on=on)


def list_variants(tx: ReadTx, product_id: UUID, *, on: date) -> tuple[SellableItem, ...]:
    """Return the variants of a product that are for sale, in their order."""
    place = {"product_id": product_id, "location_id": tx.register.location_id}
    rows = _OF_PRODUCT.all(tx.connection, place)
    return tuple(_item(tx, row, on=on) for row in rows)


def _item(tx: ReadTx, row: Any, *, on: date) -> SellableItem:  # noqa: ANN401 - a row of _COLUMNS
    picture = read_picture(row.storage_key)
    is_gift_card = row.kind == GIFT_CARD
    return SellableItem(
        variant_id=row.variant_id,
        product_id=row.product_id,
        sku=row.sku,
        barcode=row.code,
        name=row.name,
        variant_name=row.variant_name,
        unit=Unit(row.unit),
        price_unit_qty=row.price_unit_qty,
        price_cents=row.price_cents,
        cost_cents=row.cost_cents,
        taxes=() if is_gift_card else find_taxes(tx, row.tax_category_id, on=on),
        pack_qty=row.pack_qty,
        track_stock=row.track_stock,
        available=row.available if row.available is not None else 0,
        low_stock_threshold=row.low_stock_threshold or 0,
        backorder_policy=BackorderPolicy(row.backorder_policy),
        is_available=row.is_available,
        is_discountable=row.is_discountable and not is_gift_card,
        min_age=row.min_age,
        category_glyph=picture.glyph,
        tint=picture.tint,
        is_gift_card=is_gift_card,
        is_customizable=row.is_customizable,
        options=read_options(row.options),
        category_id=row.category_id,
        special_prices=() if is_gift_card else list_special_prices(tx, row.variant_id, on=on),
    )
