"""Which taxes a kind of goods carries in this store on a day."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from models.pricing import TaxCategoryRow, TaxRateRow
from pos.domain.tax import TaxRate
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

_CATEGORIES = TaxCategoryRow.__table__
_RATES = TaxRateRow.__table__

_WANTED = sa.bindparam("category_id", type_=_CATEGORIES.c.id.type)
_IN_FORCE = PreparedQuery(
    sa.select(
        _RATES.c.id,
        _RATES.c.name,
        _RATES.c.rate_ppm,
        _RATES.c.is_inclusive,
        _RATES.c.is_compound,
        _CATEGORIES.c.code,
    )
    .join_from(_RATES, _CATEGORIES, _CATEGORIES.c.id == _RATES.c.tax_category_id)
    .where(
        sa.case((_WANTED.is_(None), _CATEGORIES.c.is_default), else_=_CATEGORIES.c.id == _WANTED),
        _RATES.c.store_id.is_(None) | (_RATES.c.store_id == sa.bindparam("store_id")),
        _RATES.c.valid_from <= sa.bindparam("day"),
        _RATES.c.valid_to.is_(None) | (_RATES.c.valid_to >= sa.bindparam("day")),
        _RATES.c.deleted_at.is_(None),
    )
    .order_by(_RATES.c.position, _RATES.c.name)
)


def find_taxes(tx: ReadTx, tax_category_id: UUID | None, *, on: date) -> tuple[TaxRate, ...]:
    """Return the taxes of a tax category in the order in which they are charged.

    Args:
        tax_category_id: None means the default category.
        on: The business day.
    """
    values = {"category_id": tax_category_id, "store_id": tx.register.store_id, "day": on}
    return tuple(
        TaxRate(
            code=row.code,
            name=row.name,
            rate_ppm=row.rate_ppm,
            is_included=row.is_inclusive,
            is_compound=row.is_compound,
            rate_id=row.id,
        )
        for row in _IN_FORCE.all(tx.connection, values)
    )
