"""The full-text index behind the search box: derived from the catalogue, never synchronised.

Each product has one entry: its name, brand, category, options, SKUs and barcodes. The first index
finds beginnings of words, the second finds what stands inside of them.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import BarcodeRow, CategoryRow, ProductRow, VariantRow
from models.search import ItemSearchRow

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
_R = ItemSearchRow.__table__
_S = sa.table("item_search", sa.column("rowid"), sa.column("words"))
_I = sa.table("item_search_inside", sa.column("rowid"), sa.column("words"))
_FIND_ENTRIES = (
    sa.select(_R.c.product_id, _R.c.id, _S.c.words)
    .join_from(_R, _S, _S.c.rowid == _R.c.id)
    .where(_R.c.product_id.in_(sa.bindparam("ids", expanding=True)))
)
_LAST_ENTRY = sa.select(sa.func.coalesce(sa.func.max(_R.c.id), 0))
_FORGET = (
    sa.delete(_S).where(_S.c.rowid == sa.bindparam("entry")),
    sa.delete(_I).where(_I.c.rowid == sa.bindparam("entry")),
    sa.delete(_R).where(_R.c.id == sa.bindparam("entry")),
)
_ENTER = (
    sa.insert(_R).values(id=sa.bindparam("entry"), product_id=sa.bindparam("product")),
    sa.insert(_S).values(rowid=sa.bindparam("entry"), words=sa.bindparam("text")),
    sa.insert(_I).values(rowid=sa.bindparam("entry"), words=sa.bindparam("text")),
)
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
        words = _read_words(connection, ids)
        present = {
            row.product_id: row for row in connection.execute(_FIND_ENTRIES, {"ids": list(ids)})
        }
        stale = [row for key, row in present.items() if words.get(key) != row.words]
        _forget(connection, [row.id for row in stale])
        _enter(
            connection,
            {
                key: text
                for key, text in words.items()
                if key not in present or present[key].words != text
            },
        )


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew, best sellers first."""
    for table in ("item_search", "item_search_inside", "item_search_rows"):
        connection.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 - names from above
    ordered = sa.select(_P.c.id).order_by(_P.c.popularity_score.desc(), _P.c.name)
    for ids in batched_ids(connection.execute(ordered).scalars().all()):
        _enter(connection, _read_words(connection, ids))


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
        product_id: _folded(" ".join(dict.fromkeys(filter(None, texts))))
        for product_id, texts in words.items()
    }


def _forget(connection: sa.Connection, entries: Sequence[int]) -> None:
    if entries:
        for statement in _FORGET:
            connection.execute(statement, [{"entry": entry} for entry in entries])


def _enter(connection: sa.Connection, words: Mapping[UUID, str]) -> None:
    if not words:
        return
    last = connection.execute(_LAST_ENTRY).scalar_one()
    rows = [
        {"entry": entry, "product": product_id, "text": text}
        for entry, (product_id, text) in enumerate(words.items(), start=last + 1)
    ]
    for statement in _ENTER:
        connection.execute(statement, rows)


def _texts(row: sa.Row[Any]) -> list[str]:
    return [value for value in row if isinstance(value, str)]


def _words(text: str) -> list[str]:
    return [word for word in _folded(text).replace('"', " ").split() if word]


def _folded(text: str) -> str:
    """Return the text in lower case and without accents (SQLite 3.40 cannot fold trigrams)."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
