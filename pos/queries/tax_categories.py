"""The kinds of goods that are taxed alike, to choose one of."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.pricing import TaxCategoryRow
from pos.uow import ReadTx

_CATEGORIES = TaxCategoryRow.__table__
_ALL = (
    sa.select(_CATEGORIES.c.id.label("category_id"), _CATEGORIES.c.name)
    .where(_CATEGORIES.c.deleted_at.is_(None))
    .order_by(_CATEGORIES.c.is_default.desc(), _CATEGORIES.c.name)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCategory:
    """One kind."""

    category_id: UUID
    name: str


def list_tax_categories(tx: ReadTx) -> tuple[TaxCategory, ...]:
    """Return all kinds, the shop's default first."""
    return tuple(TaxCategory(**row) for row in tx.connection.execute(_ALL).mappings())
