"""The full-text index behind the search box: derived from the catalogue, never synchronised.

Each product has one entry: its name, brand, category, options, SKUs and barcodes. The first index
finds beginnings of words, the second finds what stands inside of them.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, CategoryRow, ProductRow, VariantRow

BATCH_ROWS = 400
HITS_MAX = 400
"""Hits that are ranked: never all of a short prefix (performance.md 1)."""

TOP_UP_BELOW = 8
"""With fewer hits than this, words are also looked for inside of other words."""

INSIDE_LETTERS_MIN = 3
"""Shortest piece that the second index can find."""

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
_FIND_ENTRY = sa.text("SELECT id FROM item_search_rows WHERE product_id = :product_id")
_FIND_HITS = sa.text(
    "SELECT r.product_id FROM item_search_rows r JOIN ("
    "SELECT rowid FROM item_search WHERE item_search MATCH :query LIMIT :hits_max"
    ") hit ON hit.rowid = r.id"
)
_FIND_INSIDE = sa.text(
    "SELECT r.product_id FROM item_search_rows r JOIN ("
    "SELECT rowid FROM item_search_inside WHERE item_search_inside MATCH :query LIMIT :hits_max"
    ") hit ON hit.rowid = r.id"
)


def refresh(connection: sa.Connection, product_ids: Iterable[UUID]) -> None:
    """Bring the entries of these products up to date; one that is not for sale loses its entry."""
    for ids in batched_ids(product_ids):
        _forget(connection, ids)
        _enter(connection, ids)


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew, best sellers first."""
    for table in ("item_search", "item_search_inside", "item_search_rows"):
        connection.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 - names from above
    ordered = sa.select(_P.c.id).order_by(_P.c.popularity_score.desc(), _P.c.name)
    for ids in batched_ids(connection.execute(ordered).scalars().all()):
        _enter(connection, ids)


def find_products(connection: sa.Connection, text: str) -> list[UUID]:
    """Return the products whose entry has all words of a text, at most `HITS_MAX` and unranked.

    Anything may be typed: quotes, stars and words of a query language are only letters here.
    """
    words = _words(text)
    if not words:
        return []
    found = _hits(connection, _FIND_HITS, " ".join(f'"{word}"*' for word in words))
    if len(found) < TOP_UP_BELOW and all(len(word) >= INSIDE_LETTERS_MIN for word in words):
        inside = _hits(connection, _FIND_INSIDE, " ".join(f'"{word}"' for word in words))
        found += [product_id for product_id in inside if product_id not in set(found)]
    return found


def batched_ids(product_ids: Iterable[UUID]) -> Iterable[Sequence[UUID]]:
    """Cut a long list of ids into pieces that one statement can take."""
    ids = list(dict.fromkeys(product_ids))
    return [ids[start : start + BATCH_ROWS] for start in range(0, len(ids), BATCH_ROWS)]


def _hits(connection: sa.Connection, statement: sa.TextClause, query: str) -> list[UUID]:
    rows = connection.execute(statement, {"query": query, "hits_max": HITS_MAX})
    return [UUID(bytes=row.product_id) for row in rows]


def _forget(connection: sa.Connection, ids: Sequence[UUID]) -> None:
    for product_id in ids:
        entry = connection.execute(_FIND_ENTRY, {"product_id": product_id.bytes}).scalar()
        if entry is None:
            continue
        for table, key in (
            ("item_search", "rowid"),
            ("item_search_inside", "rowid"),
            ("item_search_rows", "id"),
        ):
            statement = sa.text(f"DELETE FROM {table} WHERE {key} = :entry")  # noqa: S608
            connection.execute(statement, {"entry": entry})


def _enter(connection: sa.Connection, ids: Sequence[UUID]) -> None:
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
    for product_id, texts in words.items():
        _enter_one(connection, product_id, " ".join(dict.fromkeys(filter(None, texts))))


def _texts(row: sa.Row[Any]) -> list[str]:
    return [value for value in row if isinstance(value, str)]


def _enter_one(connection: sa.Connection, product_id: UUID, words: str) -> None:
    entry = connection.execute(
        sa.text("INSERT INTO item_search_rows (product_id) VALUES (:product_id) RETURNING id"),
        {"product_id": product_id.bytes},
    ).scalar_one()
    for table in ("item_search", "item_search_inside"):
        connection.execute(
            sa.text(f"INSERT INTO {table} (rowid, words) VALUES (:entry, :words)"),  # noqa: S608
            {"entry": entry, "words": _folded(words)},
        )


def _words(text: str) -> list[str]:
    return [word for word in _folded(text).replace('"', " ").split() if word]


def _folded(text: str) -> str:
    """Return the text in lower case and without accents (SQLite 3.40 cannot fold trigrams)."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
