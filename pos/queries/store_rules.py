"""How this store rounds, taxes and prices, and which day it is there."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from models.identity import AddressRow
from models.operations import StoreRow
from models.sync import SyncStateRow
from pos.domain.money import Rounding
from pos.domain.pricing import PricingRules
from pos.domain.tax import TaxRounding
from pos.held_offers import SHIFT_RULES_KEY
from pos.prepared import PreparedQuery
from pos.uow import ReadTx

EVERY_CENT = 1

_STORES = StoreRow.__table__
_ADDRESSES = AddressRow.__table__
_STATE = SyncStateRow.__table__
_RULES = PreparedQuery(
    sa.select(
        _STORES.c.currency,
        _STORES.c.prices_include_tax,
        _STORES.c.tax_rounding,
        _STORES.c.rounding,
        _STORES.c.cash_step_cents,
        _STATE.c.value.label("kept"),
    )
    .outerjoin_from(_STORES, _STATE, _STATE.c.key == SHIFT_RULES_KEY)
    .where(_STORES.c.id == sa.bindparam("store_id"))
)

_COUNTRY = (
    sa.select(_ADDRESSES.c.country)
    .join_from(_STORES, _ADDRESSES, _ADDRESSES.c.id == _STORES.c.address_id)
    .where(_STORES.c.id == sa.bindparam("store_id"))
)


def read_pricing_rules(tx: ReadTx) -> PricingRules:
    """Return the money rules in force: those of the open shift, else the store's."""
    row = _find_rules(tx)
    return _rules_of({**row._asdict(), **(row.kept or {})})


def read_store_rules(tx: ReadTx) -> PricingRules:
    """Return the store's money rules, which hold from the next shift on."""
    return _rules_of(_find_rules(tx)._asdict())


def kept_form(rules: PricingRules) -> dict[str, Any]:
    """Return rules as they are kept for a shift."""
    return {
        "prices_include_tax": rules.prices_include_tax,
        "tax_rounding": str(rules.tax_rounding),
        "rounding": str(rules.rounding),
        "cash_step_cents": rules.cash_step_cents,
    }


def _find_rules(tx: ReadTx) -> Any:  # noqa: ANN401 - a row of the query
    row = _RULES.first(tx.connection, {"store_id": tx.register.store_id})
    assert row is not None, "a register belongs to a store"
    return row


def _rules_of(values: Mapping[str, Any]) -> PricingRules:
    return PricingRules(
        currency=values["currency"],
        prices_include_tax=values["prices_include_tax"],
        tax_rounding=TaxRounding(values["tax_rounding"]),
        rounding=Rounding(values["rounding"]),
        cash_step_cents=values["cash_step_cents"] or EVERY_CENT,
    )


def day_in_store(tx: ReadTx, moment: datetime) -> date:
    """Return the calendar day that a moment (UTC) falls on where the store is."""
    return moment.astimezone(tx.register.timezone).date()


def read_country(tx: ReadTx) -> str:
    """Return the country of this register's store (ISO 3166-1 alpha-2); empty if not known here."""
    return tx.connection.execute(_COUNTRY, {"store_id": tx.register.store_id}).scalar() or ""
