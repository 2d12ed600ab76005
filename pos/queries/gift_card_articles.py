"""The article by which a shop sells gift cards, if it sells any."""

from uuid import UUID

import sqlalchemy as sa

from models.catalogue import ProductRow, VariantRow
from pos.queries.items import GIFT_CARD
from pos.uow import ReadTx

_P = ProductRow.__table__
_V = VariantRow.__table__
_FIRST = (
    sa.select(_V.c.id)
    .join_from(_V, _P, _P.c.id == _V.c.product_id)
    .where(
        _P.c.kind == GIFT_CARD,
        _P.c.is_active,
        _P.c.deleted_at.is_(None),
        _V.c.is_active,
        _V.c.deleted_at.is_(None),
    )
    # One at any amount comes before those of a fixed one.
    .order_by(_V.c.price_cents, _V.c.created_at, _V.c.id)
    .limit(1)
)


def find_gift_card_variant(tx: ReadTx) -> UUID | None:
    """Return the variant of the first article that puts money on cards; None: there is none."""
    found: UUID | None = tx.connection.execute(_FIRST).scalar_one_or_none()
    return found
