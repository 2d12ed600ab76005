"""The full-text index behind the search box: derived from the catalogue, never synchronised.

Each product has one entry: its name, brand, category, options, SKUs and barcodes.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, CategoryRow, ProductRow, VariantRow
from models.search import ItemSearchRow
from pos.full_text import FullTextIndex, folded
from pos.prepared import PreparedLookup, PreparedQuery

_P = ProductRow.__table__
_C = CategoryRow.__table__
_V = VariantRow.__table__
_B = BarcodeRow.__table__

READS = {
    "products": frozenset(
        {"category_id", "name", "brand", "style_code", "is_active", "deleted_at"}
    ),
    "variants": frozenset(
        {"product_id", "sku", "name", "option1_value", "option2_value", "option3_value"}
        | {"is_active"}
    ),
    "barcodes": frozenset({"variant_id", "code"}),
}
"""The columns from which entries are made, by table."""

_WORDS = (
    sa.select(
        _P.c.id,
        _P.c.name,
        _P.c.brand,
        _C.c.name.label("category"),
        _P.c.style_code,
        sa.func.coalesce(_V.c.is_active, False).label("is_active"),
        _V.c.sku,
        _V.c.name.label("variant"),
        _V.c.option1_value,
        _V.c.option2_value,
        _V.c.option3_value,
        _B.c.code,
    )
    .join_from(_P, _C, _C.c.id == _P.c.category_id)
    .outerjoin(_V, _V.c.product_id == _P.c.id)
    .outerjoin(_B, _B.c.variant_id == _V.c.id)
    .where(_P.c.is_active, _P.c.deleted_at.is_(None))
    .order_by(_P.c.popularity_score.desc(), _P.c.name, _P.c.id)
)
"""What entries say: a line for each barcode, product after product, best sellers first."""

_OF_PRODUCT = slice(1, 5)
_IS_ACTIVE = 5
_OF_VARIANT = slice(6, 11)
_BARCODE = slice(11, 12)

_WORDS_OF_SOME = PreparedLookup(_WORDS, _P.c.id)
_WORDS_OF_ALL = PreparedQuery(_WORDS)


def refresh(connection: sa.Connection, product_ids: Iterable[UUID]) -> None:
    """Bring the entries of these products up to date; one that is not for sale loses its entry."""
    _INDEX.refresh(connection, product_ids)


def list_products(connection: sa.Connection) -> Sequence[UUID]:
    """Return all products, for sale or not, best sellers first: those that an entry may be of."""
    ordered = sa.select(_P.c.id).order_by(_P.c.popularity_score.desc(), _P.c.name)
    return connection.execute(ordered).scalars().all()


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew, best sellers first."""
    _INDEX.rebuild(connection, _entries(_WORDS_OF_ALL.kept(connection, {})))


def find_products(connection: sa.Connection, text: str) -> list[UUID]:
    """Return the products whose entry has all words of a text, at most `HITS_MAX` and unranked."""
    return _INDEX.find(connection, text)


def _read_words(connection: sa.Connection, keys: Sequence[bytes]) -> dict[bytes, str]:
    """Return what the entries of these products say; nothing of those that are not for sale."""
    return dict(_entries(_WORDS_OF_SOME.rows(connection, keys)))


def _entries(lines: Iterable[tuple[Any, ...]]) -> Iterator[tuple[bytes, str]]:
    """Return the products of lines of `_WORDS`, each with what its entry says."""
    for product, its_lines in groupby(lines, key=itemgetter(0)):
        texts: list[str | None] = []
        for line in its_lines:
            texts += line[_OF_PRODUCT] if not texts else ()
            texts += line[_OF_VARIANT] if line[_IS_ACTIVE] else ()
            texts += line[_BARCODE]
        yield product, folded(" ".join(dict.fromkeys(filter(None, texts))))


_INDEX = FullTextIndex(ItemSearchRow.__table__, name="item_search", read=_read_words)
