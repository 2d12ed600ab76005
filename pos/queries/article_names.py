"""Which article a code is of, by name: for lists of goods, not for the cart."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import ProductRow, VariantRow
from pos.domain.quantity import Unit
from pos.queries.stock import find_variant_id
from pos.uow import ReadTx

_P = ProductRow.__table__
_V = VariantRow.__table__
_NAME_OF = (
    sa.select(_P.c.id, _P.c.name, _V.c.unit)
    .join_from(_P, _V, _V.c.product_id == _P.c.id)
    .where(_V.c.id == sa.bindparam("variant_id"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleName:
    """An article, what the shop calls it, and what a quantity of it counts."""

    product_id: UUID
    name: str
    unit: Unit


def find_article_name(tx: ReadTx, codes: tuple[str, ...]) -> ArticleName | None:
    """Return the article with the first of these barcodes or SKUs that any has, or None."""
    variant_id = find_variant_id(tx, codes)
    if variant_id is None:
        return None
    row = tx.connection.execute(_NAME_OF, {"variant_id": variant_id}).one()
    return ArticleName(product_id=row.id, name=row.name, unit=Unit(row.unit))
