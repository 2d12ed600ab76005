"""The search index of the sell screen: words of products, found by their beginning or inside.

SQLite's full-text tables have no row class; `pos.search_index` fills and asks them.
"""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Row, Side

WORDS = """\
CREATE VIRTUAL TABLE item_search USING fts5 (
  words, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
)"""
INSIDE_OF_WORDS = "CREATE VIRTUAL TABLE item_search_inside USING fts5 (words, tokenize = 'trigram')"
FULL_TEXT_TABLES = (WORDS, INSIDE_OF_WORDS)


class ItemSearchRow(Row, side=Side.REGISTER):
    """Which product an entry of the full-text tables is about; the entry has the same number."""

    __tablename__ = "item_search_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[UUID] = mapped_column(unique=True)
