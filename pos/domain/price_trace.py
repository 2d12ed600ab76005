"""Why a line costs what it costs: the steps from the list price to the total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.reductions import Reduction
from pos.domain.tax import TaxRate


class TraceKind(StrEnum):
    """The rungs of the ladder."""

    LIST = "list"
    SPECIAL = "special_price"
    OVERRIDE = "override"
    OFFER = "offer"
    COUPON = "coupon"
    LINE_DISCOUNT = "line_discount"
    ORDER_DISCOUNT = "order_discount"
    TAX_INCLUDED = "tax_included"
    TAX_ADDED = "tax_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One answer to "why this price?".

    Attributes:
        amount_cents: What this step added, negative if it took off. For an included tax: the part
            of the value that it is; it changes nothing.
        after_cents: The line's worth after this step.
        code: The tax's or the coupon's code; empty for other steps.
        name: Of the price list, the offer, the coupon or the tax; empty for other steps.
    """

    kind: TraceKind
    amount_cents: int
    after_cents: int
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSteps:
    """What happened to the price of one line.

    Attributes:
        listed_cents: Quantity at the list price.
        special_cents: What the price of a price list added, at most 0.
        special_name: Of that price list.
        override_cents: What another price added, below 0 if it took off.
        reductions: What offers and coupons took off.
        line_discount_cents: What the line's own discount took off, at least 0.
        order_discount_cents: What its share of the order discount took off, at least 0.
        taxes: In the order in which they are charged.
    """

    listed_cents: int
    special_cents: int
    special_name: str
    override_cents: int
    reductions: tuple[Reduction, ...]
    line_discount_cents: int
    order_discount_cents: int
    taxes: Sequence[tuple[TaxRate, int]]


def trace_steps(steps: PriceSteps) -> tuple[TraceStep, ...]:
    """Return the steps of one line, without those that did nothing."""
    worth = steps.listed_cents
    trace = [TraceStep(kind=TraceKind.LIST, amount_cents=worth, after_cents=worth)]
    for kind, amount, name, code in _changes(steps):
        worth += amount
        if amount:
            trace.append(
                TraceStep(kind=kind, amount_cents=amount, after_cents=worth, name=name, code=code)
            )
    return (*trace, *_tax_steps(worth, steps.taxes))


def _changes(steps: PriceSteps) -> Iterator[tuple[TraceKind, int, str, str]]:
    yield TraceKind.SPECIAL, steps.special_cents, steps.special_name, ""
    yield TraceKind.OVERRIDE, steps.override_cents, "", ""
    for offer, cents in steps.reductions:
        kind = TraceKind.COUPON if offer.code else TraceKind.OFFER
        yield kind, -cents, offer.name, offer.code
    yield TraceKind.LINE_DISCOUNT, -steps.line_discount_cents, "", ""
    yield TraceKind.ORDER_DISCOUNT, -steps.order_discount_cents, "", ""


def _tax_steps(worth: int, taxes: Sequence[tuple[TaxRate, int]]) -> Iterator[TraceStep]:
    for rate, tax in taxes:
        kind = TraceKind.TAX_INCLUDED if rate.is_included else TraceKind.TAX_ADDED
        worth += 0 if rate.is_included else tax
        yield TraceStep(
            kind=kind, amount_cents=tax, after_cents=worth, code=rate.code, name=rate.name
        )
