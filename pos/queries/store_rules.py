"""How this store rounds, taxes and prices, and which day it is there."""

from datetime import date, datetime

import sqlalchemy as sa

from models.identity import AddressRow
from models.operations import StoreRow
from pos.domain.money import Rounding
from pos.domain.pricing import PricingRules
from pos.domain.tax import TaxRounding
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

EVERY_CENT = 1

_STORES = StoreRow.__table__
_ADDRESSES = AddressRow.__table__
_RULES = PreparedQuery(
    sa.select(
        _STORES.c.currency,
        _STORES.c.prices_include_tax,
        _STORES.c.tax_rounding,
        _STORES.c.rounding,
        _STORES.c.cash_step_cents,
    ).where(_STORES.c.id == sa.bindparam("store_id"))
)

_COUNTRY = (
    sa.select(_ADDRESSES.c.country)
    .join_from(_STORES, _ADDRESSES, _ADDRESSES.c.id == _STORES.c.address_id)
    .where(_STORES.c.id == sa.bindparam("store_id"))
)


def read_pricing_rules(tx: ReadTx) -> PricingRules:
    """Return the money rules of this register's store."""
    row = _RULES.first(tx.connection, {"store_id": tx.register.store_id})
    assert row is not None, "a register belongs to a store"
    return PricingRules(
        currency=row.currency,
        prices_include_tax=row.prices_include_tax,
        tax_rounding=TaxRounding(row.tax_rounding),
        rounding=Rounding(row.rounding),
        cash_step_cents=row.cash_step_cents or EVERY_CENT,
    )


def day_in_store(tx: ReadTx, moment: datetime) -> date:
    """Return the calendar day that a moment (UTC) falls on where the store is."""
    return moment.astimezone(tx.register.timezone).date()


def read_country(tx: ReadTx) -> str:
    """Return the country of this register's store (ISO 3166-1 alpha-2); empty if not known here."""
    return tx.connection.execute(_COUNTRY, {"store_id": tx.register.store_id}).scalar() or ""
