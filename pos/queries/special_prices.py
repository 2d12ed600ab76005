"""What a variant costs on the price lists that are valid in this store on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.catalogue import VariantRow
from models.price_lists import PriceListPriceRow, PriceListRow
from pos.domain.special_price import SpecialPrice
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

_LISTS = PriceListRow.__table__
_PRICES = PriceListPriceRow.__table__
_VARIANTS = VariantRow.__table__

_IS_IN_FORCE = sa.and_(
    _LISTS.c.is_active,
    _LISTS.c.deleted_at.is_(None),
    _LISTS.c.store_id.is_(None) | (_LISTS.c.store_id == sa.bindparam("store_id")),
    _LISTS.c.valid_from.is_(None) | (_LISTS.c.valid_from <= sa.bindparam("day")),
    _LISTS.c.valid_to.is_(None) | (_LISTS.c.valid_to >= sa.bindparam("day")),
)
_IS_FOR_ALL = _LISTS.c.customer_group_id.is_(None)
_ANY_SALE = PreparedQuery(sa.select(_LISTS.c.id).where(_IS_IN_FORCE, _IS_FOR_ALL).limit(1))
_SALE_PRICES = (
    sa.select(_VARIANTS.c.product_id, sa.func.min(_PRICES.c.price_cents).label("price_cents"))
    .select_from(
        _PRICES.join(_LISTS, _LISTS.c.id == _PRICES.c.price_list_id).join(
            _VARIANTS, _VARIANTS.c.id == _PRICES.c.variant_id
        )
    )
    .where(
        _VARIANTS.c.product_id.in_(sa.bindparam("product_ids", expanding=True)),
        _VARIANTS.c.is_active,
        _VARIANTS.c.deleted_at.is_(None),
        _IS_IN_FORCE,
        _IS_FOR_ALL,
    )
    .group_by(_VARIANTS.c.product_id)
)
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
        _IS_IN_FORCE,
    )
    .order_by(_PRICES.c.price_cents, _LISTS.c.code)
)


def find_sale_prices(tx: ReadTx, product_ids: Sequence[UUID], *, on: date) -> dict[UUID, int]:
    """Return the lowest special price for everybody of each product that has one.

    Args:
        on: The day where the store is.
    """
    values = {"store_id": tx.register.store_id, "day": on}
    if _ANY_SALE.first(tx.connection, values) is None:
        return {}
    rows = tx.connection.execute(_SALE_PRICES, {**values, "product_ids": list(product_ids)})
    return {row.product_id: row.price_cents for row in rows}


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
