"""Stores that tax and round as stores elsewhere do."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from models.operations import StoreRow
from models.pricing import TaxCategoryRow, TaxRateRow
from pos.uow import WriteTx


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a store prices: where its taxes are, and how they and its coins are rounded."""

    taxes_inside: tuple[bool, ...]
    cash_step_cents: int
    tax_rounding: str = "line"


EUROPE = Rules(taxes_inside=(True,), cash_step_cents=5)
AMERICA = Rules(taxes_inside=(False,), cash_step_cents=0)
CANADA = Rules(taxes_inside=(False, False), cash_step_cents=5, tax_rounding="document")
MIXED = Rules(taxes_inside=(True, False), cash_step_cents=5)
MIXED_DOCUMENT = Rules(taxes_inside=(True, False), cash_step_cents=10, tax_rounding="document")
NO_TAX = Rules(taxes_inside=(), cash_step_cents=5)
STORE_RULES = (EUROPE, AMERICA, CANADA, MIXED, MIXED_DOCUMENT, NO_TAX)


def found_store(tx: WriteTx, rules: Rules) -> None:
    """Give the shop other taxes and coins."""
    run = tx.connection.execute
    run(
        sa.update(StoreRow).values(
            cash_step_cents=rules.cash_step_cents,
            tax_rounding=rules.tax_rounding,
            prices_include_tax=rules.taxes_inside[:1] == (True,),
        )
    )
    run(sa.delete(TaxRateRow))
    for category in run(sa.select(TaxCategoryRow.id)).scalars().all():
        for place, is_inside in enumerate(rules.taxes_inside):
            rate = {
                "id": tx.new_id(),
                "tax_category_id": category,
                "name": ("State", "City")[place],
                "rate_ppm": (200_000, 99_750)[place],
                "is_inclusive": is_inside,
                "is_compound": place == 1,
                "position": place,
                "valid_from": date(2020, 1, 1),
            }
            run(sa.insert(TaxRateRow), rate)
