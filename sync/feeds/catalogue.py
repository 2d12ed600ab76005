"""The catalogue: what is sold, from whom, at which price, under which barcodes and pictures."""

from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, CategoryRow, ProductImageRow, ProductRow, VariantRow
from models.inventory import SupplierRow
from pos import search_index
from pos.runtime.changes import Topic
from sync.feed import Feed, Index, Keys

_BARCODES = BarcodeRow.__table__
_VARIANTS = VariantRow.__table__


def find_products(connection: sa.Connection, keys: Keys) -> set[UUID]:
    """Return the products that given products, variants and barcodes are of."""
    found = set(keys.get("products", ()))
    of_variants = sa.select(_VARIANTS.c.product_id).where(
        _VARIANTS.c.id.in_(keys.get("variants", ()))
    )
    of_barcodes = (
        sa.select(_VARIANTS.c.product_id)
        .join_from(_VARIANTS, _BARCODES, _BARCODES.c.variant_id == _VARIANTS.c.id)
        .where(_BARCODES.c.id.in_(keys.get("barcodes", ())))
    )
    for statement in (of_variants, of_barcodes):
        found.update(connection.execute(statement).scalars())
    return found


FEED = Feed(
    rows=(SupplierRow, CategoryRow, ProductRow, VariantRow, BarcodeRow, ProductImageRow),
    order=70,
    topics=frozenset({Topic.CATALOGUE, Topic.PRICES}),
    index=Index(
        find=find_products,
        refresh=search_index.refresh,
        list_all=search_index.list_products,
        rebuild=search_index.rebuild,
    ),
)
