"""Tax rates, and what they make of the value of a line.

An included tax is already inside the value and is rounded first; the net is what remains. An
excluded tax is charged on that net. A compound tax is charged on the net and on the taxes named
before it in the line's list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import lcm
from uuid import UUID

from pos.domain.money import PPM, Divide, allocate

TAXES_PER_LINE_MAX = 16
"""The most taxes on one line."""


class TaxRounding(StrEnum):
    """Where the tax of a document is rounded; a setting of the tax authority."""

    LINE = "line"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRate:
    """One tax as it stands on a line.

    Attributes:
        code: Short name, unique in the shop; what the receipt prints beside a line.
        name: As printed in the table of taxes.
        rate_ppm: Parts per million: 20 % is 200,000.
        is_included: The shelf price contains it.
        is_compound: It is charged on the earlier taxes of the line as well.
        rate_id: The row it was read from; None in documents that came without one.
    """

    code: str
    name: str
    rate_ppm: int
    is_included: bool
    is_compound: bool = False
    rate_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxPlan:
    """The taxes of a line, prepared for arithmetic; equal lists of rates share one plan.

    Attributes:
        rates: In the line's order; every index below points into it.
        included: Index and numerator of each included tax: its part of the value is the numerator
            over `denominator`.
        excluded: Index, rate in ppm, and whether its base holds the earlier taxes.
    """

    rates: tuple[TaxRate, ...]
    included: tuple[tuple[int, int], ...]
    denominator: int
    excluded: tuple[tuple[int, int, bool], ...]

    def bases_cents(self, net_cents: int, taxes_cents: Sequence[int]) -> list[int]:
        """Return what each tax is charged on; the sums of several lines give the sum of bases."""
        bases = []
        earlier = 0
        for rate, tax in zip(self.rates, taxes_cents, strict=True):
            bases.append(net_cents + earlier if rate.is_compound else net_cents)
            earlier += tax
        return bases


@lru_cache(maxsize=512)
def plan_taxes(rates: tuple[TaxRate, ...]) -> TaxPlan:
    """Prepare a line's list of taxes."""
    assert len(rates) <= TAXES_PER_LINE_MAX, "the border lets no more in"
    assert len(set(rates)) == len(rates), "a tax is charged once"
    weights = _effective_rates(rates)
    inside = 1 + sum(
        (weight for rate, weight in zip(rates, weights, strict=True) if rate.is_included),
        start=Fraction(0),
    )
    parts = {index: weights[index] / inside for index, rate in enumerate(rates) if rate.is_included}
    denominator = lcm(*(part.denominator for part in parts.values()))
    return TaxPlan(
        rates=rates,
        included=tuple(
            (index, part.numerator * (denominator // part.denominator))
            for index, part in parts.items()
        ),
        denominator=denominator,
        excluded=tuple(
            (index, rate.rate_ppm, rate.is_compound)
            for index, rate in enumerate(rates)
            if not rate.is_included
        ),
    )


def charge_line(plan: TaxPlan, value_cents: int, *, divide: Divide) -> tuple[int, list[int]]:
    """Return the net of a line and its taxes, each rounded on this line.

    Args:
        plan: The line's taxes.
        value_cents: What the line is worth after all discounts, at least 0.
        divide: The rounded division of the shop.
    """
    taxes = [0] * len(plan.rates)
    net = value_cents
    for index, numerator in plan.included:
        tax = taxes[index] = divide(value_cents * numerator, plan.denominator)
        net -= tax
    if net < 0:
        net = _squeeze(plan, value_cents, taxes=taxes, divide=divide)
    for index, rate_ppm, is_compound in plan.excluded:
        base = net + sum(taxes[:index]) if is_compound else net
        taxes[index] = divide(base * rate_ppm, PPM)
    return net, taxes


def _squeeze(plan: TaxPlan, value_cents: int, *, taxes: list[int], divide: Divide) -> int:
    """Round the included taxes together, where one by one they came to more than the value."""
    weights = [numerator for _, numerator in plan.included]
    together = divide(value_cents * sum(weights), plan.denominator)
    shares = allocate(together, weights)
    for (index, _), share in zip(plan.included, shares, strict=True):
        taxes[index] = share
    return value_cents - together


def _effective_rates(rates: tuple[TaxRate, ...]) -> list[Fraction]:
    """Return each tax as a share of the net, with the compound ones resolved."""
    effective: list[Fraction] = []
    for rate in rates:
        base = 1 + sum(effective) if rate.is_compound else 1
        effective.append(Fraction(rate.rate_ppm, PPM) * base)
    return effective
