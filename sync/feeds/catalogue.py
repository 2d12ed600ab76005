"""The catalogue: what is sold, from whom, at which price, under which barcodes and pictures."""

from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, CategoryRow, ProductImageRow, ProductRow, VariantRow
from models.inventory import SupplierRow
from pos import search_index
from pos.prepared import PreparedLookup
from pos.runtime.changes import Topic
from sync.feed import Feed, Index, Keys

_BARCODES = BarcodeRow.__table__
_VARIANTS = VariantRow.__table__
_OF_VARIANTS = PreparedLookup(sa.select(_VARIANTS.c.product_id), _VARIANTS.c.id)
_OF_BARCODES = PreparedLookup(
    sa.select(_VARIANTS.c.product_id).join_from(
        _BARCODES, _VARIANTS, _VARIANTS.c.id == _BARCODES.c.variant_id
    ),
    _BARCODES.c.id,
)


def find_products(connection: sa.Connection, keys: Keys) -> set[UUID]:
    """Return the products that given products, variants and barcodes are of."""
    found = set(keys.get("products", ()))
    for table, lookup in (("variants", _OF_VARIANTS), ("barcodes", _OF_BARCODES)):
        rows = lookup.rows(connection, [key.bytes for key in keys.get(table, ())])
        found.update(UUID(bytes=product) for (product,) in rows)
    return found


FEED = Feed(
    rows=(SupplierRow, CategoryRow, ProductRow, VariantRow, BarcodeRow, ProductImageRow),
    order=70,
    topics=frozenset({Topic.CATALOGUE, Topic.PRICES}),
    index=Index(
        reads=search_index.READS,
        find=find_products,
        refresh=search_index.refresh,
        list_all=search_index.list_products,
        rebuild=search_index.rebuild,
    ),
)
