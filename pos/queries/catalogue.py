"""What the sell screen offers: categories, and one tile per product."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BlobRow, CategoryRow, ProductImageRow, ProductRow, VariantRow
from models.fixed_ids import MISCELLANEOUS_PRODUCT_ID
from models.inventory import InventoryLevelRow
from pos import search_index
from pos.queries.pictures import Picture, read_picture
from pos.queries.special_prices import find_sale_prices
from pos.uow import ReadTx

TILES_MAX = 60
"""Tiles of one page; the search box narrows what is beyond."""

_P = ProductRow.__table__
_C = CategoryRow.__table__
_V = VariantRow.__table__
_L = InventoryLevelRow.__table__
_BLOBS = BlobRow.__table__
_IMAGES = ProductImageRow.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryChip:
    """A category of the first level, as a chip above the tiles."""

    category_id: UUID
    name: str
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTile:
    """A product on the sell screen.

    Attributes:
        price_cents: The lowest price of its variants.
        price_from: Variants differ in price.
        unit: Of the first variant, with `price_unit_qty`: "1000 g" means per kilogram.
        available: What may be sold here, over all variants.
        variant_count: Above 1, a tap asks which one.
        variant_ids: All of them, in their order, for the count of what lies in the cart.
    """

    product_id: UUID
    name: str
    price_cents: int
    price_from: bool
    unit: str
    price_unit_qty: int
    track_stock: bool
    available: int
    low_stock_threshold: int
    is_available: bool
    picture: Picture
    variant_count: int
    variant_ids: tuple[UUID, ...]


# The article for free prices is sold by a key of its own, never by a tile without a price.
_HAS_A_TILE = _P.c.is_active & _P.c.deleted_at.is_(None) & (_P.c.id != MISCELLANEOUS_PRODUCT_ID)
_TILE = (
    sa.select(
        _P.c.id.label("product_id"),
        _P.c.name,
        sa.func.min(_V.c.price_cents).label("price_cents"),
        (sa.func.max(_V.c.price_cents) > sa.func.min(_V.c.price_cents)).label("price_from"),
        sa.func.min(_V.c.unit).label("unit"),
        sa.func.min(_V.c.price_unit_qty).label("price_unit_qty"),
        sa.func.max(_V.c.track_stock).label("track_stock"),
        sa.func.coalesce(sa.func.sum(_L.c.available), 0).label("available"),
        sa.func.coalesce(sa.func.max(_L.c.low_stock_threshold), 0).label("low_stock_threshold"),
        sa.func.max(_V.c.is_available).label("is_available"),
        sa.func.max(_BLOBS.c.storage_key).label("storage_key"),
        sa.func.count(_V.c.id).label("variant_count"),
        sa.func.group_concat(sa.func.hex(_V.c.id)).label("variant_ids"),
    )
    .select_from(
        _P.join(_V, (_V.c.product_id == _P.c.id) & _V.c.is_active & _V.c.deleted_at.is_(None))
        .join(_C, _C.c.id == _P.c.category_id)
        .outerjoin(
            _L, (_L.c.variant_id == _V.c.id) & (_L.c.location_id == sa.bindparam("location_id"))
        )
        .outerjoin(_IMAGES, (_IMAGES.c.product_id == _P.c.id) & _IMAGES.c.is_primary)
        .outerjoin(_BLOBS, _BLOBS.c.id == sa.func.coalesce(_IMAGES.c.blob_id, _C.c.image_blob_id))
    )
    .where(_HAS_A_TILE)
    .group_by(_P.c.id)
    .order_by(_P.c.popularity_score.desc(), _P.c.name)
)
_OF_HITS = _TILE.where(_P.c.id.in_(sa.bindparam("ids", expanding=True))).limit(
    sa.bindparam("limit")
)

_ROOT = (
    sa.select(_C.c.id)
    .where(_C.c.id == sa.bindparam("category_id", type_=_C.c.id.type))
    .cte("branch", recursive=True)
)
_BRANCH = _ROOT.union_all(sa.select(_C.c.id).join(_ROOT, _C.c.parent_id == _ROOT.c.id))
_BEST = (
    sa.select(_P.c.id)
    .where(_HAS_A_TILE)
    .order_by(_P.c.popularity_score.desc(), _P.c.name)
    .limit(sa.bindparam("limit"))
)
_OF_ALL = _TILE.where(_P.c.id.in_(_BEST))
_OF_BRANCH = _TILE.where(_P.c.id.in_(_BEST.where(_P.c.category_id.in_(sa.select(_BRANCH.c.id)))))

_CHIPS = (
    sa.select(_C.c.id.label("category_id"), _C.c.name, _BLOBS.c.storage_key)
    .select_from(_C.outerjoin(_BLOBS, _BLOBS.c.id == _C.c.image_blob_id))
    .where(_C.c.parent_id.is_(None), _C.c.is_active, _C.c.deleted_at.is_(None))
    .where(
        sa.exists().where(_P.c.category_id == _C.c.id, _HAS_A_TILE)
        | sa.exists().where(_C.alias("child").c.parent_id == _C.c.id)
    )
    .order_by(_C.c.position, _C.c.name)
)


def list_categories(tx: ReadTx) -> tuple[CategoryChip, ...]:
    """Return the categories of the first level that lead to anything."""
    return tuple(
        CategoryChip(
            category_id=row.category_id, name=row.name, picture=read_picture(row.storage_key)
        )
        for row in tx.connection.execute(_CHIPS)
    )


def search_items(
    tx: ReadTx,
    text: str = "",
    *,
    category_id: UUID | None = None,
    limit: int = TILES_MAX,
    on: date | None = None,
) -> tuple[ItemTile, ...]:
    """Return tiles, best sellers first.

    Args:
        text: Beginnings of words, in any order; empty finds everything.
        category_id: Only this category and what is under it; None means all. Not looked at when
            there is a text: who searches wants to find.
        on: The day whose sale prices are shown; None: prices are those of the shelf.
    """
    wanted = {"location_id": tx.register.location_id, "limit": limit}
    if text.strip():
        ids = search_index.find_products(tx.connection, text)
        rows = tx.connection.execute(_OF_HITS, {**wanted, "ids": ids})
    elif category_id is not None:
        rows = tx.connection.execute(_OF_BRANCH, {**wanted, "category_id": category_id})
    else:
        rows = tx.connection.execute(_OF_ALL, wanted)
    tiles = tuple(_tile(row) for row in rows)
    return tiles if on is None else _at_sale_prices(tx, tiles, on=on)


def _at_sale_prices(tx: ReadTx, tiles: tuple[ItemTile, ...], *, on: date) -> tuple[ItemTile, ...]:
    prices = find_sale_prices(tx, [tile.product_id for tile in tiles], on=on)
    return tuple(_at_sale_price(tile, prices.get(tile.product_id)) for tile in tiles)


def _at_sale_price(tile: ItemTile, price_cents: int | None) -> ItemTile:
    if price_cents is None or price_cents >= tile.price_cents:
        return tile
    return replace(tile, price_cents=price_cents, price_from=tile.variant_count > 1)


def _tile(row: sa.Row) -> ItemTile:  # type: ignore[type-arg]
    return ItemTile(
        product_id=row.product_id,
        name=row.name,
        price_cents=row.price_cents,
        price_from=bool(row.price_from),
        unit=row.unit,
        price_unit_qty=row.price_unit_qty,
        track_stock=bool(row.track_stock),
        available=row.available,
        low_stock_threshold=row.low_stock_threshold,
        is_available=bool(row.is_available),
        picture=read_picture(row.storage_key),
        variant_count=row.variant_count,
        variant_ids=tuple(UUID(hex=each) for each in row.variant_ids.split(",")),
    )
