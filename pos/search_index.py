"""The full-text index behind the search box: derived from the catalogue, never synchronised.

Each product has one entry: its name, brand, category, options, SKUs and barcodes.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, CategoryRow, ProductRow, VariantRow
from models.search import ItemSearchRow
from pos.full_text import FullTextIndex, folded

_P = ProductRow.__table__
_C = CategoryRow.__table__
_V = VariantRow.__table__
_B = BarcodeRow.__table__

_PRODUCTS = (
    sa.select(_P.c.id, _P.c.name, _P.c.brand, _P.c.style_code, _C.c.name.label("category"))
    .join_from(_P, _C, _C.c.id == _P.c.category_id)
    .where(
        _P.c.id.in_(sa.bindparam("ids", expanding=True)),
        _P.c.is_active,
        _P.c.deleted_at.is_(None),
    )
    .order_by(_P.c.popularity_score.desc(), _P.c.name)
)
_VARIANTS = sa.select(
    _V.c.product_id,
    _V.c.sku,
    _V.c.name,
    _V.c.option1_value,
    _V.c.option2_value,
    _V.c.option3_value,
).where(_V.c.product_id.in_(sa.bindparam("ids", expanding=True)), _V.c.is_active)
_BARCODES = (
    sa.select(_V.c.product_id, _B.c.code)
    .join_from(_B, _V, _V.c.id == _B.c.variant_id)
    .where(_V.c.product_id.in_(sa.bindparam("ids", expanding=True)))
)


def refresh(connection: sa.Connection, product_ids: Iterable[UUID]) -> None:
    """Bring the entries of these products up to date; one that is not for sale loses its entry."""
    _INDEX.refresh(connection, product_ids)


def list_products(connection: sa.Connection) -> Sequence[UUID]:
    """Return all products, for sale or not, best sellers first: those that an entry may be of."""
    ordered = sa.select(_P.c.id).order_by(_P.c.popularity_score.desc(), _P.c.name)
    return connection.execute(ordered).scalars().all()


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew, best sellers first."""
    _INDEX.rebuild(connection, list_products(connection))


def find_products(connection: sa.Connection, text: str) -> list[UUID]:
    """Return the products whose entry has all words of a text, at most `HITS_MAX` and unranked."""
    return _INDEX.find(connection, text)


def _read_words(connection: sa.Connection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return what the entries of these products say; nothing of those that are not for sale."""
    which = {"ids": list(ids)}
    words: dict[UUID, list[str]] = {}
    for product in connection.execute(_PRODUCTS, which):
        words[product.id] = [
            product.name,
            product.brand or "",
            product.category,
            product.style_code,
        ]
    for row in (*connection.execute(_VARIANTS, which), *connection.execute(_BARCODES, which)):
        if row.product_id in words:
            words[row.product_id] += _texts(row)
    return {
        product_id: folded(" ".join(dict.fromkeys(filter(None, texts))))
        for product_id, texts in words.items()
    }


def _texts(row: sa.Row[Any]) -> list[str]:
    return [value for value in row if isinstance(value, str)]


_INDEX = FullTextIndex(ItemSearchRow.__table__, name="item_search", read=_read_words)
