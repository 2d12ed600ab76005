"""The search indexes of a register: words of products and of customers, by beginning or inside.

SQLite's full-text tables have no row class; `pos.full_text` fills and asks them.
"""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Row, Side

WORDS = """\
CREATE VIRTUAL TABLE item_search USING fts5 (
  words, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
)"""
INSIDE_OF_WORDS = "CREATE VIRTUAL TABLE item_search_inside USING fts5 (words, tokenize = 'trigram')"
CUSTOMER_WORDS = """\
CREATE VIRTUAL TABLE customer_search USING fts5 (
  words, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2"
)"""
INSIDE_OF_CUSTOMER_WORDS = (
    "CREATE VIRTUAL TABLE customer_search_inside USING fts5 (words, tokenize = 'trigram')"
)
FULL_TEXT_TABLES = (WORDS, INSIDE_OF_WORDS, CUSTOMER_WORDS, INSIDE_OF_CUSTOMER_WORDS)


class ItemSearchRow(Row, side=Side.REGISTER):
    """Which product an entry of the full-text tables is about; the entry has the same number."""

    __tablename__ = "item_search_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[UUID] = mapped_column(unique=True)


class CustomerSearchRow(Row, side=Side.REGISTER):
    """Which customer an entry of the full-text tables is about; the entry has the same number."""

    __tablename__ = "customer_search_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID] = mapped_column(unique=True)
