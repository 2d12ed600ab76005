"""What lies on the shelves: variants with their stock, one variant's places and movements."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
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
from models.fixed_ids import MISCELLANEOUS_PRODUCT_ID
from models.identity import UserRow
from models.inventory import (
    InventoryLevelRow,
    LocationRow,
    StockDocumentRow,
    StockMovementRow,
)
from models.orders import OrderRow
from models.returns import ReturnRow
from models.sync import SyncStateRow
from pos import search_index
from pos.domain.product import StockState
from pos.domain.quantity import Unit
from pos.domain.stock import MovementKind
from pos.queries.pictures import Picture, read_picture
from pos.uow import ReadTx

STOCK_ROWS_MAX = 200
"""Variants of one page of the list; the search narrows what is beyond."""

MOVEMENTS_MAX = 50
"""Movements of one variant that are shown, newest first."""

_CONTACT = "contact"
"""The mark in which the sync keeps when central answered (`sync.state`)."""

_V = VariantRow.__table__
_P = ProductRow.__table__
_C = CategoryRow.__table__
_B = BarcodeRow.__table__
_L = InventoryLevelRow.__table__
_BLOBS = BlobRow.__table__
_IMAGES = ProductImageRow.__table__
_PLACES = LocationRow.__table__
_M = StockMovementRow.__table__
_U = UserRow.__table__
_ORDERS = OrderRow.__table__
_RETURNS = ReturnRow.__table__
_DOCUMENTS = StockDocumentRow.__table__
_STATE = SyncStateRow.__table__


class StockFilter(StrEnum):
    """The chips above the list."""

    ALL = "all"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCriteria:
    """What the list should show; everything that is given must fit.

    Attributes:
        text: Beginnings of words in any order, an SKU or a barcode; empty: any.
        category_id: Only this category and what is under it; None: all.
    """

    text: str = ""
    chosen: StockFilter = StockFilter.ALL
    category_id: UUID | None = None
    limit: int = STOCK_ROWS_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRow:
    """One variant with its stock where this register sells from, in its unit.

    Attributes:
        barcode: The first one; None: it has none.
        price_cents: Price of `price_unit_qty` units.
        on_hand: What lies there; below 0 when more was sold than was known to be there.
        reserved: What of it is promised to open orders.
        low_stock_threshold: With this much or less it is running low.
    """

    variant_id: UUID
    product_id: UUID
    sku: str
    barcode: str | None
    name: str
    variant_name: str
    unit: Unit
    price_unit_qty: int
    price_cents: int
    track_stock: bool
    on_hand: int
    reserved: int
    available: int
    low_stock_threshold: int
    picture: Picture

    @property
    def state(self) -> StockState:
        """How much there is, in one word."""
        if not self.track_stock:
            return StockState.UNTRACKED
        if self.available <= 0:
            return StockState.OUT
        return StockState.LOW if self.available <= self.low_stock_threshold else StockState.ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStock:
    """What of a variant lies at one place.

    Attributes:
        bin: Shelf or aisle; "" when nobody said.
        is_here: This register sells from it.
    """

    location_id: UUID
    name: str
    on_hand: int
    reserved: int
    available: int
    bin: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantStock:
    """One variant and all its places, this register's first."""

    row: StockRow
    places: tuple[PlaceStock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLine:
    """One change of a variant's stock.

    Attributes:
        quantity_delta: In the variant's unit; below 0 it left the place.
        occurred_at: UTC.
        who: Name of the member of staff; "" when nobody is noted.
        document: Number of the order, return or stock document; "" for what was done by hand.
        reason: What was given as the reason; a word of `Reason` for returns.
    """

    movement_id: UUID
    kind: MovementKind
    quantity_delta: int
    occurred_at: datetime
    who: str
    document: str
    reason: str
    place: str


_AT = (_L.c.variant_id == _V.c.id) & (_L.c.location_id == sa.bindparam("location_id"))
_AVAILABLE = sa.func.coalesce(_L.c.available, 0)
_THRESHOLD = sa.func.coalesce(_L.c.low_stock_threshold, 0)
# What is rung up under Miscellaneous, and what is no goods at all, lies on no shelf.
_IS_LISTED = (
    (_P.c.kind == "goods")
    & (_P.c.id != MISCELLANEOUS_PRODUCT_ID)
    & _P.c.is_active
    & _P.c.deleted_at.is_(None)
    & _V.c.is_active
    & _V.c.deleted_at.is_(None)
)
_FIRST_BARCODE = (
    sa.select(_B.c.code)
    .where(_B.c.variant_id == _V.c.id)
    .order_by(_B.c.is_primary.desc(), _B.c.code)
    .limit(1)
    .scalar_subquery()
)
_POPULAR_FIRST = (_P.c.popularity_score.desc(), _P.c.name, _V.c.position, _V.c.sku)
_SCARCE_FIRST = (_AVAILABLE, _P.c.name, _V.c.position, _V.c.sku)

_ROWS = sa.select(
    _V.c.id.label("variant_id"),
    _V.c.product_id,
    _V.c.sku,
    _FIRST_BARCODE.label("barcode"),
    _P.c.name,
    _V.c.name.label("variant_name"),
    _V.c.unit,
    _V.c.price_unit_qty,
    _V.c.price_cents,
    _V.c.track_stock,
    sa.func.coalesce(_L.c.on_hand, 0).label("on_hand"),
    sa.func.coalesce(_L.c.reserved, 0).label("reserved"),
    _AVAILABLE.label("available"),
    _THRESHOLD.label("low_stock_threshold"),
    _BLOBS.c.storage_key,
).select_from(
    _V.join(_P, _P.c.id == _V.c.product_id)
    .join(_C, _C.c.id == _P.c.category_id)
    .outerjoin(_L, _AT)
    .outerjoin(_IMAGES, (_IMAGES.c.product_id == _P.c.id) & _IMAGES.c.is_primary)
    .outerjoin(_BLOBS, _BLOBS.c.id == sa.func.coalesce(_IMAGES.c.blob_id, _C.c.image_blob_id))
)
# The page is picked from narrow rows; barcodes and pictures are read for the picked ones only.
_PICK = (
    sa.select(_V.c.id)
    .select_from(_V.join(_P, _P.c.id == _V.c.product_id).outerjoin(_L, _AT))
    .where(_IS_LISTED)
    .limit(sa.bindparam("limit"))
)
_ROOT = (
    sa.select(_C.c.id)
    .where(_C.c.id == sa.bindparam("category_id", type_=_C.c.id.type))
    .cte("branch", recursive=True)
)
_BRANCH = _ROOT.union_all(sa.select(_C.c.id).join(_ROOT, _C.c.parent_id == _ROOT.c.id))
_HAS_CODE = (_V.c.sku == sa.bindparam("code")) | _V.c.id.in_(
    sa.select(_B.c.variant_id).where(_B.c.code == sa.bindparam("code"))
)
_LEVELS = {
    StockFilter.LOW: _V.c.track_stock & _AVAILABLE.between(1, _THRESHOLD),
    StockFilter.OUT: _V.c.track_stock & (_AVAILABLE <= 0),
}

_ONE = _ROWS.where(_V.c.id == sa.bindparam("variant_id"))
_WITH_CODE = (
    sa.select(_V.c.id)
    .where(_HAS_CODE)
    .order_by((_V.c.sku == sa.bindparam("code")), _V.c.sku)
    .limit(1)
)
_PLACES_OF = (
    sa.select(
        _L.c.location_id,
        _PLACES.c.name,
        _L.c.on_hand,
        _L.c.reserved,
        _L.c.available,
        sa.func.coalesce(_L.c.bin, "").label("bin"),
        (_L.c.location_id == sa.bindparam("location_id")).label("is_here"),
    )
    .join_from(_L, _PLACES, _PLACES.c.id == _L.c.location_id)
    .where(_L.c.variant_id == sa.bindparam("variant_id"))
    .order_by(sa.text("is_here DESC"), _PLACES.c.name)
)
_MOVEMENTS_OF = (
    sa.select(
        _M.c.id.label("movement_id"),
        _M.c.kind,
        _M.c.quantity_delta,
        _M.c.occurred_at,
        sa.func.coalesce(_U.c.name, "").label("who"),
        sa.func.coalesce(_ORDERS.c.number, _RETURNS.c.number, _DOCUMENTS.c.number, "").label(
            "document"
        ),
        sa.func.coalesce(_M.c.reason, "").label("reason"),
        _PLACES.c.name.label("place"),
    )
    .select_from(
        _M.join(_PLACES, _PLACES.c.id == _M.c.location_id)
        .outerjoin(_U, _U.c.id == _M.c.staff_id)
        .outerjoin(_ORDERS, _ORDERS.c.id == _M.c.reference_id)
        .outerjoin(_RETURNS, _RETURNS.c.id == _M.c.reference_id)
        .outerjoin(_DOCUMENTS, _DOCUMENTS.c.id == _M.c.reference_id)
    )
    .where(_M.c.variant_id == sa.bindparam("variant_id"))
    .order_by(_M.c.occurred_at.desc(), _M.c.id.desc())
    .limit(sa.bindparam("limit"))
)
_FIND_CONTACT = sa.select(_STATE.c.value).where(_STATE.c.key == _CONTACT)


def list_stock(tx: ReadTx, criteria: StockCriteria) -> tuple[StockRow, ...]:
    """Return goods that fit: best sellers first, the scarcest first where stock is asked for.

    Whose SKU or barcode is exactly the text comes before everything.
    """
    order = _POPULAR_FIRST if criteria.chosen is StockFilter.ALL else _SCARCE_FIRST
    wanted: dict[str, Any] = {"location_id": tx.register.location_id, "limit": criteria.limit}
    pick = _PICK
    if criteria.chosen is not StockFilter.ALL:
        pick = pick.where(_LEVELS[criteria.chosen])
    if criteria.category_id is not None:
        pick = pick.where(_P.c.category_id.in_(sa.select(_BRANCH.c.id)))
        wanted["category_id"] = criteria.category_id
    text = criteria.text.strip()
    if text:
        found = search_index.find_products(tx.connection, text)
        pick = pick.where(_P.c.id.in_(found) | _HAS_CODE)
        order = (_HAS_CODE.desc(), *order)
        wanted["code"] = text
    picked = pick.order_by(*order)
    rows = tx.connection.execute(_ROWS.where(_V.c.id.in_(picked)).order_by(*order), wanted)
    return tuple(_row(row) for row in rows)


def get_variant_stock(tx: ReadTx, variant_id: UUID) -> VariantStock:
    """Return a variant with all its places, also one that is no longer for sale.

    Raises:
        sqlalchemy.exc.NoResultFound: There is no such variant.
    """
    which = {"variant_id": variant_id, "location_id": tx.register.location_id}
    return VariantStock(
        row=_row(tx.connection.execute(_ONE, which).one()),
        places=tuple(
            PlaceStock(**row) for row in tx.connection.execute(_PLACES_OF, which).mappings()
        ),
    )


def find_variant_id(tx: ReadTx, codes: tuple[str, ...]) -> UUID | None:
    """Return the variant with the first of these barcodes or SKUs that any has, or None."""
    found = (
        tx.connection.execute(_WITH_CODE, {"code": code}).scalar_one_or_none() for code in codes
    )
    return next((variant_id for variant_id in found if variant_id is not None), None)


def list_movements(
    tx: ReadTx, variant_id: UUID, *, limit: int = MOVEMENTS_MAX
) -> tuple[MovementLine, ...]:
    """Return what changed the stock of a variant, newest first."""
    which = {"variant_id": variant_id, "limit": limit}
    rows = tx.connection.execute(_MOVEMENTS_OF, which).mappings()
    return tuple(MovementLine(**{**row, "kind": MovementKind(row["kind"])}) for row in rows)


def find_stale_since(tx: ReadTx) -> datetime | None:
    """Return the moment up to which other registers' movements are in the levels, UTC.

    None: the levels are of now, or there are no other registers as far as this one knows.
    """
    contact = tx.connection.execute(_FIND_CONTACT).scalar_one_or_none()
    if contact is None or contact["failing_since"] is None or contact["answered_at"] is None:
        return None
    return datetime.fromisoformat(contact["answered_at"])


def _row(row: Any) -> StockRow:  # noqa: ANN401 - a row of _ROWS
    return StockRow(
        variant_id=row.variant_id,
        product_id=row.product_id,
        sku=row.sku,
        barcode=row.barcode,
        name=row.name,
        variant_name=row.variant_name,
        unit=Unit(row.unit),
        price_unit_qty=row.price_unit_qty,
        price_cents=row.price_cents,
        track_stock=row.track_stock,
        on_hand=row.on_hand,
        reserved=row.reserved,
        available=row.available,
        low_stock_threshold=row.low_stock_threshold,
        picture=read_picture(row.storage_key),
    )
