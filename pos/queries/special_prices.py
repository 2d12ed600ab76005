"""What a variant costs on the price lists that are valid in this store on a day."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.price_lists import PriceListPriceRow, PriceListRow
from pos.domain.special_price import SpecialPrice
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

_LISTS = PriceListRow.__table__
_PRICES = PriceListPriceRow.__table__

_IN_FORCE = PreparedQuery(
    sa.select(
        _LISTS.c.name,
        _LISTS.c.customer_group_id,
        _LISTS.c.is_stackable,
        _PRICES.c.price_cents,
        _PRICES.c.prior_price_cents,
    )
    .join_from(_PRICES, _LISTS, _LISTS.c.id == _PRICES.c.price_list_id)
    .where(
        _PRICES.c.variant_id == sa.bindparam("variant_id"),
        _LISTS.c.is_active,
        _LISTS.c.deleted_at.is_(None),
        _LISTS.c.store_id.is_(None) | (_LISTS.c.store_id == sa.bindparam("store_id")),
        _LISTS.c.valid_from.is_(None) | (_LISTS.c.valid_from <= sa.bindparam("day")),
        _LISTS.c.valid_to.is_(None) | (_LISTS.c.valid_to >= sa.bindparam("day")),
    )
    .order_by(_PRICES.c.price_cents, _LISTS.c.code)
)


def list_special_prices(tx: ReadTx, variant_id: UUID, *, on: date) -> tuple[SpecialPrice, ...]:
    """Return the special prices of a variant, for all groups of customers.

    Args:
        on: The day where the store is. Lists of later days may be there already.
    """
    values = {"variant_id": variant_id, "store_id": tx.register.store_id, "day": on}
    return tuple(
        SpecialPrice(
            name=row.name,
            price_cents=row.price_cents,
            group=row.customer_group_id,
            is_stackable=row.is_stackable,
            prior_price_cents=row.prior_price_cents,
        )
        for row in _IN_FORCE.all(tx.connection, values)
    )
