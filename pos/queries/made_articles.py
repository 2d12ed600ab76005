"""The articles that are made to order, as Setup lists them."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import ProductRow
from pos.domain.product_options import ProductOption, read_options
from pos.uow import ReadTx

_P = ProductRow.__table__
_MADE = (
    sa.select(_P.c.id, _P.c.name, _P.c.style_code, _P.c.options, _P.c.row_version)
    .where(_P.c.is_customizable, _P.c.is_active, _P.c.deleted_at.is_(None))
    .order_by(sa.func.lower(_P.c.name), _P.c.style_code)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeArticle:
    """An article that is made to order, with all its variants."""

    product_id: UUID
    name: str
    code: str
    options: tuple[ProductOption, ...]
    version: int


def list_made_articles(tx: ReadTx) -> tuple[MadeArticle, ...]:
    """Return the articles that are made to order and sold, by name."""
    return tuple(
        MadeArticle(
            product_id=row.id,
            name=row.name,
            code=row.style_code,
            options=read_options(row.options),
            version=row.row_version,
        )
        for row in tx.connection.execute(_MADE)
    )
